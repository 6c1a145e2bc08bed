using System.Globalization;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Values;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;

namespace Testing.Devices;

/// <summary>Devices of a <see cref="PortalWorld"/> and what they send, stored as the ingest stores it: raw rows and a window in one save.</summary>
public sealed class Signals(PortalWorld world)
{
    private static int _codes;
    private int _records;

    /// <summary>The key that all reports are said to be sent with.</summary>
    public long SourceId { get; init; } = 1;

    /// <summary>Devices of a registration of the site, in service from now on unless said otherwise.</summary>
    public async Task<IReadOnlyList<Device>> DevicesAsync(
        int count, Site? site = null, bool inService = true, Actor? supplier = null, DeviceKind kind = DeviceKind.EntrancePlateCamera)
    {
        await using var db = world.Open();
        var now = world.Clock.GetUtcNow();
        var registration = new DeviceRegistration(world.ProjectManager.OrganizationId, now);
        db.Add(registration);
        var devices = Enumerable.Range(1, count).Select(i => new Device(new DeviceDeclaration
        {
            SiteId = (site ?? world.Site).Id,
            RegistrationId = registration.Id,
            Code = Gb28181Code.Parse(string.Create(CultureInfo.InvariantCulture, $"44080200001320{Interlocked.Increment(ref _codes):D6}")),
            SupplierId = (supplier ?? world.Supplier).OrganizationId,
            Ordinal = i,
            Position = string.Create(CultureInfo.InvariantCulture, $"Gate {i}"),
            Kind = kind,
            Brand = "Brand",
            Model = "Model",
            RegisteredAt = now,
        })).ToList();
        db.AddRange(devices);
        if (inService)
        {
            var change = new ChangeService { DeviceIds = devices.ConvertAll(d => d.Id), At = now, Reason = ServiceReason.WentLive };
            await world.Get<DeviceService>().PutInAsync(db, change);
        }

        await db.SaveChangesAsync();
        return devices;
    }

    /// <summary>Reports of a device at moments, in one group.</summary>
    public Task ReportAsync(Device device, bool online, params IReadOnlyList<DateTimeOffset> moments) =>
        ReportAsync([.. moments.Select(at => (device.Id, at, online))]);

    /// <summary>One group of reports, with a window for each device.</summary>
    public async Task ReportAsync(IReadOnlyList<(long DeviceId, DateTimeOffset At, bool Online)> reports)
    {
        await using var db = world.Open();
        foreach (var (device, at, online) in reports) db.Add(Report(device, at, online));
        db.AddRange(Windows(reports));
        await db.SaveChangesAsync();
    }

    /// <summary>All devices report that they are online, now.</summary>
    public Task AliveAsync(IEnumerable<Device> devices) => ReportAsync([.. devices.Select(d => (d.Id, world.Clock.GetUtcNow(), true))]);

    /// <summary>Lets time go by while the devices report every minute, settling after each.</summary>
    public async Task LiveAsync(IReadOnlyCollection<Device> devices, TimeSpan time)
    {
        for (var end = world.Clock.GetUtcNow() + time; world.Clock.GetUtcNow() < end;)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await AliveAsync(devices);
            await SettleAsync();
        }
    }

    public async Task<int> SettleAsync() => await world.Get<OnlineSettler>().SettleAsync();

    /// <summary>Moves on to the moment, settling every minute as the watch would.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var end = world.Clock.GetUtcNow() + time; world.Clock.GetUtcNow() < end;)
        {
            var next = world.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
            world.Clock.MoveTo(next < end ? next : end);
            await SettleAsync();
        }
    }

    public async Task<IReadOnlyList<IntervalFacts>> IntervalsAsync(Device device)
    {
        await using var db = world.Open();
        return [.. (await db.Set<DeviceInterval>().AsNoTracking().Where(i => i.DeviceId == device.Id).OrderBy(i => i.From).ToListAsync()).Select(i => i.Facts)];
    }

    public async Task<DeviceState> StateAsync(Device device)
    {
        await using var db = world.Open();
        return await db.Set<DeviceState>().AsNoTracking().SingleAsync(s => s.DeviceId == device.Id);
    }

    public static IEnumerable<SignalWindow> Windows(IEnumerable<(long DeviceId, DateTimeOffset At, bool Online)> reports) =>
        reports.GroupBy(r => r.DeviceId).Select(g => new SignalWindow(g.Key, g.Min(r => r.At), g.Max(r => r.At)));

    private DeviceStatusReport Report(long device, DateTimeOffset at, bool online) => new(new DeviceStatusFacts
    {
        SourceId = SourceId,
        RecordId = string.Create(CultureInfo.InvariantCulture, $"r{Interlocked.Increment(ref _records)}"),
        DeviceId = device,
        At = at,
        Online = online,
        ReceivedAt = world.Clock.GetUtcNow(),
    });
}
