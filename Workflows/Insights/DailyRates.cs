using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Insights;

/// <summary>
/// Online rates of many devices by county, supplier and Shanghai day, in two queries: the database adds up the whole intervals by their first and last day, which is
/// enough to divide them at midnight; only those that the period's begin or now cuts, at most two for a device, are fetched.
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
        var whole = await Whole(db, sites, from, now).ToListAsync(cancellationToken);
        var cut = await Cut(db, sites, from, now).ToListAsync(cancellationToken);
        var sums = new Sums();
        foreach (var w in whole)
        {
            foreach (var (day, length) in w.ByDay()) sums.Add(w.RegionCode, w.SupplierId, day, OnlineRate.Of(w.State, w.Cause, length));
        }

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

    /// <summary>The summed lengths of the intervals that lie within the time.</summary>
    internal static IQueryable<DaySum> Whole(PortalDbContext db, IQueryable<Site> sites, DateTimeOffset from, DateTimeOffset until) => Own(db, sites)
        .Where(o => o.Interval.From >= from && o.Interval.Until <= until)
        .Select(o => new { o.RegionCode, o.SupplierId, o.Interval.State, o.Interval.Cause, o.Interval.Milliseconds, From = o.Interval.From.AddHours(Ahead), Until = o.Interval.Until!.Value.AddHours(Ahead) })
        .GroupBy(o => new { o.RegionCode, o.SupplierId, First = o.From.Date, Last = o.Until.Date, o.State, o.Cause })
        .Select(g => new DaySum(
            g.Key.RegionCode, g.Key.SupplierId, g.Key.First, g.Key.Last, g.Key.State, g.Key.Cause, g.Count(), g.Sum(o => o.Milliseconds),
            g.Sum(o => (long)((((o.From.Hour * 60) + o.From.Minute) * 60) + o.From.Second))));

    /// <summary>The other intervals of the time: those that its begin or end cuts.</summary>
    internal static IQueryable<CutInterval> Cut(PortalDbContext db, IQueryable<Site> sites, DateTimeOffset from, DateTimeOffset until) => Own(db, sites)
        .Where(o => o.Interval.From < until && (o.Interval.Until == null || o.Interval.Until > from)
            && (o.Interval.From < from || o.Interval.Until == null || o.Interval.Until > until))
        .Select(o => new CutInterval(o.RegionCode, o.SupplierId, o.Interval.State, o.Interval.Cause, o.Interval.From, o.Interval.Until));

    private static IQueryable<OwnInterval> Own(PortalDbContext db, IQueryable<Site> sites) =>
        from interval in db.Set<DeviceInterval>().AsNoTracking()
        join device in db.Set<Device>() on interval.DeviceId equals device.Id
        join site in sites on device.SiteId equals site.Id
        where interval.State != OnlineState.NotInService
        select new OwnInterval { Interval = interval, RegionCode = site.RegionCode, SupplierId = device.SupplierId };

    /// <summary>Intervals that begin on one day and end on one day.</summary>
    /// <param name="Milliseconds">Their lengths.</param>
    /// <param name="Begins">The times of day at which they begin, in seconds since midnight, added up: a rate of a day is exact to a second for each midnight passed.</param>
    internal sealed record DaySum(
        string RegionCode, long SupplierId, DateTime First, DateTime Last, OnlineState State, OfflineCause? Cause, int Count, long? Milliseconds, long Begins)
    {
        private const long Day = 86_400_000;

        /// <summary>Their lengths on each day: what is left of the first, the days between whole, and the rest.</summary>
        public IEnumerable<(DateOnly Day, TimeSpan Length)> ByDay()
        {
            var (first, days, rest) = (DateOnly.FromDateTime(First), (Last - First).Days, Milliseconds ?? 0);
            for (var i = 0; i < days; i++)
            {
                var length = i == 0 ? (Count * Day) - (Begins * 1_000) : Count * Day;
                rest -= length;
                yield return (first.AddDays(i), TimeSpan.FromMilliseconds(length));
            }

            yield return (first.AddDays(days), TimeSpan.FromMilliseconds(rest));
        }
    }

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
