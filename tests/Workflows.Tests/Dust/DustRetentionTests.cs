using Domain.Dust;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Dust;
using Workflows.Dust;

namespace Workflows.Tests.Dust;

public sealed class DustRetentionTests
{
    [Fact]
    public async Task Run_ByDefault_DeletesFramesOf30DaysAndKeepsReadings()
    {
        await using var world = await FilledAsync([]);

        (await world.Get<DustRetention>().RunAsync()).ShouldBe(2);
        (await world.Get<DustRetention>().RunAsync()).ShouldBe(0);

        (await CountsAsync(world)).ShouldBe((2, 3));
    }

    [Fact]
    public async Task Run_ReadingsAreKeptForATimeOnly_DeletesOlderOnes()
    {
        await using var world = await FilledAsync(new Dictionary<string, string?> { ["Dust:KeepReadingsDays"] = "10" });

        await world.Get<DustRetention>().RunAsync();

        (await CountsAsync(world)).ShouldBe((2, 1));
    }

    private static async Task<PortalWorld> FilledAsync(Dictionary<string, string?> settings)
    {
        var world = await PortalWorld.CreateAsync(settings: settings);
        var monitor = await world.MonitorAsync();
        var now = world.Clock.GetUtcNow();
        await world.ReadingsAsync(monitor, monitor.Reading(now.AddDays(-400)), monitor.Reading(now.AddDays(-11)), monitor.Reading(now.AddDays(-9)));
        foreach (var age in new[] { 40, 31, 29, 0 })
        {
            await world.Database.AddAsync(new DustFrame(new DustFrameFacts { DeviceId = monitor.Id, ReceivedAt = now.AddDays(-age), RemoteAddress = "10.0.0.1", Text = "##" }));
        }

        return world;
    }

    private static async Task<(int Frames, int Readings)> CountsAsync(PortalWorld world)
    {
        await using var db = world.Open();
        return (await db.Set<DustFrame>().CountAsync(), await db.Set<DustReading>().CountAsync());
    }
}
