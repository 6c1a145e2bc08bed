using Domain.Devices;
using Microsoft.EntityFrameworkCore;
using static Domain.Devices.OnlineState;

namespace Workflows.Tests.Devices;

public sealed class OnlineSettlerTests : OnlineTest
{
    [Fact]
    public async Task Settle_ReportsThenSilence_IsOnlineThenOffline()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(10));

        await Signals.PassAsync(TimeSpan.FromMinutes(10));

        (await IntervalsAsync(device)).ShouldBe(
            [(0, 1, Offline, OfflineCause.Device), (1, 13, Online, null), (13, null, Offline, OfflineCause.Device)]);
        var state = await Signals.StateAsync(device);
        (state.State, state.Since, state.LastSignAt, state.Present).ShouldBe((Offline, Start.AddMinutes(13), Start.AddMinutes(10), false));
    }

    [Fact]
    public async Task Settle_OfflineReport_EndsItAtOnce()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.ReportAsync(device, online: true, Start);
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await Signals.ReportAsync(device, online: false, Now);

        await Signals.SettleAsync();

        (await IntervalsAsync(device)).ShouldBe([(0, 1, Online, null), (1, null, Offline, OfflineCause.Device)]);
    }

    [Fact]
    public async Task Settle_LateReport_ClosesTheGapThatSilenceMade()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.ReportAsync(device, online: true, Start);
        await Signals.PassAsync(TimeSpan.FromMinutes(8));
        (await IntervalsAsync(device)).Count().ShouldBe(2);

        await Signals.ReportAsync(device, online: true, Start.AddMinutes(2), Start.AddMinutes(4), Start.AddMinutes(6));
        await Signals.SettleAsync();

        (await IntervalsAsync(device)).ShouldBe([(0, null, Online, null)]);
        (await Signals.StateAsync(device)).Since.ShouldBe(Start);
    }

    [Fact]
    public async Task Settle_NothingNew_WritesNothing()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(2));

        (await Signals.SettleAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Settle_AgainOverTheSameWindow_ChangesNothing()
    {
        var devices = await Signals.DevicesAsync(2);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(3));
        await Signals.PassAsync(TimeSpan.FromMinutes(20));
        var before = (await IntervalsAsync(devices[0])).ToList();

        await World.Database.AddAsync(new SignalWindow(devices[0].Id, Start, Now));
        await Signals.SettleAsync();

        (await IntervalsAsync(devices[0])).ShouldBe(before);
    }

    [Fact]
    public async Task Settle_SignOfTheFuture_CountsWhenItsTimeHasCome()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.ReportAsync(device, online: true, Start, Start.AddMinutes(4));

        await Signals.SettleAsync();
        (await IntervalsAsync(device)).ShouldBe([(0, null, Online, null)]);
        await Signals.PassAsync(TimeSpan.FromMinutes(5));

        (await IntervalsAsync(device)).ShouldBe([(0, 3, Online, null), (3, 4, Offline, OfflineCause.Device), (4, null, Online, null)]);
    }

    [Fact]
    public async Task Settle_AllOfASiteSilentTogether_IsTheNetworksFault()
    {
        var devices = await Signals.DevicesAsync(3);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));

        await Signals.PassAsync(TimeSpan.FromMinutes(10));
        await Signals.LiveAsync([.. devices.Take(2)], TimeSpan.FromMinutes(10));

        (await IntervalsAsync(devices[0])).Skip(1).ShouldBe([(1, 8, Online, null), (8, 16, Offline, OfflineCause.Network), (16, null, Online, null)]);
        // The third stays away when the network is back: from three minutes later on that is its own fault.
        (await IntervalsAsync(devices[2])).Skip(2).ShouldBe([(8, 19, Offline, OfflineCause.Network), (19, null, Offline, OfflineCause.Device)]);
        var state = await Signals.StateAsync(devices[2]);
        (state.Since, state.Cause).ShouldBe((Start.AddMinutes(8), OfflineCause.Device));
    }

    [Fact]
    public async Task Settle_OneOfASiteSilent_IsItsOwnFault()
    {
        var devices = await Signals.DevicesAsync(3);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));

        await Signals.LiveAsync([devices[1], devices[2]], TimeSpan.FromMinutes(10));

        (await IntervalsAsync(devices[0])).Last().ShouldBe((8, null, Offline, OfflineCause.Device));
    }

    [Fact]
    public async Task Settle_TwoNodesAtOnce_GiveOneHistory()
    {
        List<Device> devices = [];
        for (var i = 0; i < 20; i++) devices.AddRange(await Signals.DevicesAsync(2, await World.SiteAsync()));
        for (var minute = 0; minute < 8; minute++)
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await Signals.AliveAsync(devices.Where((_, i) => (i + minute) % 4 != 0));

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Signals.SettleAsync)));
        }

        await using var db = World.Open();
        (await db.Set<SignalWindow>().CountAsync()).ShouldBe(0);
        (await db.Set<SiteWatch>().CountAsync(w => w.ClaimedBy != null)).ShouldBe(0);
        foreach (var device in devices)
        {
            var signs = await db.Set<DeviceStatusReport>().Where(r => r.DeviceId == device.Id).Select(r => new DeviceSign(r.At, r.Online)).ToListAsync();
            var expected = Presence.Of(signs, device.RegisteredAt).TakeWhile(s => s.From <= Now).Select(s => (s.From, s.Start));
            (await Signals.IntervalsAsync(device)).Select(i => (i.PresenceFrom, i.Presence)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Settle_ClaimOfADeadNode_RunsOut()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(1));
        await using (var db = World.Open())
        {
            await db.Set<SiteWatch>().ExecuteUpdateAsync(
                w => w.SetProperty(x => x.ClaimedBy, Guid.NewGuid()).SetProperty(x => x.ClaimedUntil, Now.AddMinutes(1)));
        }

        await Signals.AliveAsync([device]);
        (await Signals.SettleAsync()).ShouldBe(0);
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        (await Signals.SettleAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Settle_StreamSizes_AreThoseOfTheLatestReport()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await StreamsAsync("late", Start.AddMinutes(2), new StreamSize(1920, 1080));
        await StreamsAsync("early", Start.AddMinutes(1), new StreamSize(1280, 720));
        World.Clock.Advance(TimeSpan.FromMinutes(3));

        await Signals.SettleAsync();

        var state = await Signals.StateAsync(device);
        (state.MainWidth, state.MainHeight, state.SubWidth, state.MainAt).ShouldBe((1920, 1080, null, Start.AddMinutes(2)));

        async Task StreamsAsync(string record, DateTimeOffset at, StreamSize main)
        {
            await World.Database.AddAsync(new DeviceStatusReport(new DeviceStatusFacts
            {
                SourceId = 1,
                RecordId = record,
                DeviceId = device.Id,
                At = at,
                Online = true,
                ReceivedAt = Now,
                Main = main,
            }));
            await World.Database.AddAsync(new SignalWindow(device.Id, at, at));
        }
    }
}
