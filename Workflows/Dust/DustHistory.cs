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
    private const int MinutesOfDay = 24 * 60;

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
        var points = await PointsAsync(db, ids, quantity, period, cancellationToken);
        var limits = (await SiteLimits.OfAsync(db, [monitors[0].SiteId], cancellationToken))[monitors[0].SiteId];
        var alarms = await db.Set<DustAlarm>()
            .Where(a => ids.Contains(a.DeviceId) && a.Quantity == quantity && a.From < period.Until && (a.Until == null || a.Until > period.From))
            .OrderBy(a => a.From).Select(a => new ChartAlarm(a.DeviceId, a.From, a.Until, a.Limit, a.Peak)).ToListAsync(cancellationToken);
        return new DustChart(quantity, period, [.. monitors.Select(m => new DustSeries(m, points.GetValueOrDefault(m.DeviceId, [])))], limits, alarms);
    }

    /// <summary>
    /// By monitor, all of them at once. From the shortest spans that there are, so that a mean of an hour does not count beside the moments that
    /// made it.
    /// </summary>
    private static async Task<Dictionary<long, IReadOnlyList<DustPoint>>> PointsAsync(
        PortalDbContext db, List<long> deviceIds, DustQuantity quantity, ChartPeriod period, CancellationToken cancellationToken)
    {
        Dictionary<long, IReadOnlyList<DustPoint>> points = [];
        foreach (var spans in new DustSpan[][] { [DustSpan.Moment, DustSpan.Minutes], [DustSpan.Hour], [DustSpan.Day] })
        {
            var left = deviceIds.FindAll(id => !points.ContainsKey(id));
            if (left.Count == 0) break;
            await AddPointsAsync(points, Query(db, left, quantity, period, spans), quantity, period, cancellationToken);
        }

        return points;
    }

    private static async Task AddPointsAsync(
        Dictionary<long, IReadOnlyList<DustPoint>> points, IQueryable<GroupedPoint> query, DustQuantity quantity, ChartPeriod period, CancellationToken cancellationToken)
    {
        var minutes = (int)period.Step.TotalMinutes;
        var starts = period.Steps.ToDictionary(start =>
        {
            var local = start.AddHours(ShanghaiHours);
            return ((local.Day * MinutesOfDay) + (local.Hour * 60) + local.Minute) / minutes;
        });
        foreach (var ofMonitor in (await query.ToListAsync(cancellationToken)).GroupBy(g => g.DeviceId))
        {
            points[ofMonitor.Key] =
            [
                .. ofMonitor.Select(g => new DustPoint(
                    starts[g.Step], g.Min!.Value, quantity == DustQuantity.Noise ? DustMeans.Level(g.Energy)!.Value : g.Mean!.Value, g.Max!.Value, g.Count))
                .OrderBy(point => point.At),
            ];
        }
    }

    /// <summary>
    /// Grouped by parts of Shanghai's time, which both servers can take from a moment: within a month the day of the month tells the days
    /// apart, and steps divide an hour or a day. Taking a part from each of some hundred thousand moments is what the query spends its time on,
    /// so minutes are not asked for where steps are hours.
    /// </summary>
    internal static IQueryable<GroupedPoint> Query(PortalDbContext db, List<long> deviceIds, DustQuantity quantity, ChartPeriod period, DustSpan[] spans)
    {
        var (from, until) = (period.From, period.Until);
        var measured = db.Set<DustReading>()
            .Where(r => deviceIds.Contains(r.DeviceId) && r.At >= from && r.At < until && spans.Contains(r.Span))
            .Select(Measured(quantity))
            .Where(m => m.Value != null);
        var (hours, minutes) = ((int)period.Step.TotalHours, (int)period.Step.TotalMinutes);
        var groups = hours > 0
            ? measured.GroupBy(m => new { m.DeviceId, Step = ((m.Local.Day * 24) + m.Local.Hour) / hours })
            : measured.GroupBy(m => new { m.DeviceId, Step = ((m.Local.Day * MinutesOfDay) + (m.Local.Hour * 60) + m.Local.Minute) / minutes });
        return groups.Select(g => new GroupedPoint
        {
            DeviceId = g.Key.DeviceId,
            Step = g.Key.Step,
            Min = g.Min(m => m.Value),
            Mean = g.Average(m => m.Value),
            Energy = quantity == DustQuantity.Noise ? g.Average(m => Math.Pow(10, m.Value!.Value / 10)) : 0,
            Max = g.Max(m => m.Value),
            Count = g.Count(),
        });
    }

    private static Expression<Func<DustReading, Measured>> Measured(DustQuantity quantity) => quantity switch
    {
        DustQuantity.Pm25 => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Pm25 },
        DustQuantity.Pm10 => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Pm10 },
        DustQuantity.Tsp => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Tsp },
        DustQuantity.Noise => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Noise },
        DustQuantity.WindSpeed => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.WindSpeed },
        DustQuantity.Temperature => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Temperature },
        DustQuantity.Humidity => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Humidity },
        DustQuantity.Pressure => r => new Measured { DeviceId = r.DeviceId, Local = r.At.AddHours(ShanghaiHours), Value = r.Pressure },
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };
}

/// <summary>A value with its time on Shanghai's clock, while the database groups it.</summary>
internal sealed record Measured
{
    public long DeviceId { get; init; }
    public DateTimeOffset Local { get; init; }
    public double? Value { get; init; }
}

/// <summary>A step as the database groups it.</summary>
internal sealed record GroupedPoint
{
    public long DeviceId { get; init; }

    /// <summary>Steps since the day before the first of the month, by Shanghai's clock.</summary>
    public int Step { get; init; }
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
