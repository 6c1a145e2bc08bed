using Domain.Devices;
using Domain.Dust;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Testing.Dust;
using Workflows.Dust;

namespace Workflows.Tests.Dust;

public sealed class LimitWatchTests
{
    /// <summary>Start of the first window that is watched.</summary>
    private static readonly DateTimeOffset Start = TestClock.ShanghaiTime(2026, 11, 25, 9).ToUniversalTime();

    public static TheoryData<DatabaseProvider> Servers => TestServers.All;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Run_MeanAboveTheLimit_OpensAnAlarmAndTellsContractorAndCountyOnce(DatabaseProvider provider)
    {
        await using var world = await WatchedAsync(provider);
        var monitor = await world.MonitorAsync();
        await FillAsync(world, monitor, Start, 15, pm10: 200);

        await PassAsync(world, 17);
        await world.Get<LimitWatch>().RunAsync();

        await using var db = world.Open();
        var alarm = await db.Set<DustAlarm>().SingleAsync();
        (alarm.DeviceId, alarm.SiteId, alarm.Quantity, alarm.Limit, alarm.From, alarm.Until, alarm.Peak)
            .ShouldBe((monitor.Id, world.Site.Id, DustQuantity.Pm10, 150, Start, null, 200));
        var messages = await db.Set<OutboxMessage>().OrderBy(m => m.Role).ToListAsync();
        messages.Select(m => (m.OrganizationId, m.Role, m.Template)).ShouldBe(
        [
            (world.CountyOfficer.OrganizationId, Role.CountyOfficer, "dust.alarm"),
            (world.ProjectManager.OrganizationId, Role.ProjectManager, "dust.alarm"),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Run_LaterWindows_StretchAndCloseTheAlarmWithoutAnotherMessage()
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await FillAsync(world, monitor, Start, 15, pm10: 200);
        await FillAsync(world, monitor, Start.AddMinutes(15), 15, pm10: 250);
        await FillAsync(world, monitor, Start.AddMinutes(30), 15, pm10: 100);

        await PassAsync(world, 50);

        await using var db = world.Open();
        var alarm = await db.Set<DustAlarm>().SingleAsync();
        (alarm.From, alarm.Until, alarm.Peak, alarm.PeakAt).ShouldBe((Start, Start.AddMinutes(30), 250, Start.AddMinutes(15)));
        (await db.Set<OutboxMessage>().CountAsync()).ShouldBe(2);
    }

    /// <summary>One loud minute among quiet ones is no alarm, and a window with few readings is judged by those.</summary>
    [Fact]
    public async Task Run_MeanWithinTheLimit_OpensNone()
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await FillAsync(world, monitor, Start, 14, pm10: 10);
        await world.ReadingsAsync(monitor, monitor.Reading(Start.AddMinutes(14), pm10: 900));

        await PassAsync(world, 17);

        await using var db = world.Open();
        (await db.Set<DustAlarm>().CountAsync()).ShouldBe(0);
    }

    /// <summary>A quarter of the time at 76 dB is as much energy as 70 dB all the time; their plain mean would be 44.</summary>
    [Theory]
    [InlineData(76.1, true)]
    [InlineData(75.9, false)]
    public async Task Run_Noise_IsJudgedByItsEnergy(double loud, bool alarm)
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await world.ReadingsAsync(monitor, [.. Enumerable.Range(0, 12).Select(i => monitor.Reading(Start.AddMinutes(i), noise: i % 4 == 0 ? loud : 33))]);

        await PassAsync(world, 17);

        await using var db = world.Open();
        (await db.Set<DustAlarm>().CountAsync(a => a.Quantity == DustQuantity.Noise)).ShouldBe(alarm ? 1 : 0);
    }

    [Fact]
    public async Task Run_MeansOfHours_DoNotCount()
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await world.ReadingsAsync(monitor, monitor.Reading(Start.AddMinutes(1), pm10: 900) with { Span = DustSpan.Hour });

        await PassAsync(world, 17);

