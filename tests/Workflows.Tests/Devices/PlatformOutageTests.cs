using Domain.Devices;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using static Domain.Devices.OnlineState;

namespace Workflows.Tests.Devices;

/// <summary>Our own outages: found by whoever lives next, and held against nobody.</summary>
public sealed class PlatformOutageTests : OnlineTest
{
    [Fact]
    public async Task Beat_FirstEver_IsNoOutage()
    {
        await BeatAsync();

        (await OutagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Beat_OtherNodeAlive_IsNoOutage()
    {
        for (var i = 0; i < 10; i++)
        {
            await BeatAsync("one");
            World.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        await BeatAsync("two");

        (await OutagesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Beat_AfterNobodyLived_RecordsTheTimeOnceForAllNodes()
    {
        await BeatAsync("one");
        World.Clock.Advance(TimeSpan.FromMinutes(7));

        await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() => BeatAsync($"node {i}"))));

        (await OutagesAsync()).ShouldHaveSingleItem().Period.ShouldBe(new(Start, Start.AddMinutes(7)));
    }

    /// <summary>The failure of others that ours must not have: after a restart of the server everything is offline.</summary>
    [Fact]
    public async Task Settle_AfterARestart_BlamesNoDevice()
    {
        var devices = await Signals.DevicesAsync(3);
        await BeatAsync();
        await LiveAsync(devices, 10);

        World.Clock.Advance(TimeSpan.FromMinutes(20));
        await BeatAsync();
        await Signals.SettleAsync();
        foreach (var device in devices)
        {
            var state = await Signals.StateAsync(device);
            (state.State, state.Cause).ShouldBe((Offline, OfflineCause.Platform));
        }

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await BeatAsync();
        await Signals.AliveAsync(devices);
        await Signals.SettleAsync();

        foreach (var device in devices)
            (await IntervalsAsync(device)).Skip(1).ShouldBe([(1, 13, Online, null), (13, 31, Offline, OfflineCause.Platform), (31, null, Online, null)]);
    }

    /// <summary>A restart that is over before anybody could count as silent leaves no trace at all.</summary>
    [Fact]
    public async Task Settle_AfterAShortRestart_AllAreStillOnline()
    {
        var devices = await Signals.DevicesAsync(3);
        await BeatAsync();
        await LiveAsync(devices, 10);

        World.Clock.Advance(TimeSpan.FromMinutes(2));
        await BeatAsync();
        await Signals.SettleAsync();

        foreach (var device in devices) (await Signals.StateAsync(device)).State.ShouldBe(Online);
    }

    [Fact]
    public async Task Settle_SilentLongAfterOurOutage_CountsFromThreeMinutesAfterIt()
    {
        var devices = await Signals.DevicesAsync(2);
        await BeatAsync();
        await LiveAsync(devices, 10);
        World.Clock.Advance(TimeSpan.FromMinutes(20));
        await BeatAsync();

        await LiveAsync([devices[0]], 10);

        (await IntervalsAsync(devices[1])).Skip(2).ShouldBe(
            [(13, 33, Offline, OfflineCause.Platform), (33, 34, Offline, OfflineCause.Network), (34, null, Offline, OfflineCause.Device)]);
    }

    [Fact]
    public async Task Settle_OfflineBeforeOurOutage_IsNotBlamedForItsTime()
    {
        var devices = await Signals.DevicesAsync(2);
        await BeatAsync();
        await LiveAsync(devices, 5);
        await LiveAsync([devices[0]], 10);
        World.Clock.Advance(TimeSpan.FromMinutes(20));
        await BeatAsync();

        await LiveAsync([devices[0]], 10);

        (await IntervalsAsync(devices[1])).Skip(2).ShouldBe(
            [(8, 15, Offline, OfflineCause.Device), (15, 38, Offline, OfflineCause.Platform), (38, null, Offline, OfflineCause.Device)]);
    }

    /// <summary>What devices kept and sent when we were back shows that they were online while we were not.</summary>
    [Fact]
    public async Task Settle_ReportsKeptDuringOurOutage_AreOnlineTime()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await BeatAsync();
        await LiveAsync([device], 10);
        World.Clock.Advance(TimeSpan.FromMinutes(20));
        await BeatAsync();
        await Signals.SettleAsync();

        await Signals.ReportAsync(device, online: true, [.. Enumerable.Range(11, 20).Select(minute => Start.AddMinutes(minute))]);
        await Signals.SettleAsync();

        (await IntervalsAsync(device)).Skip(1).ShouldBe([(1, null, Online, null)]);
    }

    private async Task LiveAsync(IReadOnlyCollection<Device> devices, int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            // The heartbeat comes far more often than devices report.
            for (var seconds = 0; seconds < 60; seconds += 20)
            {
                World.Clock.Advance(TimeSpan.FromSeconds(20));
                await BeatAsync();
            }

            await Signals.AliveAsync(devices);
            await Signals.SettleAsync();
        }
    }

    private Task BeatAsync(string node = "one") => World.Get<PlatformHeartbeats>().BeatAsync(node);

    private async Task<List<PlatformOutage>> OutagesAsync()
    {
        await using var db = World.Open();
        return await db.Set<PlatformOutage>().AsNoTracking().ToListAsync();
    }
}
