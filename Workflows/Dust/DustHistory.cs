using System.Linq.Expressions;
using Domain;
using Domain.Dust;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Dust;

/// <summary>What one monitor, or all of a site, measured of a quantity over a time: a point per step, aggregated by the database.</summary>
public sealed class DustHistory(IDbContextFactory<PortalDbContext> databases)
{
    private const int ShanghaiHours = 8;

    /// <exception cref="DomainException">device.unknown.</exception>
    public async Task<DustChart> OfMonitorAsync(Actor actor, long deviceId, DustQuantity quantity, ChartPeriod period, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var head = await MonitorScope.HeadAsync(db, actor, deviceId, cancellationToken);
        return await ReadAsync(db, [head], quantity, period, cancellationToken);
    }

    /// <exception cref="DomainException">site.unknown: there is none, none that the actor sees, or it has no monitor that the actor sees.</exception>
    public async Task<DustChart> OfSiteAsync(Actor actor, long siteId, DustQuantity quantity, ChartPeriod period, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var heads = await MonitorScope.Heads(db, MonitorScope.Of(db, actor).Where(d => d.SiteId == siteId)).ToListAsync(cancellationToken);
        return heads.Count == 0 ? throw new DomainException("site.unknown") : await ReadAsync(db, heads, quantity, period, cancellationToken);
    }

    private static async Task<DustChart> ReadAsync(
        PortalDbContext db, List<MonitorHead> monitors, DustQuantity quantity, ChartPeriod period, CancellationToken cancellationToken)
    {
        if (!quantity.HasMean()) throw new ArgumentException($"{quantity} has no mean.", nameof(quantity));
        var ids = monitors.Select(m => m.DeviceId).ToList();
        var series = new List<DustSeries>();
        foreach (var monitor in monitors) series.Add(new DustSeries(monitor, await PointsAsync(db, monitor.DeviceId, quantity, period, cancellationToken)));
        var limits = (await SiteLimits.OfAsync(db, [monitors[0].SiteId], cancellationToken))[monitors[0].SiteId];
        var alarms = await db.Set<DustAlarm>()
            .Where(a => ids.Contains(a.DeviceId) && a.Quantity == quantity && a.From < period.Until && (a.Until == null || a.Until > period.From))
            .OrderBy(a => a.From).Select(a => new ChartAlarm(a.DeviceId, a.From, a.Until, a.Limit, a.Peak)).ToListAsync(cancellationToken);
        return new DustChart(quantity, period, series, limits, alarms);
    }

    /// <summary>From the shortest spans that there are, so that a mean of an hour does not count beside the moments that made it.</summary>
    private static async Task<IReadOnlyList<DustPoint>> PointsAsync(
        PortalDbContext db, long deviceId, DustQuantity quantity, ChartPeriod period, CancellationToken cancellationToken)
    {
        foreach (var spans in new DustSpan[][] { [DustSpan.Moment, DustSpan.Minutes], [DustSpan.Hour], [DustSpan.Day] })
        {
            var points = await PointsAsync(db, deviceId, quantity, period, spans, cancellationToken);
            if (points.Count > 0) return points;
        }

        return [];
    }

    /// <summary>
    /// Grouped by parts of Shanghai's time, which both servers can take from a moment: within a month the day of the month tells the days
    /// apart, and steps divide an hour or a day.
    /// </summary>
    private static async Task<IReadOnlyList<DustPoint>> PointsAsync(
        PortalDbContext db, long deviceId, DustQuantity quantity, ChartPeriod period, DustSpan[] spans, CancellationToken cancellationToken)
    {
        var groups = await Query(db, deviceId, quantity, period, spans).ToListAsync(cancellationToken);
        var (hours, minutes) = PartsOf(period);
        var starts = period.Steps.ToDictionary(start =>
        {
            var local = start.AddHours(ShanghaiHours);
            return (local.Day, local.Hour / hours, local.Minute / minutes);
        });
        return
        [
            .. groups.Select(g => new DustPoint(
                starts[(g.Day, g.Hour, g.Minute)], g.Min!.Value, quantity == DustQuantity.Noise ? DustMeans.Level(g.Energy)!.Value : g.Mean!.Value, g.Max!.Value, g.Count))
            .OrderBy(point => point.At),
        ];
    }

