using Domain.Devices;
using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>
/// Looks at one window of time after the other, for all monitors, and opens, stretches or closes their alarms. How far it has come is
/// saved with what it found: run twice, or on two nodes, it finds and tells everything once. A window is looked at once; readings
/// that come later show in the charts and change no alarm.
/// </summary>
public sealed class LimitWatch(IDbContextFactory<PortalDbContext> databases, IOptions<DustOptions> options, TimeProvider time)
{
    private const int DevicesAtOnce = 500;

    /// <summary>After a longer stop the watch goes on from here: nobody is helped by an alarm of last month.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromDays(2);

    /// <summary>Looks at every window that has ended, and whose readings have had time to arrive.</summary>
    /// <returns>How many windows it looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var windows = 0;
        while (await TryNextAsync(cancellationToken)) windows++;
        return windows;
    }

    private async Task<bool> TryNextAsync(CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromMinutes(options.Value.AlarmWindowMinutes);
        var now = time.GetUtcNow();
        var complete = now - TimeSpan.FromMinutes(options.Value.AlarmGraceMinutes);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var watch = await db.Set<DustWatch>().SingleOrDefaultAsync(cancellationToken);
        if (watch is null)
        {
            // The windows before the first run belong to nobody's watch.
            await db.AddAsync(new DustWatch(Floor(complete, length)), cancellationToken);
            await TrySaveAsync(db, cancellationToken);
            return false;
        }

        // After a change of the setting the watch may stand within a window: the next whole one follows.
        var from = Ceiling(complete - watch.Until > CatchUp ? complete - CatchUp : watch.Until, length);
        var until = from + length;
        if (until > complete) return false;
        // The window is taken before anything else is read: what another node has found meanwhile must not be looked at as if it lay behind.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        watch.Advance(until);
        if (!await TrySaveAsync(db, cancellationToken)) return false;
        await LookAsync(db, from, until, now, cancellationToken);
        if (!await TrySaveAsync(db, cancellationToken)) return false;
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task LookAsync(PortalDbContext db, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = (await db.Set<DustAlarm>().Where(a => a.Until == null).ToListAsync(cancellationToken)).ToLookup(a => a.DeviceId);
        var devices = await db.Set<Device>().AsNoTracking().Where(d => d.Kind == DeviceKind.DustMonitor).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var silence = TimeSpan.FromMinutes(options.Value.AlarmSilenceMinutes);
        var opened = new List<(DustAlarm Alarm, Device Device)>();
        foreach (var some in devices.Chunk(DevicesAtOnce))
        {
            var means = await DustMeans.OfAsync(db, [.. some.Select(d => d.Id)], from, until, cancellationToken);
            var concerned = some.Where(d => means.ContainsKey(d.Id) || open.Contains(d.Id)).ToList();
            var limits = await SiteLimits.OfAsync(db, [.. concerned.Select(d => d.SiteId).Distinct()], cancellationToken);
            foreach (var device in concerned)
            {
                foreach (var quantity in DustQuantities.Limited)
                {
                    var window = new DustWindow(from, until, means.GetValueOrDefault(device.Id, WindowMeans.None).Of(quantity));
                    var limit = limits[device.SiteId].Of(quantity, from);
                    if (open[device.Id].FirstOrDefault(a => a.Quantity == quantity) is { } alarm) alarm.Take(window, limit, silence);
                    else if (window.Mean > limit) opened.Add((new DustAlarm(device, quantity, window, limit!.Value, now), device));
                }
            }
        }

        await db.AddRangeAsync(opened.Select(o => o.Alarm), cancellationToken);
        await AlarmMessages.AddAsync(db, opened, cancellationToken);
    }

    /// <returns>False when another node looked at the same window in the same moment.</returns>
    private static async Task<bool> TrySaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            return false;
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan step) => new(moment.UtcTicks / step.Ticks * step.Ticks, TimeSpan.Zero);

    private static DateTimeOffset Ceiling(DateTimeOffset moment, TimeSpan step) => Floor(moment + step - TimeSpan.FromTicks(1), step);
}
