using Domain.Captures;
using Domain.Devices;
using Domain.Ingest;
using Domain.Registration;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Demo;

/// <summary>A device that is in service, as the machines of its supplier know it.</summary>
internal sealed record DemoDevice(int Index, string Code, DeviceKind Kind, long SupplierId, long? RegistrationId, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>
/// What machines have sent lately: status of every device in service, trucks at the live points, dust. Some devices were away for a while, one
/// still is, a whole point was cut off, it was dusty once, and the platform itself was down.
/// </summary>
internal sealed class DemoSignals(IDbContextFactory<PortalDbContext> databases, DemoServices services, IReadOnlyDictionary<long, DemoMachine> machines, DateTimeOffset now)
{
    /// <summary>The platform sees what was sent at these distances, and settles.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(170);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(5);

    /// <summary>Somewhat less than the silence that makes an outage of the platform.</summary>
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(25);

    /// <summary>Our own outage; nothing that was sent in it arrived.</summary>
    private readonly (DateTimeOffset From, DateTimeOffset Until) _down = (now.AddMinutes(-50), now.AddMinutes(-32));

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var devices = await DevicesAsync(cancellationToken);
        var points = await PointsAsync(cancellationToken);
        var from = devices.Min(d => d.From);
        // The last step ends now, and is as long as the others.
        for (var begin = from - TimeSpan.FromTicks(Step.Ticks - ((now - from).Ticks % Step.Ticks)); begin < now; begin += Step)
        {
            var end = begin + Step;
            if (end >= now) await BeatAsync(cancellationToken);
            services.Clock.Now = end;
            foreach (var of in devices.GroupBy(d => d.SupplierId)) await SendAsync(machines[of.Key], [.. of], begin, end);
            foreach (var point in points) await PassAsync(machines[point.SupplierId], point, begin, end);
            await services.Settler.SettleAsync(cancellationToken);
            if (end > now.AddHours(-30)) await services.DustWatch.RunAsync(cancellationToken);
        }
    }

    private async Task SendAsync(DemoMachine machine, IReadOnlyList<DemoDevice> devices, DateTimeOffset begin, DateTimeOffset end)
    {
        var reports =
            from device in devices
            from at in Moments(begin, end, ReportEvery, TimeSpan.FromSeconds(device.Index * 3 % 150))
            where at >= device.From && (device.Until is null || at < device.Until) && !Away(device, at) && !Down(at)
            select (device.Code, at, Small: device.Index % 11 == 3);
        await machine.SendStatusesAsync(reports);
        var readings =
            from device in devices.Where(d => d.Kind == DeviceKind.DustMonitor)
            from at in Moments(begin, end, ReadEvery, TimeSpan.Zero)
            where at >= device.From && !Away(device, at) && !Down(at)
            select (device.Code, at, Pm10(device, at));
        await machine.SendReadingsAsync(readings);
    }

    /// <summary>More trucks by day, a few at night; the upper camera missed some.</summary>
    private async Task PassAsync(DemoMachine machine, DemoPoint point, DateTimeOffset begin, DateTimeOffset end)
    {
        var passages =
            from at in Moments(begin, end, TimeSpan.FromMinutes(point.Index == 0 ? 30 : 90), TimeSpan.FromMilliseconds(61_237 * (point.Index + 1)))
            let number = (int)(at.ToUnixTimeSeconds() / 600 % 1_000) + point.Index
            let hour = at.ToOffset(TimeSpan.FromHours(8)).Hour
            where at >= point.From && !Down(at) && (hour is > 6 and < 21 || number % 5 == 0)
            select (at, number % 2 == 0 ? PassageDirection.In : PassageDirection.Out, number / 2, Matched: number % 9 != 4);
        await machine.SendPassagesAsync(UploadKind.Captures, point.AccessNumber, passages);
    }

    private static IEnumerable<DateTimeOffset> Moments(DateTimeOffset begin, DateTimeOffset end, TimeSpan every, TimeSpan offset)
    {
        for (var at = begin + offset; at < end; at += every) yield return at;
    }

    private bool Away(DemoDevice device, DateTimeOffset at)
    {
        var hour = at.ToOffset(TimeSpan.FromHours(8)).Hour;
        return device.Index switch
        {
            // For more than a day, and nobody has come yet.
            5 => at > now.AddHours(-26),
            // The router of a whole point stood still.
            >= 8 and < 12 => at > now.AddHours(-30) && at < now.AddHours(-27),
            _ when device.Index % 6 == 2 => hour == 10 + (device.Index % 5) && at.Minute < 50,
            _ => false,
        };
    }

    private bool Down(DateTimeOffset at) => at > _down.From && at < _down.Until;

    /// <summary>µg/m³: an ordinary day, and a dusty afternoon at the first monitor.</summary>
    private double Pm10(DemoDevice device, DateTimeOffset at)
    {
        var hour = at.ToOffset(TimeSpan.FromHours(8)).Hour;
        var usual = 48 + (hour is > 7 and < 19 ? 34 : 0) + (at.Minute * 7 % 13) + (device.Index % 9);
        return device.Index % 10 == 2 && at > now.AddHours(-22) && at < now.AddHours(-20) ? usual + 160 : usual;
    }

    /// <summary>The nodes say that they live, and for a while they do not.</summary>
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        for (var at = _down.From; at <= now; at = at == _down.From ? _down.Until : at + BeatEvery)
        {
            services.Clock.Now = at;
            await services.Heartbeats.BeatAsync("demo", cancellationToken);
        }
    }

    private async Task<IReadOnlyList<DemoDevice>> DevicesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Device>().AsNoTracking().Include(d => d.ServicePeriods).Where(d => d.ServicePeriods.Any()).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        // Those with a past come last, and send from its end on.
        return [.. rows.OrderBy(d => DemoPast.Has(d, now)).Select((d, i) => new DemoDevice(
            i, d.Code, d.Kind, d.SupplierId, d.RegistrationId, DemoPast.Has(d, now) ? DemoPast.Until(now) : d.ServicePeriods.Min(p => p.From),
            d.ServicePeriods.All(p => p.Until is not null) ? d.ServicePeriods.Max(p => p.Until) : null))];
    }

    private async Task<IReadOnlyList<DemoPoint>> PointsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<DeviceRegistration>().AsNoTracking().Where(r => r.State == RegistrationState.Live).OrderBy(r => r.Id)
            .Select(r => new { r.AccessNumber, r.SupplierId, From = r.LiveAt }).ToListAsync(cancellationToken);
        return [.. rows.Select((r, i) => new DemoPoint(i, r.AccessNumber!, r.SupplierId!.Value, r.From!.Value))];
    }
}

/// <summary>A point that is live.</summary>
internal sealed record DemoPoint(int Index, string AccessNumber, long SupplierId, DateTimeOffset From);