        await using var db = world.Open();
        (await db.Set<DustAlarm>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Run_ReadingsThatComeLate_ChangeNothingThatWasTold()
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await FillAsync(world, monitor, Start, 10, pm10: 10);
        await PassAsync(world, 17);

        await world.ReadingsAsync(monitor, [.. Enumerable.Range(10, 5).Select(i => monitor.Reading(Start.AddMinutes(i), pm10: 5000))]);
        await PassAsync(world, 1);

        await using var db = world.Open();
        (await db.Set<DustAlarm>().CountAsync(), await db.Set<OutboxMessage>().CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Run_TwiceAtOnce_TellsOnce()
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await FillAsync(world, monitor, Start, 15, pm10: 200);
        world.Clock.Advance(TimeSpan.FromMinutes(17));
        var watch = world.Get<LimitWatch>();

        var windows = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => watch.RunAsync()));

        windows.Sum().ShouldBe(1);
        await using var db = world.Open();
        (await db.Set<DustAlarm>().CountAsync(), await db.Set<OutboxMessage>().CountAsync()).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Run_AfterAStop_LooksAtEveryWindowThatWasMissed()
    {
        await using var world = await WatchedAsync();
        var monitor = await world.MonitorAsync();
        await FillAsync(world, monitor, Start.AddMinutes(15), 15, pm10: 200);

        world.Clock.Advance(TimeSpan.FromHours(2));
        (await world.Get<LimitWatch>().RunAsync()).ShouldBe(8);

        await using var db = world.Open();
        var alarm = await db.Set<DustAlarm>().SingleAsync();
        (alarm.From, alarm.Until, alarm.EndedBySilence).ShouldBe((Start.AddMinutes(15), Start.AddMinutes(30), true));
    }

    [Fact]
    public async Task Run_AfterTheWindowWasChanged_GoesOnWithWholeWindows()
    {
        await using var world = await WatchedAsync();
        await using (var db = world.Open())
        {
            var watch = await db.Set<DustWatch>().SingleAsync();
            watch.Advance(watch.Until.AddMinutes(7));
            await db.SaveChangesAsync();
        }

        world.Clock.Advance(TimeSpan.FromMinutes(40));

        (await world.Get<LimitWatch>().RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Run_SiteWithLimitsOfItsOwn_IsHeldToThose()
    {
        await using var world = await WatchedAsync();
        var strict = await world.MonitorAsync();
        var other = await world.MonitorAsync(await world.SiteAsync());
        await world.Get<LimitBook>().SetCityAsync(world.CityOfficer, new DustLimits { Pm10 = 300 });
        await world.Get<LimitBook>().SetSiteAsync(world.CountyOfficer, world.Site.Id, new DustLimits { Pm10 = 50 });
        await FillAsync(world, strict, Start, 15, pm10: 100);
        await FillAsync(world, other, Start, 15, pm10: 200);

        await PassAsync(world, 17);

        await using var db = world.Open();
        (await db.Set<DustAlarm>().SingleAsync()).DeviceId.ShouldBe(strict.Id);
    }

    /// <summary>A world whose watch has begun.</summary>
    private static async Task<PortalWorld> WatchedAsync(DatabaseProvider provider = DatabaseProvider.PostgreSql)
    {
        var world = await PortalWorld.CreateAsync(provider, Start.AddMinutes(2));
        await world.Get<LimitWatch>().RunAsync();
        await using var db = world.Open();
        (await db.Set<DustWatch>().SingleAsync()).Until.ShouldBe(Start);
        return world;
    }

    private static Task FillAsync(PortalWorld world, Device monitor, DateTimeOffset from, int minutes, double pm10) =>
        world.ReadingsAsync(monitor, [.. Enumerable.Range(0, minutes).Select(i => monitor.Reading(from.AddMinutes(i), pm10))]);

    private static async Task PassAsync(PortalWorld world, int minutes)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await world.Get<LimitWatch>().RunAsync();
    }
}