    internal static IQueryable<GroupedPoint> Query(PortalDbContext db, long deviceId, DustQuantity quantity, ChartPeriod period, DustSpan[] spans)
    {
        var (from, until) = (period.From, period.Until);
        var (hours, minutes) = PartsOf(period);
        return db.Set<DustReading>()
            .Where(r => r.DeviceId == deviceId && r.At >= from && r.At < until && spans.Contains(r.Span))
            .Select(Measured(quantity))
            .Where(m => m.Value != null)
            .GroupBy(m => new { m.Local.Day, Hour = m.Local.Hour / hours, Minute = m.Local.Minute / minutes })
            .Select(g => new GroupedPoint
            {
                Day = g.Key.Day,
                Hour = g.Key.Hour,
                Minute = g.Key.Minute,
                Min = g.Min(m => m.Value),
                Mean = g.Average(m => m.Value),
                Energy = quantity == DustQuantity.Noise ? g.Average(m => Math.Pow(10, m.Value!.Value / 10)) : 0,
                Max = g.Max(m => m.Value),
                Count = g.Count(),
            });
    }

    /// <summary>Hours of a day's part and minutes of an hour's part: one of the two divides further than its whole.</summary>
    private static (int Hours, int Minutes) PartsOf(ChartPeriod period) =>
        (Math.Max(1, (int)period.Step.TotalHours), Math.Min(60, (int)period.Step.TotalMinutes));

    private static Expression<Func<DustReading, Measured>> Measured(DustQuantity quantity) => quantity switch
    {
        DustQuantity.Pm25 => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Pm25 },
        DustQuantity.Pm10 => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Pm10 },
        DustQuantity.Tsp => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Tsp },
        DustQuantity.Noise => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Noise },
        DustQuantity.WindSpeed => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.WindSpeed },
        DustQuantity.Temperature => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Temperature },
        DustQuantity.Humidity => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Humidity },
        DustQuantity.Pressure => r => new Measured { Local = r.At.AddHours(ShanghaiHours), Value = r.Pressure },
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };
}

/// <summary>A value with its time on Shanghai's clock, while the database groups it.</summary>
internal sealed record Measured
{
    public DateTimeOffset Local { get; init; }
    public double? Value { get; init; }
}

/// <summary>A step as the database groups it.</summary>
internal sealed record GroupedPoint
{
    public int Day { get; init; }
    public int Hour { get; init; }
    public int Minute { get; init; }
    public double? Min { get; init; }
    public double? Mean { get; init; }
    public double? Energy { get; init; }
    public double? Max { get; init; }
    public int Count { get; init; }
}

/// <summary>What a chart shows.</summary>
/// <param name="Limits">In force now at the site.</param>
public sealed record DustChart(
    DustQuantity Quantity, ChartPeriod Period, IReadOnlyList<DustSeries> Series, DustLimits Limits, IReadOnlyList<ChartAlarm> Alarms);

/// <summary>One monitor's line; steps without readings are left out.</summary>
public sealed record DustSeries(MonitorHead Monitor, IReadOnlyList<DustPoint> Points);

/// <summary>What was measured within a step that begins at <paramref name="At"/> (UTC).</summary>
public sealed record DustPoint(DateTimeOffset At, double Min, double Mean, double Max, int Count);

/// <summary>An alarm that touches the time of a chart; <paramref name="Until"/> is null while it is open.</summary>
public sealed record ChartAlarm(long DeviceId, DateTimeOffset From, DateTimeOffset? Until, double Limit, double Peak);
