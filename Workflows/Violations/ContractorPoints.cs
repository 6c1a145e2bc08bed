using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Violations;

/// <summary>What a contractor has had taken off within twelve months.</summary>
/// <param name="Points">The sum.</param>
/// <param name="Fines">Yuan, the sum.</param>
/// <param name="Decisions">The decisions behind it, the newest first; those without points too.</param>
public sealed record ContractorPointsRow(long ContractorId, string ContractorName, int Points, decimal Fines, IReadOnlyList<PointsDecision> Decisions);

/// <summary>A decision that counts.</summary>
public sealed record PointsDecision(long ViolationId, string Number, ViolationKind Kind, string SiteName, string RegionCode, int Points, decimal? Fine, DateTimeOffset At);

/// <summary>The points of a window.</summary>
/// <param name="Window">What counts.</param>
/// <param name="Rows">The most points first.</param>
public sealed record PointsList(PointsWindow Window, IReadOnlyList<ContractorPointsRow> Rows);

/// <summary>Adds up points per contractor, over the cases that the reader may see.</summary>
public sealed class ContractorPoints(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <param name="actor">Who reads.</param>
    /// <param name="day">The last day of the twelve months (Shanghai); null for today.</param>
    /// <param name="text">Part of the contractor's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<PointsList> ListAsync(Actor actor, DateOnly? day = null, string? text = null, CancellationToken cancellationToken = default)
    {
        var window = day is { } last ? PointsWindow.Ending(last) : PointsWindow.At(time.GetUtcNow());
        var (begin, end) = (window.From, window.Until);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var decisions =
            from violation in db.Set<Violation>().AsNoTracking().VisibleTo(db, actor)
            where violation.DecidedAt >= begin && violation.DecidedAt < end
            join contractor in db.Set<Organization>() on violation.ContractorId equals contractor.Id
            select new { violation, Site = violation.Site.Name, violation.Site.RegionCode, Contractor = contractor.Name };
        if (!string.IsNullOrWhiteSpace(text))
        {
            var like = LikePattern.Containing(text.Trim());
            decisions = decisions.Where(d => EF.Functions.Like(d.Contractor, like, LikePattern.Escape));
        }

        var found = await decisions.Select(d => new
        {
            d.violation.ContractorId,
            d.Contractor,
            Decision = new PointsDecision(
                d.violation.Id, d.violation.DecisionNumber!, d.violation.Kind, d.Site, d.RegionCode, d.violation.Points, d.violation.Fine, d.violation.DecidedAt!.Value),
        }).ToListAsync(cancellationToken);
        var rows = found.GroupBy(d => (d.ContractorId, d.Contractor)).Select(group => new ContractorPointsRow(
            group.Key.ContractorId, group.Key.Contractor, window.Sum(group.Select(d => (d.Decision.At, d.Decision.Points))), group.Sum(d => d.Decision.Fine ?? 0),
            [.. group.Select(d => d.Decision).OrderByDescending(d => d.At)]));
        return new PointsList(window, [.. rows.OrderByDescending(r => r.Points).ThenBy(r => r.ContractorName, StringComparer.Ordinal)]);
    }
}
