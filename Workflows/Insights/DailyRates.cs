using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Insights;

/// <summary>
/// Online rates of many devices by county, supplier and Shanghai day, in two queries: the database adds up the intervals that lie within one day; only
/// those that midnight, the period's begin or now cuts are fetched and divided here.
/// </summary>
internal static class DailyRates
{
    /// <summary>What Shanghai's clock is ahead of UTC.</summary>
    private const int Ahead = 8;

    /// <param name="db">The database.</param>
    /// <param name="sites">Whose devices.</param>
    /// <param name="first">The first day (Shanghai).</param>
    /// <param name="now">The end.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<RateFigures> ReadAsync(
        PortalDbContext db, IQueryable<Site> sites, DateOnly first, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = WorkingCalendar.StartOfDay(first);
        var within = await Within(db, sites, from, now).ToListAsync(cancellationToken);
        var cut = await Cut(db, sites, from, now).ToListAsync(cancellationToken);
        var sums = new Sums();
        foreach (var w in within)
            sums.Add(w.RegionCode, w.SupplierId, DateOnly.FromDateTime(w.Day), OnlineRate.Of(w.State, w.Cause, TimeSpan.FromMilliseconds(w.Milliseconds ?? 0)));
        foreach (var c in cut)
        {
            var end = c.Until < now ? c.Until.Value : now;
            for (var begin = c.From > from ? c.From : from; begin < end;)
            {
                var day = WorkingCalendar.ShanghaiDate(begin);
                var midnight = WorkingCalendar.StartOfDay(day.AddDays(1));
                var until = midnight < end ? midnight : end;
                sums.Add(c.RegionCode, c.SupplierId, day, OnlineRate.Of(c.State, c.Cause, until - begin));
                begin = until;
            }
        }

        var suppliers = sums.Suppliers.Keys.ToList();
        var names = await db.Set<Organization>().Where(o => suppliers.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var today = WorkingCalendar.ShanghaiDate(now);
        return new RateFigures(
            first, today, now, sums.Counties,
            [.. sums.Suppliers.Select(s => new SupplierRate(s.Key, names[s.Key], s.Value)).OrderBy(s => s.Rate.Share is null).ThenBy(s => s.Rate.Share).ThenBy(s => s.SupplierId)],
            [.. Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => new DayRate(day, sums.Days.GetValueOrDefault(day, OnlineRate.None)))]);
    }

    /// <summary>The summed lengths of the intervals that begin and end on one day.</summary>
    internal static IQueryable<DaySum> Within(PortalDbContext db, IQueryable<Site> sites, DateTimeOffset from, DateTimeOffset until) => Own(db, sites)
        .Where(o => o.Interval.From >= from && o.Interval.Until <= until && o.Interval.From.AddHours(Ahead).Date == o.Interval.Until!.Value.AddHours(Ahead).Date)
        .GroupBy(o => new { o.RegionCode, o.SupplierId, Day = o.Interval.From.AddHours(Ahead).Date, o.Interval.State, o.Interval.Cause })
        .Select(g => new DaySum(g.Key.RegionCode, g.Key.SupplierId, g.Key.Day, g.Key.State, g.Key.Cause, g.Sum(o => o.Interval.Milliseconds)));

    /// <summary>The other intervals of the time: those that something cuts.</summary>
    internal static IQueryable<CutInterval> Cut(PortalDbContext db, IQueryable<Site> sites, DateTimeOffset from, DateTimeOffset until) => Own(db, sites)
        .Where(o => o.Interval.From < until && (o.Interval.Until == null || o.Interval.Until > from)
            && (o.Interval.From < from || o.Interval.Until == null || o.Interval.Until > until
                || o.Interval.From.AddHours(Ahead).Date != o.Interval.Until!.Value.AddHours(Ahead).Date))
        .Select(o => new CutInterval(o.RegionCode, o.SupplierId, o.Interval.State, o.Interval.Cause, o.Interval.From, o.Interval.Until));

    private static IQueryable<OwnInterval> Own(PortalDbContext db, IQueryable<Site> sites) =>
        from interval in db.Set<DeviceInterval>().AsNoTracking()
        join device in db.Set<Device>() on interval.DeviceId equals device.Id
        join site in sites on device.SiteId equals site.Id
        where interval.State != OnlineState.NotInService
        select new OwnInterval { Interval = interval, RegionCode = site.RegionCode, SupplierId = device.SupplierId };

    internal sealed record DaySum(string RegionCode, long SupplierId, DateTime Day, OnlineState State, OfflineCause? Cause, long? Milliseconds);

    internal sealed record CutInterval(string RegionCode, long SupplierId, OnlineState State, OfflineCause? Cause, DateTimeOffset From, DateTimeOffset? Until);

    private sealed class OwnInterval
    {
        public required DeviceInterval Interval { get; init; }

        public required string RegionCode { get; init; }

        public required long SupplierId { get; init; }
    }

    private sealed class Sums
    {
        public Dictionary<string, OnlineRate> Counties { get; } = new(StringComparer.Ordinal);

        public Dictionary<long, OnlineRate> Suppliers { get; } = [];

        public Dictionary<DateOnly, OnlineRate> Days { get; } = [];

        public void Add(string region, long supplier, DateOnly day, OnlineRate rate)
        {
            Counties[region] = Counties.GetValueOrDefault(region, OnlineRate.None) + rate;
            Suppliers[supplier] = Suppliers.GetValueOrDefault(supplier, OnlineRate.None) + rate;
            Days[day] = Days.GetValueOrDefault(day, OnlineRate.None) + rate;
        }
    }
}
