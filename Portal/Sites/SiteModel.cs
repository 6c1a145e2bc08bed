using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Workflows.Sites;

namespace Portal.Sites;

/// <summary>What the form of a site is bound to.</summary>
public sealed class SiteModel
{
    public string? Name { get; set; }
    public string? Address { get; set; }
    public string? RegionCode { get; set; }

    /// <summary>Yuan.</summary>
    public decimal? Investment { get; set; }

    /// <summary>Square metres.</summary>
    public decimal? FloorArea { get; set; }

    public DateOnly? StartDate { get; set; }
    public DateOnly? EndDate { get; set; }
    public long? OwnerId { get; set; }
    public long? SupervisorId { get; set; }

    public static SiteModel Of(SiteView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new SiteModel
        {
            Name = view.Details.Name,
            Address = view.Details.Address,
            RegionCode = view.Details.RegionCode,
            Investment = view.Details.Investment,
            FloorArea = view.Details.FloorArea,
            StartDate = view.Details.StartDate,
            EndDate = view.Details.EndDate,
            OwnerId = view.Participants.FirstOrDefault(p => p.Kind == OrganizationKind.Owner)?.OrganizationId,
            SupervisorId = view.Participants.FirstOrDefault(p => p.Kind == OrganizationKind.Supervisor)?.OrganizationId,
        };
    }

    public SiteDetails Details() => new()
    {
        Name = Name ?? "",
        Address = Address ?? "",
        RegionCode = RegionCode ?? "",
        Investment = Investment ?? 0,
        FloorArea = FloorArea ?? 0,
        StartDate = StartDate ?? default,
        EndDate = EndDate ?? default,
    };

    /// <summary>The service's rules, and that the two figures which decide about the duty to connect are given at all.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = SiteFields.Check(Details(), OwnerId, SupervisorId).ToList();
        if (Investment is null) problems.Add(new("investment", "field.required"));
        if (FloorArea is null) problems.Add(new("floorArea", "field.required"));
        return problems;
    }

    /// <summary>Null until both figures are given.</summary>
    public bool? InScope => Investment is { } investment && FloorArea is { } area ? Site.ScopeOf(investment, area) : null;
}
