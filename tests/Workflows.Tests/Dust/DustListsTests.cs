using Domain.Dust;
using Domain.Organizations;
using Testing;
using Testing.Dust;
using Workflows.Dust;

namespace Workflows.Tests.Dust;

public sealed class DustListsTests
{
    [Fact]
    public async Task Monitors_LastValues_AreThoseOfTheLastMomentWithAllItsPackets()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var now = world.Clock.GetUtcNow();
        await world.ReadingsAsync(
            monitor,
            monitor.Reading(now.AddMinutes(-1), pm10: 10, noise: 40), monitor.Reading(now, pm10: 20), monitor.Reading(now, noise: 50) with { RecordId = "second packet" },
            monitor.Reading(now, pm10: 99) with { RecordId = "mean of the hour", Span = DustSpan.Hour });

        var row = (await world.Get<DustMonitors>().ListAsync(world.CountyOfficer, new MonitorQuery())).Items.Single();

        (row.DeviceId, row.LastAt, row.IsSilent).ShouldBe((monitor.Id, now, false));
        row.Values.ShouldBe(new Dictionary<DustQuantity, double> { [DustQuantity.Pm10] = 20, [DustQuantity.Noise] = 50 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Monitors_Filters_TellThemApart()
    {
        await using var world = await PortalWorld.CreateAsync();
        var (never, silent, reporting) = (await world.MonitorAsync(), await world.MonitorAsync(), await world.MonitorAsync());
        await world.InstrumentAsync(reporting, "FIND-ME");
        var now = world.Clock.GetUtcNow();
        await world.ReadingsAsync(silent, silent.Reading(now.AddMinutes(-16)));
        await world.ReadingsAsync(reporting, reporting.Reading(now.AddMinutes(-14)));
        await world.Database.AddAsync(new DustAlarm(silent, DustQuantity.Tsp, new DustWindow(now, now.AddMinutes(15), 400), 300, now));

        (await IdsAsync(world, new MonitorQuery())).ShouldBe([silent.Id, never.Id, reporting.Id], "what exceeds a limit comes first");
        (await IdsAsync(world, new MonitorQuery { State = MonitorState.Never })).ShouldBe([never.Id]);
        (await IdsAsync(world, new MonitorQuery { State = MonitorState.Silent })).ShouldBe([silent.Id]);
        (await IdsAsync(world, new MonitorQuery { State = MonitorState.Reporting })).ShouldBe([reporting.Id]);
        (await IdsAsync(world, new MonitorQuery { State = MonitorState.Exceeding })).ShouldBe([silent.Id]);
        (await IdsAsync(world, new MonitorQuery { Text = "IND-M" })).ShouldBe([reporting.Id]);
        (await IdsAsync(world, new MonitorQuery { Text = "%" })).ShouldBeEmpty();
        (await IdsAsync(world, new MonitorQuery { RegionCode = PortalWorld.NeighbourCounty })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_OfOthers_AreEmptyAndASuppliersHoldsItsOwn()
    {
        await using var world = await PortalWorld.CreateAsync();
        var own = await world.MonitorAsync();
        var neighbours = await world.MonitorAsync(supplier: world.NeighbourSupplier);
        var now = world.Clock.GetUtcNow();
        foreach (var monitor in new[] { own, neighbours })
            await world.Database.AddAsync(new DustAlarm(monitor, DustQuantity.Pm10, new DustWindow(now, now.AddMinutes(15), 200), 150, now));

        foreach (var stranger in world.Strangers.Where(s => s.OrganizationKind != OrganizationKind.Supplier))
        {
            (await world.Get<DustMonitors>().ListAsync(stranger, new MonitorQuery())).Total.ShouldBe(0, stranger.Name);
            (await world.Get<DustAlarms>().ListAsync(stranger, new AlarmQuery())).Total.ShouldBe(0, stranger.Name);
        }

        foreach (var (supplier, monitor) in new[] { (world.Supplier, own), (world.NeighbourSupplier, neighbours) })
        {
            (await world.Get<DustMonitors>().ListAsync(supplier, new MonitorQuery())).Items.Select(m => m.DeviceId).ShouldBe([monitor.Id]);
            (await world.Get<DustAlarms>().ListAsync(supplier, new AlarmQuery())).Items.Select(a => a.DeviceId).ShouldBe([monitor.Id]);
        }

        foreach (var insider in new[] { world.ProjectManager, world.Supervisor, world.Owner, world.CountyOfficer, world.CityOfficer, world.Operator })
            (await world.Get<DustAlarms>().ListAsync(insider, new AlarmQuery())).Total.ShouldBe(2, insider.Name);
    }

    [Fact]
    public async Task Alarms_Filters_TellThemApart()
    {
        await using var world = await PortalWorld.CreateAsync();
        var monitor = await world.MonitorAsync();
        var day = TestClock.ShanghaiTime(2026, 11, 20, 9);
        var over = await world.Database.AddAsync(Alarm(DustQuantity.Pm10, day, closed: true));
        var open = await world.Database.AddAsync(Alarm(DustQuantity.Noise, day.AddDays(2), closed: false));

        (await IdsAsync(new AlarmQuery())).ShouldBe([open.Id, over.Id]);
        (await IdsAsync(new AlarmQuery { Open = true })).ShouldBe([open.Id]);
        (await IdsAsync(new AlarmQuery { Open = false })).ShouldBe([over.Id]);
        (await IdsAsync(new AlarmQuery { Quantity = DustQuantity.Noise })).ShouldBe([open.Id]);
        (await IdsAsync(new AlarmQuery { Until = new DateOnly(2026, 11, 20) })).ShouldBe([over.Id]);
        (await IdsAsync(new AlarmQuery { From = new DateOnly(2026, 11, 24) })).ShouldBe([open.Id], "it still lasts");
        (await IdsAsync(new AlarmQuery { Text = monitor.Position })).Count.ShouldBe(2);

        DustAlarm Alarm(DustQuantity quantity, DateTimeOffset from, bool closed)
        {
            var alarm = new DustAlarm(monitor, quantity, new DustWindow(from, from.AddMinutes(15), 200), 150, from);
            if (closed) alarm.Take(new DustWindow(from.AddMinutes(15), from.AddMinutes(30), 1), 150, TimeSpan.FromHours(1));
            return alarm;
        }

        async Task<List<long>> IdsAsync(AlarmQuery query) => [.. (await world.Get<DustAlarms>().ListAsync(world.CountyOfficer, query)).Items.Select(a => a.Id)];
    }

    private static async Task<List<long>> IdsAsync(PortalWorld world, MonitorQuery query) =>
        [.. (await world.Get<DustMonitors>().ListAsync(world.CountyOfficer, query)).Items.Select(m => m.DeviceId)];
}
