using Domain.Devices;
using Domain.Sites;
using Workflows.Inbox;
using Workflows.Insights;
using Workflows.Regions;

namespace Portal.Insights;

/// <summary>A county's line of the overview.</summary>
public sealed record CountyLine(string Code, string Name, int Sites, int Connected, int Problems, OnlineRate Rate, int Outages, int Overdue, int DueSoon);

/// <summary>A step of a chain at which work runs late, in one county.</summary>
public sealed record DeadlineLine(string Region, InboxStep Step, int Overdue, int DueSoon);

/// <summary>The figures as the pages draw them: added up, with names, in order.</summary>
public sealed class DashboardView
{
    private readonly CityFigures _figures;

    /// <param name="figures">What was counted.</param>
    /// <param name="counties">The counties that the reader answers for: shown also without any site.</param>
    /// <param name="names">What regions are called.</param>
    public DashboardView(CityFigures figures, IReadOnlyList<RegionName> counties, RegionLookup names)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(counties);
        ArgumentNullException.ThrowIfNull(names);
        _figures = figures;
        Counties =
        [
            .. counties.Select(c => c.Code).Union(figures.Sites.Select(s => s.RegionCode)).Order(StringComparer.Ordinal).Select(code => new CountyLine(
                code, names.Of(code), Sites(code), Sites(code, SiteStanding.Connected), Sites(code, SiteStanding.OnlineProblems),
                figures.Rates.Counties.GetValueOrDefault(code, OnlineRate.None), figures.Outages.GetValueOrDefault(code),
                figures.Deadlines?.Where(d => d.RegionCode == code).Sum(d => d.Overdue) ?? 0, figures.Deadlines?.Where(d => d.RegionCode == code).Sum(d => d.DueSoon) ?? 0)),
        ];
        Deadlines =
        [
            .. (figures.Deadlines ?? []).Select(d => new DeadlineLine(d.RegionCode, new InboxStep(d.DefinitionKey, d.NodeId), d.Overdue, d.DueSoon))
                .OrderByDescending(d => d.Overdue).ThenByDescending(d => d.DueSoon).ThenBy(d => d.Region, StringComparer.Ordinal).ThenBy(d => d.Step.ToString(), StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<CountyLine> Counties { get; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<DeadlineLine> Deadlines { get; }

    /// <summary>Several counties are compared; one alone needs no table.</summary>
    public bool ManyCounties => Counties.Count > 1;

    public int AllSites => _figures.Sites.Sum(s => s.Sites);

    public int AllOutages => _figures.Outages.Values.Sum();

    public int Overdue => Deadlines.Sum(d => d.Overdue);

    public int DueSoon => Deadlines.Sum(d => d.DueSoon);

    public int Of(SiteStanding standing) => _figures.Sites.Where(s => s.Standing == standing).Sum(s => s.Sites);

    private int Sites(string region, SiteStanding? standing = null) =>
        _figures.Sites.Where(s => s.RegionCode == region && (standing is null || s.Standing == standing)).Sum(s => s.Sites);
}
