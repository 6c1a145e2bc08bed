using Domain.Devices;
using Domain.Organizations;
using Domain.Values;
using Testing.Database;
using Workflows.Devices;
using Workflows.Lists;

namespace Workflows.Tests.Devices;

public sealed class OnlineRatesTests : OnlineTest
{
    [Fact]
    public async Task OfDevices_OverAPeriod_IsOnlineTimeOfTheTimeThatCounts()
    {
        var devices = await Signals.DevicesAsync(2);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));
        await Signals.LiveAsync([devices[0]], TimeSpan.FromMinutes(20));

        var rates = await RatesAsync(World.Supplier, devices, new Period(Start.AddMinutes(5), Start.AddMinutes(25)));

        rates[devices[0].Id].Share.ShouldBe(1.0);
        // Offline from minute 13 on.
        rates[devices[1].Id].Share!.Value.ShouldBe(8 / 20.0, 1e-9);
    }

    [Fact]
    public async Task OfDevices_OurOwnOutage_IsLeftOut()
    {
        var devices = await Signals.DevicesAsync(1);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));
        await World.Database.AddAsync(new PlatformOutage(Start.AddMinutes(10), Start.AddMinutes(30)));
        World.Clock.Advance(TimeSpan.FromMinutes(20));
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));

        var rate = (await RatesAsync(World.Supplier, devices, new Period(Start.AddMinutes(5), Start.AddMinutes(40))))[devices[0].Id];

        (rate.Share, rate.Platform).ShouldBe((1.0, TimeSpan.FromMinutes(18)));
    }

    [Fact]
    public async Task OfDevices_NeverInService_HaveNoRate()
    {
        var devices = await Signals.DevicesAsync(1, inService: false);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));

        var rates = await RatesAsync(World.Supplier, devices, new Period(Start, Now));

        rates.GetValueOrDefault(devices[0].Id, OnlineRate.None).Share.ShouldBeNull();
    }

    [Fact]
    public async Task OfSitesAndSuppliers_AddTheirDevicesUp()
    {
        var devices = await Signals.DevicesAsync(2);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));
        await Signals.LiveAsync([devices[0]], TimeSpan.FromMinutes(20));
        var query = new RateQuery { Period = new Period(Start.AddMinutes(5), Start.AddMinutes(25)) };

        var site = (await World.Get<OnlineRates>().OfSitesAsync(World.CountyOfficer, query)).Rows.Items.ShouldHaveSingleItem();
        var supplier = (await World.Get<OnlineRates>().OfSuppliersAsync(World.CountyOfficer, query)).Rows.Items.ShouldHaveSingleItem();

        (site.Id, site.Devices, site.Offline, site.Rate.Share).ShouldBe((World.Site.Id, 2, 1, 28 / 40.0));
        (supplier.Id, supplier.Rate.Share).ShouldBe((World.Supplier.OrganizationId, 28 / 40.0));
    }

    [Fact]
    public async Task Export_OfDevices_HasTheRatesOfThePage_ReadForAllTogether()
    {
        var devices = await Signals.DevicesAsync(3);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(10));
        await Signals.LiveAsync([devices[0]], TimeSpan.FromMinutes(20));
        var page = await RatesAsync(World.Supplier, devices, new Period(Now.AddDays(-DeviceRecords.RateDays), Now));
        using var commands = new CommandCount(World.Database, nameof(DeviceInterval));

        var rows = await World.Get<RowExports>().ReadAsync(DeviceRecords.Export(World.Supplier, new DeviceQuery(), Now)).ToListAsync();

        rows.ToDictionary(r => r.Id, r => r.Rate).ShouldBe(page, ignoreOrder: true);
        rows.Select(r => r.Rate.Share).Distinct().Count().ShouldBe(2);
        commands.Count.ShouldBe(2, "for the rates of all rows together");
    }

    [Fact]
    public async Task Rates_OfNeighbours_AreNotThere()
    {
        var devices = await Signals.DevicesAsync(1);
        await Signals.LiveAsync(devices, TimeSpan.FromMinutes(5));
        var query = new RateQuery { Period = new Period(Start, Now) };
        var rates = World.Get<OnlineRates>();

        foreach (var stranger in World.Strangers)
        {
            (await RatesAsync(stranger, devices, query.Period)).ShouldBeEmpty();
            (await rates.OfSitesAsync(stranger, query)).Rows.Items.ShouldBeEmpty();
            (await rates.OfSuppliersAsync(stranger, query)).Rows.Items.ShouldBeEmpty();
        }
    }

    /// <summary>On a site with two suppliers each sees its own devices only.</summary>
    [Fact]
    public async Task Rates_OfAnotherSupplierOnTheSite_AreNotThere()
    {
        var own = await Signals.DevicesAsync(1);
        var others = await Signals.DevicesAsync(1, supplier: World.NeighbourSupplier);
        await Signals.LiveAsync([.. own, .. others], TimeSpan.FromMinutes(5));

        var rates = await RatesAsync(World.Supplier, [.. own, .. others], new Period(Start, Now));

        rates.Keys.ShouldBe([own[0].Id]);
    }

    private Task<IReadOnlyDictionary<long, OnlineRate>> RatesAsync(Actor actor, IReadOnlyList<Device> devices, Period period) =>
        World.Get<OnlineRates>().OfDevicesAsync(actor, [.. devices.Select(d => d.Id)], period);
}
