using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Domain.Values;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Organizations;
using Workflows.Scoring;
using Workflows.Sites;
using Workflows.Violations;

namespace Workflows.Insights;

/// <summary>
/// The overview of a region: a city's for its regulator, a county's for its own, and for the operator what is a matter of devices. Figures are kept for
/// a minute, rates for ten (and an hour more for who asks while they are read anew), for all readers of the same region and kind together; whether the reader still is one is asked each time.
/// </summary>
public sealed class CityDashboard(IDbContextFactory<PortalDbContext> databases, Calendars calendars, TimeProvider time)
{
    /// <summary>Days of online rates, today included.</summary>
    public const int RateDays = 30;

    /// <summary>Weeks of applications, this one included.</summary>
    public const int Weeks = 12;

    /// <summary>Months of scores.</summary>
    public const int Months = 6;

    public static readonly IReadOnlySet<Role> Readers = new HashSet<Role> { Role.CityOfficer, Role.CountyOfficer, Role.OperatorEngineer };

    private readonly KeptAnswers<CityFigures> _figures = new(time, TimeSpan.FromMinutes(1));
    private readonly KeptAnswers<RateFigures> _rates = new(time, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
    private readonly KeptAnswers<IReadOnlyList<SitePlace>> _places = new(time, TimeSpan.FromMinutes(1));

    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in.</exception>
    public async Task<CityFigures> ReadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await RequireAsync(actor, cancellationToken);
        return await _figures.GetAsync(KeyOf(actor), () => CountAsync(actor)).WaitAsync(cancellationToken);
    }

