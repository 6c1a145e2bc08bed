using Domain.Organizations;
using Domain.Registration;
using Domain.Values;
using Workflows.Lists;

namespace Workflows.Registration;

/// <summary>Which registrations are asked for, among the visible ones (the filters of S0's list).</summary>
public sealed record RegistrationQuery
{
    /// <summary>Part of the access number.</summary>
    public string? AccessNumber { get; init; }

    /// <summary>Part of the point's name.</summary>
    public string? PointName { get; init; }

    /// <summary>Part of the point's address.</summary>
    public string? PointAddress { get; init; }

    public RegistrationState? State { get; init; }

    /// <summary>申请时间: first day (Shanghai).</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day (Shanghai), inclusive.</summary>
    public DateOnly? Until { get; init; }

    public long? SupplierId { get; init; }

    /// <summary>管理部门.</summary>
    public long? DepartmentId { get; init; }

    public ManagementLevel? Level { get; init; }

    public long? SiteId { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list.</summary>
public sealed record RegistrationRow(
    long Id, PointType Type, string? AccessNumber, string? PointName, string? PointAddress, string? RegionCode, string? SiteNumber, RegistrationState State,
    string ContractorName, string? SupplierName, string? DepartmentName, ManagementLevel? Level, int Devices, DateTimeOffset AppliedAt, DateTimeOffset? LiveAt,
    double? Longitude, double? Latitude)
{
    /// <summary>The point; null in a draft.</summary>
    public Wgs84Point? At => Longitude is { } east && Latitude is { } north && Wgs84Point.TryCreate(east, north, out var point) ? point : null;
}

/// <summary>What a registration's list can be filtered by, among the visible ones.</summary>
public sealed record RegistrationChoices(IReadOnlyList<NamedUnit> Suppliers, IReadOnlyList<NamedUnit> Departments);

/// <summary>A site that the one-stop service did not take, with a registration that says more.</summary>
public sealed record UnreportedSite(long RegistrationId, string Name, string Number);

/// <summary>A unit to choose.</summary>
public sealed record NamedUnit(long Id, string Name);

/// <summary>A registration as its readers see it.</summary>
public sealed record RegistrationView
{
    public required long Id { get; init; }
    public required string? AccessNumber { get; init; }
    public required RegistrationState State { get; init; }
    public required long Revision { get; init; }
    public required RegistrationForm Form { get; init; }
    public required string ContractorName { get; init; }
    public required string? SupplierName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset AppliedAt { get; init; }
    public required DateTimeOffset? LiveAt { get; init; }
    public required GoLiveReview? Review { get; init; }

    /// <summary>Null while it is a draft.</summary>
    public required RegisteredSiteView? Site { get; init; }

    /// <summary>The files that the form points at, by id.</summary>
    public required IReadOnlyDictionary<long, RegistrationFileView> Files { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<RegistrationEventView> Events { get; init; }

    public required RegistrationRights Rights { get; init; }
}

/// <summary>The site of a registration.</summary>
/// <param name="Form">What S0's form says of it.</param>
/// <param name="DeclaredNumbers">The numbers under which it was declared; empty when it was filled in here.</param>
/// <param name="Report">How far the one-stop service knows of it; null for a declared one and for one without a number.</param>
public sealed record RegisteredSiteView(
    long Id, string Name, string Address, string RegionCode, string? Number, MuckSiteForm Form, string? DepartmentName, IReadOnlyList<string> DeclaredNumbers,
    OneStopReportView? Report);

/// <summary>Where a site's report to the one-stop service stands.</summary>
/// <param name="At">When it was taken; null while it was not.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NextAt">When it is tried next; null once it was taken.</param>
/// <param name="Error">Why the last try failed, for the operator's people only: the service's own words may name machines.</param>
public sealed record OneStopReportView(DateTimeOffset? At, int Attempts, DateTimeOffset? NextAt, string? Error);

/// <summary>A line of the history.</summary>
public sealed record RegistrationEventView(
    RegistrationAction Action, RegistrationState State, string? Reason, DateTimeOffset At, string Name, string OrganizationName, Role Role);

/// <summary>What the reader may do with it now.</summary>
public sealed record RegistrationRights
{
    public required bool Edit { get; init; }
    public required bool Discard { get; init; }
    public required bool RequestGoLive { get; init; }
    public required bool GoLive { get; init; }
    public required bool ReturnToDebugging { get; init; }
    public required bool Suspend { get; init; }
    public required bool Resume { get; init; }
    public required bool Remove { get; init; }

    /// <summary>Whether the test captures' pictures may be judged.</summary>
    public bool Judge => RequestGoLive;
}
