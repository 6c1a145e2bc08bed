using Domain.Dust;
using Infrastructure.Database;
using Testing;
using Testing.Database;
using Testing.Dust;
using Workflows.Dust;
using static Testing.Refusals;

namespace Workflows.Tests.Dust;

public sealed class DustHistoryTests
{
    public static TheoryData<DatabaseProvider> Servers => TestServers.All;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task OfMonitor_Day_IsAPointPerQuarterOfAnHour(DatabaseProvider provider)
    {
        await using var world = await PortalWorld.CreateAsync(provider);
        var monitor = await world.MonitorAsync();
        var nine = TestClock.ShanghaiTime(2026, 11, 25, 9);
        await world.ReadingsAsync(
            monitor,
            monitor.Reading(nine, pm10: 10), monitor.Reading(nine.AddMinutes(14), pm10: 30), monitor.Reading(nine.AddMinutes(15), pm10: 50),
            monitor.Reading(TestClock.ShanghaiTime(2026, 11, 25), pm10: 1), monitor.Reading(TestClock.ShanghaiTime(2026, 11, 25).AddSeconds(-1), pm10: 999),
            monitor.Reading(TestClock.ShanghaiTime(2026, 11, 26), pm10: 999), monitor.Reading(nine.AddMinutes(1), noise: 50));

        var chart = await world.Get<DustHistory>().OfMonitorAsync(world.CountyOfficer, monitor.Id, DustQuantity.Pm10, ChartPeriod.Around(ChartSpan.Day, nine));

        chart.Series.Single().Points.ShouldBe(
        [
            new DustPoint(TestClock.ShanghaiTime(2026, 11, 25).ToUniversalTime(), 1, 1, 1, 1),
            new DustPoint(nine.ToUniversalTime(), 10, 20, 30, 2),
            new DustPoint(nine.AddMinutes(15).ToUniversalTime(), 50, 50, 50, 1),
        ]);
        chart.Limits.ShouldBe(DustLimits.Default);
    }

    /// <summary>What the database groups is what a plain loop over the same readings groups, for every span and also across a month's end.</summary>
    [Theory]
    [InlineData(ChartSpan.Hour)]
    [InlineData(ChartSpan.Day)]
    [InlineData(ChartSpan.Week)]
    [InlineData(ChartSpan.Month)]
    public async Task OfMonitor_AnySpan_IsWhatAPlainLoopFinds(ChartSpan span)
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var random = new Random(17);
        var period = ChartPeriod.Around(span, TestClock.ShanghaiTime(2026, 11, 30, 23, 30));
        var length = (period.Until - period.From).TotalSeconds;
        var readings = Enumerable.Range(0, 600)
            .Select(i => monitor.Reading(period.From.AddSeconds((int)(random.NextDouble() * length)), noise: 40 + (random.NextDouble() * 50)) with { RecordId = $"r{i}" }).ToArray();
        await world.ReadingsAsync(monitor, readings);

        var chart = await world.Get<DustHistory>().OfMonitorAsync(world.CountyOfficer, monitor.Id, DustQuantity.Noise, period);

        var expected = readings.GroupBy(r => period.From + (period.Step * Math.Floor((r.At - period.From) / period.Step))).OrderBy(g => g.Key).ToList();
        var points = chart.Series.Single().Points;
        points.Select(p => (p.At, p.Count)).ShouldBe(expected.Select(g => (g.Key, g.Count())));
        foreach (var (point, group) in points.Zip(expected))
        {
            point.Min.ShouldBe(group.Min(r => r.Noise!.Value));
            point.Max.ShouldBe(group.Max(r => r.Noise!.Value));
            point.Mean.ShouldBe(10 * Math.Log10(group.Average(r => Math.Pow(10, r.Noise!.Value / 10))), 1e-6);
        }
    }

    [Fact]
    public async Task OfMonitor_MeansBesideMoments_CountOnlyWhereThereIsNothingShorter()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var nine = TestClock.ShanghaiTime(2026, 11, 25, 9);
        await world.ReadingsAsync(monitor, monitor.Reading(nine, pm10: 10), monitor.Reading(nine.AddMinutes(1), pm10: 500) with { Span = DustSpan.Hour },
            monitor.Reading(nine.AddDays(-7), pm10: 70) with { Span = DustSpan.Hour });
        var history = world.Get<DustHistory>();

        (await history.OfMonitorAsync(world.CountyOfficer, monitor.Id, DustQuantity.Pm10, ChartPeriod.Around(ChartSpan.Day, nine))).Series.Single().Points.Single().Max.ShouldBe(10);
        (await history.OfMonitorAsync(world.CountyOfficer, monitor.Id, DustQuantity.Pm10, ChartPeriod.Around(ChartSpan.Day, nine.AddDays(-7)))).Series.Single().Points.Single().Max.ShouldBe(70);
    }

    [Fact]
    public async Task OfSite_SeveralMonitors_IsALineForEach()
    {
        await using var world = await PortalWorld.CreateAsync();
        var (first, second) = (await world.MonitorAsync(), await world.MonitorAsync());
        var nine = TestClock.ShanghaiTime(2026, 11, 25, 9);
        await world.ReadingsAsync(first, first.Reading(nine, pm10: 10));

        var chart = await world.Get<DustHistory>().OfSiteAsync(world.ProjectManager, world.Site.Id, DustQuantity.Pm10, ChartPeriod.Around(ChartSpan.Week, nine));

        chart.Series.Select(s => (s.Monitor.DeviceId, s.Points.Count)).ShouldBe([(first.Id, 1), (second.Id, 0)]);
    }

    [Fact]
    public async Task Charts_OfOthers_AreRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var history = world.Get<DustHistory>();
        var period = ChartPeriod.Around(ChartSpan.Day, world.Clock.GetUtcNow());

        foreach (var stranger in world.Strangers)
        {
            await RefusedAsync("device.unknown", () => history.OfMonitorAsync(stranger, monitor.Id, DustQuantity.Pm10, period));
            await RefusedAsync("site.unknown", () => history.OfSiteAsync(stranger, world.Site.Id, DustQuantity.Pm10, period));
        }

        (await history.OfMonitorAsync(world.Supplier, monitor.Id, DustQuantity.Pm10, period)).Series.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ChartSpan.Hour, 60)]
    [InlineData(ChartSpan.Day, 96)]
    [InlineData(ChartSpan.Week, 84)]
    [InlineData(ChartSpan.Month, 120)]
    public void Around_AnyMoment_HoldsItInWholeSteps(ChartSpan span, int steps)
    {
        var moment = TestClock.ShanghaiTime(2026, 11, 25, 9, 41);

        var period = ChartPeriod.Around(span, moment);

        (period.From <= moment && moment < period.Until).ShouldBeTrue();
        period.Steps.Count().ShouldBe(steps);
        period.Next.Previous.ShouldBe(period);
        period.Previous.Until.ShouldBe(period.From);
    }
}
