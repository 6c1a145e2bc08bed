using Domain.Captures;
using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Registration;
using Infrastructure.Accounts;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore;
using Testing.Captures;
using Testing.Dust;
using Testing.Ingest;
using Testing.Registration;
using Workflows.Devices;
using Workflows.Lists;
using Workflows.Notifications;
using Workflows.Regions;
using Workflows.Registration;
using static Domain.Devices.OnlineState;

namespace Workflows.Tests.Devices;

/// <summary>A muck site's devices from going live to their removal, through the services that people use.</summary>
public sealed class RegistrationDevicesTests : OnlineTest
{
    private RegistrationLife Life => World.Get<RegistrationLife>();

    [Fact]
    public async Task SuspendAndRemove_WhileDevicesAreOffline_EndTheirOutagesAndCountNoMore()
    {
        var (id, devices) = await LiveAsync();
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));
        await Signals.PassAsync(TimeSpan.FromMinutes(60));
        (await OutagesAsync()).ShouldAllBe(o => o.Open && o.NoticeSentAt != null && o.Cause == OfflineCause.Network);

        await Life.SuspendAsync(By(World.CountyOfficer, id, "works stopped"));
        var suspended = Now;
        await Signals.PassAsync(TimeSpan.FromMinutes(90));
        (await OutagesAsync()).ShouldAllBe(o => o.End == OutageEnd.OutOfService && o.RecoveredAt == suspended);
        foreach (var device in devices) (await Signals.StateAsync(device)).State.ShouldBe(NotInService);

        await Life.ResumeAsync(By(World.CountyOfficer, id, "works go on"));
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));
        await Signals.PassAsync(TimeSpan.FromMinutes(60));
        (await OutagesAsync()).Count(o => o.Open).ShouldBe(devices.Count);

        await Life.RemoveAsync(By(World.CountyOfficer, id, "earthworks are done"));
        var removed = Now;
        World.Clock.Advance(TimeSpan.FromDays(2));
        await Signals.SettleAsync();
        (await OutagesAsync()).Where(o => o.From > suspended).ShouldAllBe(o => o.End == OutageEnd.OutOfService && o.RecoveredAt == removed);
        foreach (var device in devices) (await IntervalsAsync(device)).Last().ShouldBe(((removed - Start).TotalMinutes, null, NotInService, null));
        (await TemplatesAsync()).ShouldNotContain("device.back");
        var afterwards = new Domain.Values.Period(removed, Now);
        (await World.Get<OnlineRates>().OfDevicesAsync(World.Supplier, [.. devices.Select(d => d.Id)], afterwards)).Values.ShouldAllBe(rate => rate.Share == null);
    }

    [Fact]
    public async Task Notice_OfAnOutage_ReachesThePhoneAndThePortal()
    {
        var (_, devices) = await LiveAsync();
        await SetPhoneAsync(World.Supplier, "13700000001");
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));
        await Signals.PassAsync(TimeSpan.FromMinutes(60));

        var texts = await DeliverAsync();

        texts.ShouldContain(t => t.Contains("13700000001", StringComparison.Ordinal) && t.Contains(" 4 台设备", StringComparison.Ordinal));
        var told = (await World.Get<OwnNotifications>().ListAsync(World.Supplier, new PageRequest())).Items;
        told.Count(n => n.Link?.StartsWith("/outages?site=", StringComparison.Ordinal) == true).ShouldBe(1);
        foreach (var stranger in new[] { World.NeighbourSupplier, World.NeighbourProjectManager })
            (await World.Get<OwnNotifications>().ListAsync(stranger, new PageRequest())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settle_CapturesAndReadings_CountAsReports()
    {
        var machines = new IngestWorld(World);
        var point = await machines.PointAsync(RegistrationState.Live);
        var camera = await DeviceAsync(point.Devices[DeviceKind.EntrancePlateCamera]);
        var monitor = await World.MonitorAsync();
        await PutInAsync(camera, monitor);
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        var capture = await new Passages(World, await machines.KeyAsync()).AddAsync(point, CameraHeight.Low, PassageDirection.In);
        await World.ReadingsAsync(monitor, monitor.Reading(Now, pm10: 50));
        await World.Database.AddAsync(new SignalWindow(camera.Id, capture.CapturedAt, capture.CapturedAt));
        await World.Database.AddAsync(new SignalWindow(monitor.Id, Now, Now));
        await Signals.SettleAsync();

        (await Signals.StateAsync(camera)).State.ShouldBe(Online);
        (await Signals.StateAsync(monitor)).State.ShouldBe(Online);
        await Signals.PassAsync(TimeSpan.FromMinutes(4));
        (await IntervalsAsync(camera)).TakeLast(2).ShouldBe([(1, 4, Online, null), (4, null, Offline, OfflineCause.Network)]);
    }

    [Fact]
    public async Task Settle_TestCapture_ProvesNothing()
    {
        var machines = new IngestWorld(World);
        var point = await machines.PointAsync(RegistrationState.Debugging);
        var camera = await DeviceAsync(point.Devices[DeviceKind.EntrancePlateCamera]);
        await PutInAsync(camera);
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        await new Passages(World, await machines.KeyAsync()).AddAsync(point, CameraHeight.Low, PassageDirection.In, test: true);
        await World.Database.AddAsync(new SignalWindow(camera.Id, Now, Now));
        await Signals.SettleAsync();

        (await Signals.StateAsync(camera)).State.ShouldBe(Offline);
    }

    private async Task<(long Id, IReadOnlyList<Device> Devices)> LiveAsync()
    {
        await World.Get<RegionList>().ImportPackagedAsync();
        var id = await new RegistrationWalk(World).DebuggingAsync();
        await new TestCaptures(World).SendAllAsync(id);
        foreach (var capture in (await World.Get<GoLiveReader>().ReadAsync(World.SiteClerk, id)).Captures)
            await Life.JudgeAsync(new JudgePicture { Actor = World.SiteClerk, RegistrationId = id, CaptureId = capture.Id, Hash = capture.Pictures[0].Hash, Complete = true });
        await Life.RequestAsync(By(World.SiteClerk, id));
        await Life.GoLiveAsync(By(World.SiteClerk, id));
        await using var db = World.Open();
        return (id, await db.Set<Device>().Where(d => d.RegistrationId == id).OrderBy(d => d.Id).ToListAsync());
    }

    private async Task PutInAsync(params Device[] devices)
    {
        await using var db = World.Open();
        await World.Get<DeviceService>().PutInAsync(db, new ChangeService { DeviceIds = [.. devices.Select(d => d.Id)], At = Now, Reason = ServiceReason.WentLive });
        await db.SaveChangesAsync();
    }

    private async Task<Device> DeviceAsync(long id)
    {
        await using var db = World.Open();
        return await db.Set<Device>().SingleAsync(d => d.Id == id);
    }

    private async Task SetPhoneAsync(Actor actor, string number)
    {
        await using var db = World.Open();
        await db.Set<Account>().Where(a => a.Id == actor.AccountId).ExecuteUpdateAsync(a => a.SetProperty(x => x.PhoneNumber, number));
    }

    /// <summary>Hands over everything that is due.</summary>
    /// <returns>The text messages that went out, with their numbers.</returns>
    private async Task<List<string>> DeliverAsync()
    {
        var folder = Path.Combine(World.FilesRoot, "sms");
        var delivery = new OutboxDelivery(World.Database.Contexts, new FileSmsGateway(folder, World.Clock), World.Clock);
        for (var rounds = 0; rounds < 2; rounds++)
        {
            try
            {
                await delivery.DeliverDueAsync();
            }
            catch (AggregateException)
            {
                // Some have no phone on record; that is theirs.
            }
        }

        return [.. Directory.GetFiles(folder).Select(File.ReadAllText)];
    }

    private async Task<List<DeviceOutage>> OutagesAsync()
    {
        await using var db = World.Open();
        var outages = await db.Set<DeviceOutage>().AsNoTracking().OrderBy(o => o.Id).ToListAsync();
        outages.ShouldNotBeEmpty();
        return outages;
    }

    private async Task<List<string>> TemplatesAsync()
    {
        await using var db = World.Open();
        return await db.Set<OutboxMessage>().Select(m => m.Template).Distinct().ToListAsync();
    }

    private static ChangeRegistration By(Actor actor, long id, string? reason = null) => new() { Actor = actor, RegistrationId = id, Reason = reason };
}