    /// <summary>All sites of the region, those without a position too.</summary>
    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in.</exception>
    public async Task<IReadOnlyList<SitePlace>> PlacesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await RequireAsync(actor, cancellationToken);
        return await _places.GetAsync(KeyOf(actor), () => ReadPlacesAsync(actor)).WaitAsync(cancellationToken);
    }

    private async Task RequireAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [.. Readers], cancellationToken);
    }

    /// <summary>All that the figures depend on: these three see by kind and region (<see cref="VisibleSites"/>), and scorecards are an authority's.</summary>
    private static string KeyOf(Actor actor) => $"{actor.OrganizationKind}/{actor.RegionCode}/{actor.OrganizationId}";

    private async Task<CityFigures> CountAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = time.GetUtcNow();
        var sites = db.Set<Site>().AsNoTracking().Where(VisibleSites.For(actor));
        var devices = db.Set<Device>().AsNoTracking().Where(VisibleDevices.For(actor, db.Set<Site>()));
        var regulator = actor.OrganizationKind != OrganizationKind.Operator;
        // Added up on a connection of its own, while the rest is counted.
        var rates = _rates.GetAsync(KeyOf(actor), () => RatesAsync(actor));
        return new CityFigures
        {
            At = now,
            Sites = await sites.WithStanding(db, actor).GroupBy(s => new { s.Site.RegionCode, s.Standing })
                .Select(g => new SiteCount(g.Key.RegionCode, g.Key.Standing, g.Count())).ToListAsync(),
            Devices = (await devices.GroupBy(d => d.State.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync()).ToDictionary(g => g.Key, g => g.Count),
            Outages = (await (
                    from outage in db.Set<DeviceOutage>()
                    join device in devices on outage.DeviceId equals device.Id
                    join site in db.Set<Site>() on outage.SiteId equals site.Id
                    where outage.RecoveredAt == null
                    group outage by site.RegionCode into county
                    select new { county.Key, Count = county.Count() }).ToListAsync())
                .ToDictionary(g => g.Key, g => g.Count, StringComparer.Ordinal),
            Deadlines = regulator ? await DeadlineList.CountAsync(db, actor, await SoonAsync(now), now) : null,
            Violations = regulator ? await ViolationsAsync(db, actor) : null,
            Scores = regulator ? await ScoresAsync(db, actor, now) : null,
            Applications = regulator ? await ApplicationsAsync(db, sites, now) : null,
            Rates = await rates,
        };
    }

    private static async Task<IReadOnlyList<ViolationCount>> ViolationsAsync(PortalDbContext db, Actor actor)
    {
        var open = await ViolationLists.Find(db, actor, new ViolationQuery { OpenOnly = true }).GroupBy(v => v.Kind)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var candidates = await Candidates.Of(db, actor, CandidateStatus.Open).GroupBy(c => c.Kind)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return [.. open.Keys.Union(candidates.Keys).Order().Select(kind => new ViolationCount(kind, open.GetValueOrDefault(kind), candidates.GetValueOrDefault(kind)))];
    }

    private static async Task<IReadOnlyList<MonthScores>> ScoresAsync(PortalDbContext db, Actor actor, DateTimeOffset now)
    {
        var first = ScoreMonth.Of(now).Add(1 - Months).Number;
        var scores = await ScorecardScope.Ranked(db, actor).Where(c => c.Month >= first).GroupBy(c => new { c.Month, c.RuleSetId, c.State, c.Score })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        var sets = scores.Select(s => s.Key.RuleSetId).OfType<long>().Distinct().ToList();
        var rules = sets.Count == 0 ? [] : await db.Set<ScoreRuleSet>().AsNoTracking().Where(r => sets.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Rules);
        return
        [
            .. scores.GroupBy(s => s.Key.Month).OrderBy(m => m.Key).Select(month => new MonthScores(
                ScoreMonth.FromNumber(month.Key), month.Sum(s => s.Count), month.Sum(s => (double)s.Key.Score * s.Count) / month.Sum(s => s.Count),
                month.Where(s => s.Key.Score < (s.Key.RuleSetId is { } set ? rules[set] : ScoreRules.Annex7).Threshold).Sum(s => s.Count),
                month.All(s => s.Key.State == ScorecardState.Closed))),
        ];
    }

    private async Task<RateFigures> RatesAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = time.GetUtcNow();
        return await DailyRates.ReadAsync(db, db.Set<Site>().Where(VisibleSites.For(actor)), WorkingCalendar.ShanghaiDate(now).AddDays(1 - RateDays), now, default);
    }

    private static async Task<IReadOnlyList<WeekCount>> ApplicationsAsync(PortalDbContext db, IQueryable<Site> sites, DateTimeOffset now)
    {
        var first = MondayOf(WorkingCalendar.ShanghaiDate(now)).AddDays(-7 * (Weeks - 1));
        var from = WorkingCalendar.StartOfDay(first);
        var submitted = await db.Set<AccessApplication>().Where(a => a.SubmittedAt >= from && a.Number != null && sites.Any(s => s.Id == a.SiteId))
            .Select(a => a.SubmittedAt!.Value).ToListAsync();
        var counts = submitted.CountBy(at => MondayOf(WorkingCalendar.ShanghaiDate(at))).ToDictionary();
        return [.. Enumerable.Range(0, Weeks).Select(week => first.AddDays(7 * week)).Select(monday => new WeekCount(monday, counts.GetValueOrDefault(monday)))];
    }

    private async Task<IReadOnlyList<SitePlace>> ReadPlacesAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var sites = db.Set<Site>().AsNoTracking().Where(VisibleSites.For(actor));
        var known = await sites.WithStanding(db, actor).OrderBy(s => s.Site.Id)
            .Select(s => new { s.Site.Id, s.Site.Name, s.Site.RegionCode, s.Standing }).ToListAsync();
        var middles = await db.Set<Device>()
            .Where(d => d.RemovedAt == null && d.Longitude != null && d.Latitude != null && sites.Any(s => s.Id == d.SiteId))
            .GroupBy(d => d.SiteId).Select(g => new { g.Key, Longitude = g.Average(d => d.Longitude!.Value), Latitude = g.Average(d => d.Latitude!.Value) })
            .ToDictionaryAsync(g => g.Key);
        return [.. known.Select(s => new SitePlace(
            s.Id, s.Name, s.RegionCode, s.Standing,
            middles.TryGetValue(s.Id, out var at) && Wgs84Point.TryCreate(at.Longitude, at.Latitude, out var point) ? point : null))];
    }

    private async Task<DateTimeOffset> SoonAsync(DateTimeOffset now) => DueSoon.Until(await calendars.CurrentAsync(default), now);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
