using Domain.Devices;
using Workflows.Devices;
using static Domain.Devices.OnlineState;

namespace Workflows.Tests.Devices;

/// <summary>In and out of service: what is not in service is not counted.</summary>
public sealed class DeviceServiceTests : OnlineTest
{
    [Fact]
    public async Task TakeOut_UntilAnAgreedDate_IsNotCountedTillThen()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(5));

        await TakeOutAsync(device, Now, ServiceReason.Relocation, back: Now.AddMinutes(30));
        await Signals.PassAsync(TimeSpan.FromMinutes(40));

        (await IntervalsAsync(device)).Where(i => i.State != NotInService).ShouldBe(
            [(0, 1, Offline, OfflineCause.Device), (1, 5, Online, null), (35, null, Offline, OfflineCause.Device)]);
    }

    [Fact]
    public async Task TakeOut_ForGood_IsNeverOfflineAgain()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(5));

        await TakeOutAsync(device, Now, ServiceReason.Removed);
        await Signals.PassAsync(TimeSpan.FromHours(2));

        (await Signals.StateAsync(device)).State.ShouldBe(NotInService);
        (await IntervalsAsync(device)).Count(i => i.State == Offline).ShouldBe(1);
    }

    [Fact]
    public async Task PutIn_AfterATimeOut_CountsFromThenOn()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(5));
        await TakeOutAsync(device, Now, ServiceReason.Suspended);
        await Signals.PassAsync(TimeSpan.FromMinutes(20));

        await PutInAsync(device, Now, ServiceReason.Resumed);
        await Signals.SettleAsync();

        (await IntervalsAsync(device)).Last().ShouldBe((25, null, Offline, OfflineCause.Device));
    }

    /// <summary>Another device of the site in service or not decides whether a silence is shared.</summary>
    [Fact]
    public async Task TakeOut_OfAllButOne_MakesItsSilenceItsOwn()
    {
        var devices = await Signals.DevicesAsync(3);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));
        foreach (var other in devices.Skip(1)) await TakeOutAsync(other, Now, ServiceReason.Repair);

        await Signals.PassAsync(TimeSpan.FromMinutes(10));

        (await IntervalsAsync(devices[0])).Last().ShouldBe((8, null, Offline, OfflineCause.Device));
    }

    [Fact]
    public async Task TakeOut_EarlierThanItIsTold_CorrectsWhatWasCounted()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(5));
        await Signals.PassAsync(TimeSpan.FromMinutes(20));

        await TakeOutAsync(device, Start.AddMinutes(8), ServiceReason.Removed);
        await Signals.SettleAsync();

        (await IntervalsAsync(device)).Skip(1).ShouldBe([(1, 8, Online, null), (8, null, NotInService, null)]);
    }

    private async Task TakeOutAsync(Device device, DateTimeOffset at, ServiceReason reason, DateTimeOffset? back = null)
    {
        await using var db = World.Open();
        await World.Get<DeviceService>().TakeOutAsync(db, new ChangeService { DeviceIds = [device.Id], At = at, Reason = reason }, back);
        await db.SaveChangesAsync();
    }

    private async Task PutInAsync(Device device, DateTimeOffset at, ServiceReason reason)
    {
        await using var db = World.Open();
        await World.Get<DeviceService>().PutInAsync(db, new ChangeService { DeviceIds = [device.Id], At = at, Reason = reason });
        await db.SaveChangesAsync();
    }
}
