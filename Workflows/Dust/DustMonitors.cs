using Domain;
using Domain.Devices;
using Domain.Dust;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Dust;

/// <summary>All monitors with what they measured last.</summary>
public sealed class DustMonitors(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>A monitor that says nothing for so long is listed as silent; whether it is offline is for the devices to say.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromMinutes(15);

    /// <summary>Readings that are looked at for the last values: one command's packets.</summary>
    private const int Packets = 4;

    private static readonly Dictionary<DustQuantity, double> NoValues = [];

    public async Task<PageOf<MonitorRow>> ListAsync(Actor actor, MonitorQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var since = time.GetUtcNow() - Silent;
        var monitors =
            from device in MonitorScope.Of(db, actor)
            join site in db.Set<Site>() on device.SiteId equals site.Id
            select new
            {
                device,
                site,
                LastAt = db.Set<DustReading>().Where(r => r.DeviceId == device.Id).Max(r => (DateTimeOffset?)r.At),
                Alarms = db.Set<DustAlarm>().Count(a => a.DeviceId == device.Id && a.Until == null),
            };
        if (query.SiteId is { } siteId) monitors = monitors.Where(m => m.site.Id == siteId);
        if (query.RegionCode is { } region) monitors = monitors.Where(m => m.site.RegionCode == region);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            monitors = monitors.Where(m => EF.Functions.Like(m.site.Name, like, LikePattern.Escape)
                || EF.Functions.Like(m.device.Position, like, LikePattern.Escape)
                || EF.Functions.Like(m.device.Code, like, LikePattern.Escape)
                || db.Set<DustInstrument>().Any(i => i.DeviceId == m.device.Id && EF.Functions.Like(i.Mn, like, LikePattern.Escape)));
        }

        monitors = query.State switch
        {
            MonitorState.Exceeding => monitors.Where(m => m.Alarms > 0),
            MonitorState.Reporting => monitors.Where(m => m.LastAt >= since),
            MonitorState.Silent => monitors.Where(m => m.LastAt < since),
            MonitorState.Never => monitors.Where(m => m.LastAt == null),
            _ => monitors,
        };
        var total = await monitors.CountAsync(cancellationToken);
        var page = await monitors.OrderByDescending(m => m.Alarms > 0).ThenBy(m => m.site.Name).ThenBy(m => m.device.Ordinal).ThenBy(m => m.device.Id)
            .Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(m => new { m.device.Id, m.device.Code, m.device.Position, SiteId = m.site.Id, m.site.Name, m.site.RegionCode, m.LastAt, m.Alarms })
            .ToListAsync(cancellationToken);
        var values = await LastAsync(db, page.ConvertAll(m => m.Id), cancellationToken);
        return new PageOf<MonitorRow>(
            [.. page.Select(m => new MonitorRow(m.Id, m.Code, m.Position, m.SiteId, m.Name, m.RegionCode, m.LastAt, m.LastAt < since, m.Alarms, values.GetValueOrDefault(m.Id, NoValues)))],
            total);
    }

    /// <summary>One monitor, whether or not it has ever sent anything.</summary>
    /// <exception cref="DomainException">device.unknown.</exception>
    public async Task<MonitorHead> HeadAsync(Actor actor, long deviceId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await MonitorScope.HeadAsync(db, actor, deviceId, cancellationToken);
    }

    private static async Task<Dictionary<long, Dictionary<DustQuantity, double>>> LastAsync(
        PortalDbContext db, List<long> deviceIds, CancellationToken cancellationToken)
    {
        var readings = await db.Set<Device>().Where(d => deviceIds.Contains(d.Id))
            .SelectMany(d => db.Set<DustReading>().Where(r => r.DeviceId == d.Id).OrderByDescending(r => r.At).Take(Packets))
            .AsNoTracking().ToListAsync(cancellationToken);
        return readings.GroupBy(r => r.DeviceId).ToDictionary(g => g.Key, g => Merge([.. g]));
    }

    /// <summary>Packets of one command are readings of the same time and complete each other; a mean that ends then does not replace the moment.</summary>
    private static Dictionary<DustQuantity, double> Merge(List<DustReading> readings)
    {
        var last = readings.Max(r => r.At);
        var values = new Dictionary<DustQuantity, double>();
        foreach (var reading in readings.Where(r => r.At == last).OrderBy(r => r.Span))
            foreach (var quantity in DustQuantities.All)
                if (reading.Value(quantity) is { } value)
                    values.TryAdd(quantity, value);
        return values;
    }
}

/// <summary>Which monitors are asked for.</summary>
public sealed record MonitorQuery
{
    /// <summary>Part of the site's name, the position, the device's code or the instrument's number.</summary>
    public string? Text { get; init; }

    public long? SiteId { get; init; }
    public string? RegionCode { get; init; }
    public MonitorState? State { get; init; }
    public PageRequest Page { get; init; } = new();
}

public enum MonitorState
{
    /// <summary>With an alarm that is open.</summary>
    Exceeding,
    Reporting,

    /// <summary>Has sent readings, but none for <see cref="DustMonitors.Silent"/>.</summary>
    Silent,

    /// <summary>Has never sent one.</summary>
    Never,
}

/// <summary>A row of the list.</summary>
/// <param name="Alarms">Open ones.</param>
/// <param name="Values">Of the last reading, by quantity; what it did not measure is not there.</param>
public sealed record MonitorRow(
    long DeviceId, string Code, string Position, long SiteId, string SiteName, string RegionCode, DateTimeOffset? LastAt, bool IsSilent, int Alarms,
    IReadOnlyDictionary<DustQuantity, double> Values);
