using Domain.Devices;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;

namespace Workflows.Tests.Devices;

public sealed class StatusRetentionTests : OnlineTest
{
    [Fact]
    public async Task Forget_OldReports_LeavesTheIntervalsAsTheyWere()
    {
        var devices = await Signals.DevicesAsync(2);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));
        await Signals.PassAsync(TimeSpan.FromMinutes(20));
        await Signals.LiveAsync([devices[0]], TimeSpan.FromMinutes(5));
        World.Clock.Advance(TimeSpan.FromDays(91));
        await Signals.LiveAsync([devices[0]], TimeSpan.FromMinutes(5));
        var before = (await Signals.IntervalsAsync(devices[0])).Concat(await Signals.IntervalsAsync(devices[1])).ToList();

        (await World.Get<StatusRetention>().ForgetAsync()).ShouldBe(25);
        // Whatever makes the settler look at that time again.
        foreach (var device in devices) await World.Database.AddAsync(new SignalWindow(device.Id, Start.AddMinutes(2), Start.AddMinutes(2)));
        await Signals.SettleAsync();

        (await Signals.IntervalsAsync(devices[0])).Concat(await Signals.IntervalsAsync(devices[1])).ShouldBe(before);
        await using var db = World.Open();
        (await db.Set<DeviceStatusReport>().CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Forget_ServiceChangedAfterwards_CountsWithoutTheReports()
    {
        var device = (await Signals.DevicesAsync(1, inService: false))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(10));
        World.Clock.Advance(TimeSpan.FromDays(91));
        await World.Get<StatusRetention>().ForgetAsync();

        await using (var db = World.Open())
        {
            await World.Get<DeviceService>().PutInAsync(db, new ChangeService { DeviceIds = [device.Id], At = Start.AddMinutes(5), Reason = ServiceReason.WentLive });
            await db.SaveChangesAsync();
        }

        await Signals.SettleAsync();

        (await IntervalsAsync(device)).Skip(2).ShouldBe([(5, 13, OnlineState.Online, null), (13, null, OnlineState.Offline, OfflineCause.Device)]);
    }
}
