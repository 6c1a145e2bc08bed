using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Workflows.Scoring;

/// <summary>
/// Scores all suppliers of all cities: the present month as of the last Monday, and every month that is over and not closed. What is done is left
/// as it is, what was missed is made up for, in order; on two nodes at once it leaves the same rows.
/// </summary>
public sealed class ScoreRuns(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>How long after an instant its facts are taken: until then the online settler has caught up with what was sent before it.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(2);

    /// <summary>Months that ended longer ago than that are left alone: nobody wants to be told today that they failed then.</summary>
    private const int MonthsBack = 12;

    /// <summary>Does all that is due.</summary>
    /// <returns>How many cards were computed anew or closed.</returns>
    /// <exception cref="AggregateException">Cities that could not be scored; the others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var cities = await CitiesAsync(cancellationToken);
        var done = 0;
        List<Exception> failures = [];
        foreach (var city in cities)
        {
            try
            {
                done += await RunAsync(city, cancellationToken);
            }
#pragma warning disable CA1031 // Whatever it is, the other cities are not to suffer; it is thrown below.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failures.Add(exception);
            }
        }

        return failures.Count == 0 ? done : throw new AggregateException(failures);
    }

    /// <summary>The last Monday 00:00 Shanghai whose facts can be taken.</summary>
    internal static DateTimeOffset LastMonday(DateTimeOffset now)
    {
        var day = WorkingCalendar.ShanghaiDate(now - Settling);
        return WorkingCalendar.StartOfDay(day.AddDays(-(((int)day.DayOfWeek - (int)DayOfWeek.Monday + 7) % 7)));
    }

    private async Task<int> RunAsync(City city, CancellationToken cancellationToken)
    {
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        var done = 0;
        foreach (var month in await OverAsync(city, now, cancellationToken)) done += await TakeAsync(city, month, month.ClosesAt, now, cancellationToken);
        var monday = LastMonday(now);
        var present = ScoreMonth.Of(monday);
        // On the first days of a month the one before is computed a last time before its close.
        foreach (var month in new[] { present.Previous, present }.Where(m => monday < m.ClosesAt))
            done += await TakeAsync(city, month, monday, now, cancellationToken);
        return done;
    }

    private async Task<List<City>> CitiesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Organization>().Where(o => o.Kind == OrganizationKind.CityRegulator && o.Enabled && o.RegionCode != null)
            .OrderBy(o => o.Id).Select(o => new City(o.Id, o.RegionCode!)).ToListAsync(cancellationToken);
    }

    /// <summary>The months that are to be closed, from the first in which a device of the city was in service.</summary>
    private async Task<List<ScoreMonth>> OverAsync(City city, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var prefix = VisibleSites.Within(city.Region);
        var begin = await (
            from period in db.Set<DeviceServicePeriod>()
            join device in db.Set<Device>() on period.DeviceId equals device.Id
            join site in db.Set<Site>() on device.SiteId equals site.Id
            where site.RegionCode.StartsWith(prefix)
            select (DateTimeOffset?)period.From).MinAsync(cancellationToken);
        if (begin is not { } first) return [];
        var closed = await db.Set<ScoreClose>().Where(c => c.CityId == city.Id).Select(c => c.Month).ToListAsync(cancellationToken);
        var month = ScoreMonth.Of(now).Add(-MonthsBack);
        if (ScoreMonth.Of(first) > month) month = ScoreMonth.Of(first);
        var over = new List<ScoreMonth>();
        for (; month.ClosesAt + Settling <= now; month = month.Next)
        {
            if (!closed.Contains(month.Number)) over.Add(month);
        }

        return over;
    }

    /// <summary>Computes all cards of a month as of an instant; as of its close it freezes them, in the same transaction.</summary>
    private async Task<int> TakeAsync(City city, ScoreMonth month, DateTimeOffset asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var number = month.Number;
        if (await IsClosedAsync(city, number, cancellationToken)) return 0;
        var closing = asOf == month.ClosesAt;
        if (!closing && await IsTakenAsync(db, city, number, asOf, cancellationToken)) return 0;
        var facts = await new FactsReader(db, city.Region, month, asOf).ReadAsync(cancellationToken: cancellationToken);
        var (rules, ruleSet) = await RuleSets.ForAsync(db, city.Id, month, cancellationToken);
        var cards = await db.Set<Scorecard>().Include(c => c.Deductions).Where(c => c.CityId == city.Id && c.Month == number)
            .ToDictionaryAsync(c => c.SupplierId, cancellationToken);
        // Another node has closed the month since it was asked above.
        if (cards.Values.Any(c => c.State == ScorecardState.Closed)) return 0;
        var ids = cards.Values.Select(c => c.Id).ToList();
        var snapshots = await db.Set<ScoreSnapshot>().Where(s => ids.Contains(s.ScorecardId) && s.AsOf == asOf).ToDictionaryAsync(s => s.ScorecardId, cancellationToken);
        var corrections = (await db.Set<ScoreCorrection>().AsNoTracking().Where(c => c.CityId == city.Id && c.Month <= number).ToListAsync(cancellationToken))
            .ToLookup(c => c.SupplierId);
        var done = 0;
        // Late data may have taken a supplier's last evidence away: then its card says so.
        foreach (var supplier in cards.Keys.Where(supplier => !facts.ContainsKey(supplier)))
            facts[supplier] = new ScoreFacts { Month = number, AsOf = asOf, Checks = [], Outages = [], Streams = [] };
        foreach (var (supplier, own) in facts)
        {
            if (!cards.TryGetValue(supplier, out var card)) cards[supplier] = card = (await db.AddAsync(new Scorecard(city.Id, supplier, month), cancellationToken)).Entity;
            if (card.AsOf > asOf) continue;
            if (card.Compute(own, rules, ruleSet, [.. corrections[supplier]], now)) done++;
            if (snapshots.TryGetValue(card.Id, out var snapshot)) snapshot.Take(card);
            else await db.AddAsync(new ScoreSnapshot(card), cancellationToken);
            if (closing) card.Close(now);
        }

        if (closing) await CloseAsync(db, city, month, [.. cards.Values], now, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            // Another node was faster with the same. Anything else is a defect that would keep the month open for ever.
            if (closing && !await IsClosedAsync(city, number, cancellationToken)) throw;
            return 0;
        }

        return closing ? cards.Count : done;
    }

    private async Task<bool> IsClosedAsync(City city, int month, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ScoreClose>().AnyAsync(c => c.CityId == city.Id && c.Month == month, cancellationToken);
    }

    /// <summary>Whether the scores as of an instant are there: they are updated weekly, not with every late report.</summary>
    private static Task<bool> IsTakenAsync(PortalDbContext db, City city, int month, DateTimeOffset asOf, CancellationToken cancellationToken) => (
        from snapshot in db.Set<ScoreSnapshot>()
        join card in db.Set<Scorecard>() on snapshot.ScorecardId equals card.Id
        where card.CityId == city.Id && card.Month == month && snapshot.AsOf == asOf
        select snapshot.Id).AnyAsync(cancellationToken);

    private static async Task CloseAsync(
        PortalDbContext db, City city, ScoreMonth month, IReadOnlyList<Scorecard> cards, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.AddAsync(new ScoreClose(city.Id, month, cards.Count, now), cancellationToken);
        if (cards.Count > 0)
            await db.AddRangeAsync(ScoreNotices.MonthClosed(city.Id, month.ToString(), cards.Count, cards.Count(c => c.Score < c.Threshold), now), cancellationToken);
        foreach (var card in cards) await db.AddRangeAsync(ScoreNotices.Closed(card.Id, card.SupplierId, month.ToString(), card.Score, now), cancellationToken);
    }

    private sealed record City(long Id, string Region);
}

/// <summary>Runs <see cref="ScoreRuns"/>: on Mondays it finds the week's check, on the third day a month to close, on other days only what failed before.</summary>
[DisallowConcurrentExecution]
public sealed class ScoreRunsJob(ScoreRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await runs.RunAsync(cancellationToken);
}
