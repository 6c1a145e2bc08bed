using Domain.Devices;
using Domain.Sites;
using Testing.Access;
using static Domain.Devices.OnlineState;

namespace Workflows.Tests.Devices;

/// <summary>The access chain waits for what the platform itself sees.</summary>
public sealed class AccessDevicesTests : OnlineTest
{
    private AccessWalk Walk => new(World);

    [Fact]
    public async Task Settle_LastDeviceOfAnApplicationOnline_MovesTheChain()
    {
        var (id, devices) = await CollectedAsync();

        await AliveAsync(devices.SkipLast(1));
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("devicesOnline");

        await AliveAsync(devices.TakeLast(1));
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyConfirmation");
        (await Walk.DevicesAsync(id)).ShouldAllBe(d => d.FirstOnlineAt == Now);
    }

    [Fact]
    public async Task Settle_OneDeviceNotedByHand_CountsAsTheOthers()
    {
        var (id, devices) = await CollectedAsync();
        await Walk.SeenOnlineAsync(devices[0].Id);

        await AliveAsync(devices.Skip(1));

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyConfirmation");
    }

    [Fact]
    public async Task Settle_NotesAndSignalsAtOnce_NeverLoseTheMessage()
    {
        for (var round = 0; round < 5; round++)
        {
            var (id, devices) = await CollectedAsync(await World.SiteAsync());
            await Signals.AliveAsync(devices.Skip(1));

            await Task.WhenAll(Task.Run(Signals.SettleAsync), Task.Run(() => Walk.SeenOnlineAsync(devices[0].Id)), Task.Run(Signals.SettleAsync));
            World.Clock.Advance(TimeSpan.FromSeconds(2));
            await Signals.SettleAsync();

            (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyConfirmation");
        }
    }

    [Fact]
    public async Task Settle_BeforeTheConnection_CountsNothing()
    {
        var (id, devices) = await CollectedAsync();
        await AliveAsync(devices);
        World.Clock.Advance(TimeSpan.FromMinutes(10));
        await Signals.SettleAsync();

        (await IntervalsAsync(devices[0])).ShouldAllBe(i => i.State == NotInService);
        await Walk.FinishAsync(id);
        await Signals.SettleAsync();

        (await Walk.ReadAsync(id)).Site.State.ShouldBe(SiteState.Connected);
        (await IntervalsAsync(devices[0])).Last().ShouldBe(((Now - Start).TotalMinutes, null, Offline, OfflineCause.Network));
    }

    [Fact]
    public async Task Connect_Site_PutsItsDevicesInService()
    {
        var (id, devices) = await CollectedAsync();
        await Walk.FinishAsync(id);
        var connected = Now;
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(2));

        foreach (var device in devices)
        {
            var state = await Signals.StateAsync(device);
            (state.State, state.Since).ShouldBe((Online, connected.AddMinutes(1)));
        }
    }

    private async Task<(long Id, IReadOnlyList<Device> Devices)> CollectedAsync(Site? site = null)
    {
        var id = await Walk.SubmittedAsync(site);
        await Walk.UntilAsync(id, "devicesOnline");
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        return (id, await Walk.DevicesAsync(id));
    }

    private async Task AliveAsync(IEnumerable<Device> devices)
    {
        await Signals.AliveAsync(devices);
        await Signals.SettleAsync();
    }
}
