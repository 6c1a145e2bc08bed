using Domain;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;
using Workflows.Scoring;

namespace Workflows.Reports;

/// <summary>A month of which there are reports.</summary>
/// <param name="Month">Which.</param>
/// <param name="City">Name of the city regulator.</param>
/// <param name="Cards">Suppliers scored, of those that the reader sees.</param>
/// <param name="Closed">All of them are frozen.</param>
/// <param name="CardId">The reader's own card; null for regulators.</param>
/// <param name="Score">Of that card.</param>
public sealed record ReportMonth(ScoreMonth Month, string City, int Cards, bool Closed, long? CardId, int? Score);

/// <summary>Months that are asked for.</summary>
public sealed record ReportPeriod
{
    /// <summary>Of one download at most.</summary>
    public const int MostMonths = 24;

    private static readonly ScoreMonth Earliest = new(2000, 1);
    private static readonly ScoreMonth Latest = new(9998, 12);

    public ScoreMonth First { get; init; } = Earliest;

    public ScoreMonth Last { get; init; } = Latest;

    /// <summary>From what an address says, such as "2026-11"; what it does not say is not bounded.</summary>
    public static ReportPeriod Of(string? first, string? last) => new()
    {
        First = ScoreMonth.TryParse(first, out var from) ? from : Earliest,
        Last = ScoreMonth.TryParse(last, out var until) ? until : Latest,
    };
}

/// <summary>
/// Reads what workbooks say: a city regulator its month whole, a county regulator the ranking alone (it opens no card), a supplier its own cards.
/// </summary>
public sealed class MonthReports(IDbContextFactory<PortalDbContext> databases, Scorecards scorecards, TimeProvider time)
{
    public static readonly IReadOnlyList<Role> Readers = [Role.CityOfficer, Role.CountyOfficer, Role.SupplierStaff];

    /// <summary>Who has whole months, if only their ranking.</summary>
    public static readonly IReadOnlyList<Role> MonthReaders = [Role.CityOfficer, Role.CountyOfficer];

    /// <summary>A month of the reader's city.</summary>
    /// <exception cref="DomainException">actor.not-allowed; report.nothing: there are no cards.</exception>
    public async Task<MonthReport> ReadAsync(Actor actor, ScoreMonth month, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [.. MonthReaders], cancellationToken);
        var number = month.Number;
        var city = await ScorecardScope.Ranked(db, actor).Where(c => c.Month == number).Select(c => (long?)c.CityId).FirstOrDefaultAsync(cancellationToken);
        if (city is not { } cityId) throw new DomainException("report.nothing");
        ReportRecords.Add(db, actor, time.GetUtcNow(), "month", month);
        await db.SaveChangesAsync(cancellationToken);
        return await OfCityAsync(cityId, month, cancellationToken) with { SummaryOnly = actor.Role != Role.CityOfficer };
    }

    /// <summary>The cards of a month that the reader opens, with their evidence.</summary>
    /// <exception cref="DomainException">actor.not-allowed; report.nothing.</exception>
    public async Task<IReadOnlyList<ReportCard>> CardsAsync(Actor actor, ScoreMonth month, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var views = await scorecards.OfMonthAsync(actor, month, cancellationToken);
        if (views.Count == 0) throw new DomainException("report.nothing");
        await RecordAsync(actor, "cards", month, null, cancellationToken);
        return await WithBeforeAsync(views, cancellationToken);
    }

    /// <summary>One card.</summary>
    /// <exception cref="DomainException">actor.not-allowed; scoring.unknown: not there, or not for this reader.</exception>
    public async Task<ReportCard> CardAsync(Actor actor, long cardId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var view = await scorecards.ReadAsync(actor, cardId, cancellationToken);
        await RecordAsync(actor, "card", view.Card.Month, view.Card.SupplierName, cancellationToken);
        return (await WithBeforeAsync([view], cancellationToken))[0];
    }

    /// <summary>The months of which the reader has reports, the newest first; of a supplier one for each city.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<ReportMonth>> MonthsAsync(Actor actor, ReportPeriod period, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [.. Readers], cancellationToken);
        var (first, last) = (period.First.Number, period.Last.Number);
        var months = ScorecardScope.Ranked(db, actor).Where(c => c.Month >= first && c.Month <= last).GroupBy(c => new { c.Month, c.CityId })
            .Select(g => new { g.Key.Month, g.Key.CityId, Cards = g.Count(), Open = g.Count(c => c.State == ScorecardState.Open), Card = g.Max(c => c.Id), Score = g.Max(c => c.Score) });
        var total = await months.CountAsync(cancellationToken);
        var rows = await months.OrderByDescending(m => m.Month).ThenBy(m => m.CityId).Skip(page.Skip).Take(page.Size).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.CityId).Distinct().ToList();
        var names = await db.Set<Organization>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var own = actor.Role == Role.SupplierStaff;
        return new PageOf<ReportMonth>(
            [.. rows.Select(r => new ReportMonth(ScoreMonth.FromNumber(r.Month), names[r.CityId], r.Cards, r.Open == 0, own ? r.Card : null, own ? r.Score : null))], total);
    }

    /// <summary>For the job, which no person calls.</summary>
    internal async Task<MonthReport> OfCityAsync(long cityId, ScoreMonth month, CancellationToken cancellationToken)
    {
        var views = await scorecards.OfMonthAsync(cityId, month, cancellationToken);
        return new MonthReport { City = views[0].Card.CityName, Month = month, Cards = await WithBeforeAsync(views, cancellationToken) };
    }

    private async Task RecordAsync(Actor actor, string contents, ScoreMonth month, string? detail, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        ReportRecords.Add(db, actor, time.GetUtcNow(), contents, month, detail);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>With the scores that the same suppliers had in the same city a month earlier.</summary>
    private async Task<IReadOnlyList<ReportCard>> WithBeforeAsync(IReadOnlyList<ScorecardView> views, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var number = views[0].Card.Month.Previous.Number;
        var (cities, suppliers) = (views.Select(v => v.Card.CityId).Distinct().ToList(), views.Select(v => v.Card.SupplierId).Distinct().ToList());
        var before = await db.Set<Scorecard>().Where(c => c.Month == number && cities.Contains(c.CityId) && suppliers.Contains(c.SupplierId))
            .ToDictionaryAsync(c => (c.CityId, c.SupplierId), c => c.Score, cancellationToken);
        return [.. views.Select(v => ReportCard.Of(v, before.TryGetValue((v.Card.CityId, v.Card.SupplierId), out var score) ? score : null))];
    }
}
