using Domain.Dust;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Dust;
using Workflows.Dust;

namespace Workflows.Tests.Dust;

/// <summary>Nothing is answered that is not on disk.</summary>
public sealed class DustIntakeTests
{
    private const string Mn = "DUST00000001";

    [Fact]
    public async Task Frame_WhileTheDatabaseRefusesToWrite_IsNotAnsweredAndTakenWhenItIsSentAgain()
    {
        await using var world = await PortalWorld.CreateAsync(settings: Wire.Settings());
        await world.InstrumentAsync(await world.MonitorAsync(), Mn);
        await using var wire = await Wire.StartAsync(world);
        var stream = await wire.ConnectAsync();
        var at = world.Clock.GetUtcNow();
        await ExecuteAsync(world, "ALTER TABLE \"DustReading\" RENAME TO \"Away\"");

        await stream.SendAsync(Wire.Frame(Mn, at));
        var answer = stream.AnswerAsync();
        await Task.WhenAny(answer, Task.Delay(500));
        answer.IsCompleted.ShouldBeFalse();

        await ExecuteAsync(world, "ALTER TABLE \"Away\" RENAME TO \"DustReading\"");
        await stream.SendAsync(Wire.Frame(Mn, at));
        (await answer)!.ShouldContain("CN=9014");
        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync()).ShouldBe(1);
    }

    /// <summary>A frame that the database will never take must not hold up those that came with it.</summary>
    [Fact]
    public async Task Store_OneFrameThatTheDatabaseRefuses_LeavesTheOthersStored()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var intake = world.Get<DustIntake>();
        var at = world.Clock.GetUtcNow();
        var good = Enumerable.Range(0, 6).Select(i => Arrival(monitor.Id, monitor.Reading(at.AddSeconds(i), pm10: i))).ToList();
        var bad = Arrival(deviceId: 987_654, monitor.Reading(at) with { SourceId = -987_654, DeviceId = 987_654 });

        var waiting = good.Take(3).Append(bad).Concat(good.Skip(3)).Select(arrival => intake.StoreAsync(arrival, default)).ToList();
        await intake.StartAsync(default);
        var stored = await Task.WhenAll(waiting);
        await intake.StopAsync(default);

        stored.ShouldBe([true, true, true, false, true, true, true]);
        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync()).ShouldBe(6);
    }

    [Fact]
    public async Task Store_SameReadingTwiceInOneGroup_IsStoredOnce()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var arrival = Arrival(monitor.Id, monitor.Reading(world.Clock.GetUtcNow(), pm10: 1));

        await world.Get<DustStore>().StoreAsync([arrival, arrival], default);

        await using var db = world.Open();
        (await db.Set<DustReading>().CountAsync(), await db.Set<DustFrame>().CountAsync()).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Store_WhileNobodyWrites_EndsUnansweredInTime()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();

        var waiting = world.Get<DustIntake>().StoreAsync(Arrival(monitor.Id, monitor.Reading(world.Clock.GetUtcNow())), default);
        world.Clock.Advance(TimeSpan.FromSeconds(9));

        (await waiting).ShouldBeFalse();
    }

    private static DustArrival Arrival(long deviceId, DustFacts reading) => new(
        new DustFrameFacts { ReceivedAt = reading.ReceivedAt, RemoteAddress = "127.0.0.1", Text = "##", DeviceId = deviceId }, reading);

    private static async Task ExecuteAsync(PortalWorld world, string sql)
    {
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
