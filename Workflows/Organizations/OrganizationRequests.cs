using Domain.Organizations;
using Workflows.Lists;

namespace Workflows.Organizations;

/// <summary>Which organizations are asked for.</summary>
public sealed record OrganizationQuery
{
    public OrganizationKind? Kind { get; init; }

    /// <summary>A county (440803), or a prefecture or municipality (440800, 310000) with all that lies in it.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Part of the name, the short name or the credit code.</summary>
    public string? Text { get; init; }

    public bool? Enabled { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list. The contact's phone stays out of it.</summary>
public sealed record OrganizationRow(
    long Id, OrganizationKind Kind, string Name, string? ShortName, string? CreditCode, string? RegionCode, string? ContactName, bool Enabled, int People);

/// <summary>An organization with all its details, for editing.</summary>
public sealed record OrganizationView(long Id, OrganizationKind Kind, OrganizationDetails Details, bool Enabled, long Revision);

/// <summary>Registers an organization.</summary>
public sealed record CreateOrganization
{
    public required Actor Actor { get; init; }
    public required OrganizationKind Kind { get; init; }
    public required OrganizationDetails Details { get; init; }

    /// <summary>The credit code's check digit is wrong, and a person has compared it with the licence and says that it stands so.</summary>
    public bool CreditCodeConfirmed { get; init; }
}

/// <summary>Replaces an organization's details.</summary>
public sealed record ChangeOrganization
{
    public required Actor Actor { get; init; }
    public required long OrganizationId { get; init; }
    public required OrganizationDetails Details { get; init; }

    /// <summary>As in <see cref="CreateOrganization"/>.</summary>
    public bool CreditCodeConfirmed { get; init; }

    /// <summary>The revision that was shown when editing began.</summary>
    public required long Revision { get; init; }
}

/// <summary>A choice of an organization in a form.</summary>
/// <param name="Id">What the form keeps.</param>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">Usual name.</param>
/// <param name="Restriction">A supplier that cannot be named in new applications today; null for all others.</param>
public sealed record OrganizationOption(long Id, string Name, string? ShortName, OptionRestriction? Restriction);

/// <summary>Why a supplier cannot be chosen.</summary>
/// <param name="Kind">Suspended or blacklisted.</param>
/// <param name="Until">Last day (Shanghai); null without end.</param>
public sealed record OptionRestriction(Domain.Suppliers.RestrictionKind Kind, DateOnly? Until);
