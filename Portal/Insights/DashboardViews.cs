using Domain.Organizations;
using Workflows.Insights;
using Workflows.Regions;

namespace Portal.Insights;

/// <summary>Puts figures and names together, for the overview and its wall screen.</summary>
internal static class DashboardViews
{
    public static async Task<(DashboardView View, RegionLookup Names)> OfAsync(RegionDirectory regions, Actor actor, CityFigures figures)
    {
        var names = await regions.ReadAsync();
        IReadOnlyList<RegionName> counties = actor.OrganizationKind == OrganizationKind.CountyRegulator
            ? names.Find(actor.RegionCode) is { } own ? [own] : []
            : [.. (await regions.RegulatedAsync()).Where(c => c.ParentCode == actor.RegionCode)];
        return (new DashboardView(figures, counties, names), names);
    }
}
