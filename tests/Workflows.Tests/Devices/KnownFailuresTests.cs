using Domain.Devices;
using Microsoft.EntityFrameworkCore;
using static Domain.Devices.OnlineState;

namespace Workflows.Tests.Devices;

/// <summary>
/// What other systems are known to get wrong about who is online. The third of them, everything offline after a restart of the server, is
/// <see cref="PlatformOutageTests.Settle_AfterARestart_BlamesNoDevice"/>; the fourth, no history, <see cref="StatusRetentionTests"/>.
/// </summary>
public sealed class KnownFailuresTests : OnlineTest
{
    /// <summary>Offline while heartbeats arrive: late, in another order and twice, at several nodes.</summary>
    [Fact]
    public async Task State_WhileHeartbeatsArrive_IsNeverOffline()
    {
        var devices = await Signals.DevicesAsync(3);
        var random = new Random(5);
        await Signals.AliveAsync(devices);
        // Every minute a heartbeat of each; on its way for up to 100 s, so that the last that is there is never 180 s old.
        var underWay = Enumerable.Range(1, 30).SelectMany(minute => devices.Select(d => (Device: d, At: Start.AddMinutes(minute))))
            .Select(h => (h.Device, h.At, Arrives: h.At.AddSeconds(random.Next(0, 101)))).ToList();
        underWay.AddRange(underWay.Where(_ => random.Next(3) == 0).Select(h => h with { Arrives = h.Arrives.AddSeconds(random.Next(0, 60)) }).ToList());

        for (var second = 20; second <= 30 * 60; second += 20)
        {
            World.Clock.MoveTo(Start.AddSeconds(second));
            var there = underWay.Where(h => h.Arrives <= Now && h.Arrives > Now.AddSeconds(-20)).OrderBy(_ => random.Next()).ToList();
            if (there.Count > 0) await Signals.ReportAsync([.. there.Select(h => (h.Device.Id, h.At, true))]);
            await Task.WhenAll(Task.Run(Signals.SettleAsync), Task.Run(Signals.SettleAsync));

            await using var db = World.Open();
            (await db.Set<DeviceState>().CountAsync(s => s.State == Offline)).ShouldBe(0, $"after {second} s");
        }

        foreach (var device in devices) (await IntervalsAsync(device)).ShouldBe([(0, null, Online, null)]);
    }

    /// <summary>Online after a sign-off: heartbeats from before it that arrive after it.</summary>
    [Fact]
    public async Task State_AfterAReportOffline_StaysThoughOlderHeartbeatsArrive()
    {
        var device = (await Signals.DevicesAsync(1))[0];
        await Signals.LiveAsync([device], TimeSpan.FromMinutes(5));
        World.Clock.Advance(TimeSpan.FromSeconds(30));
        await Signals.ReportAsync(device, online: false, Now);
        await Signals.SettleAsync();

        World.Clock.Advance(TimeSpan.FromSeconds(10));
        await Signals.ReportAsync(device, online: true, Start.AddSeconds(290), Start.AddSeconds(320), Start.AddSeconds(330));
        await Signals.SettleAsync();

        var state = await Signals.StateAsync(device);
        (state.State, state.Since, state.Present).ShouldBe((Offline, Start.AddSeconds(330), false));
        World.Clock.Advance(TimeSpan.FromSeconds(10));
        await Signals.AliveAsync([device]);
        await Signals.SettleAsync();
        (await Signals.StateAsync(device)).State.ShouldBe(Online);
    }
}
