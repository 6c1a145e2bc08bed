using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Dust;

/// <summary>
/// Means of readings, computed by the database. Those of noise are of its energy, as an equivalent level is defined: a minute of 90 dB
/// is not made good by a minute of 50. Only readings of moments and minutes count; an hour's mean stands for no window.
/// </summary>
internal static class DustMeans
{
    /// <summary>What each monitor measured in [from, until); monitors without readings are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, WindowMeans>> OfAsync(
        PortalDbContext db, IReadOnlyCollection<long> deviceIds, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var means = await Query(db, deviceIds, from, until).ToListAsync(cancellationToken);
        return means.ToDictionary(m => m.DeviceId, m => new WindowMeans(m.Pm25, m.Pm10, m.Tsp, Level(m.Energy)));
    }

    public static IQueryable<GroupedMeans> Query(PortalDbContext db, IReadOnlyCollection<long> deviceIds, DateTimeOffset from, DateTimeOffset until) =>
        db.Set<DustReading>()
            .Where(r => deviceIds.Contains(r.DeviceId) && r.At >= from && r.At < until && (r.Span == DustSpan.Moment || r.Span == DustSpan.Minutes))
            .GroupBy(r => r.DeviceId)
            .Select(g => new GroupedMeans
            {
                DeviceId = g.Key,
                Pm25 = g.Average(r => r.Pm25),
                Pm10 = g.Average(r => r.Pm10),
                Tsp = g.Average(r => r.Tsp),
                Energy = g.Average(r => r.Noise == null ? null : (double?)Math.Pow(10, r.Noise.Value / 10)),
            });

    /// <summary>The level of a mean energy, dB(A).</summary>
    public static double? Level(double? energy) => energy is > 0 ? 10 * Math.Log10(energy.Value) : null;
}

/// <summary>Means as the database computes them; of noise that of the energy.</summary>
internal sealed record GroupedMeans
{
    public long DeviceId { get; init; }
    public double? Pm25 { get; init; }
    public double? Pm10 { get; init; }
    public double? Tsp { get; init; }
    public double? Energy { get; init; }
}

/// <summary>Means of one monitor over a window, in the quantities' units; null where nothing was measured.</summary>
internal sealed record WindowMeans(double? Pm25, double? Pm10, double? Tsp, double? Noise)
{
    public static readonly WindowMeans None = new(null, null, null, null);

    public double? Of(DustQuantity quantity) => quantity switch
    {
        DustQuantity.Pm25 => Pm25,
        DustQuantity.Pm10 => Pm10,
        DustQuantity.Tsp => Tsp,
        DustQuantity.Noise => Noise,
        _ => null,
    };
}
