using Bunit;
using Domain.Devices;
using Domain.Organizations;
using Domain.Values;
using Microsoft.Extensions.DependencyInjection;
using Portal.Devices;
using Portal.Tests.Shell;
using Testing;
using Testing.Devices;
using Workflows.Devices;
using Workflows.Regions;
using static Testing.Refusals;

namespace Portal.Tests.Devices;

/// <summary>Pages of a world in which one of two devices fell silent.</summary>
public sealed class OnlinePagesTests : IAsyncLifetime
{
    // A real database answers, beside whatever else the machine does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PortalWorld _world = null!;
    private IReadOnlyList<Device> _devices = [];

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        var signals = new Signals(_world);
        _devices = await signals.DevicesAsync(2);
        await signals.LiveAsync(_devices, TimeSpan.FromMinutes(5));
        await signals.LiveAsync([_devices[1]], TimeSpan.FromMinutes(45));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public void Outages_ForTheSupplier_OfferTheReport()
    {
        using var context = Context(_world.Supplier);
        var page = context.Render<OutagesPage>();
        page.WaitForElement("tbody tr", Patience);

        page.Find("button[aria-label='Report recovery: Gate 1']").Click();
        page.Find("form").Submit();

        page.WaitForAssertion(() => page.Find("tbody").TextContent.ShouldContain("Reported, to be seen"), Patience);
        page.FindAll("tbody button").ShouldBeEmpty();
    }

    [Fact]
    public void Outages_ForOthersOfTheSite_AreToBeReadOnly()
    {
        foreach (var reader in new[] { _world.ProjectManager, _world.Operator, _world.CountyOfficer })
        {
            using var context = Context(reader);
            var page = context.Render<OutagesPage>();
            page.WaitForElement("tbody tr", Patience);

            page.FindAll("tbody tr").Count.ShouldBe(1);
            page.FindAll("tbody button").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Outages_ForANeighbour_AreNone()
    {
        using var context = Context(_world.NeighbourSupplier);
        var page = context.Render<OutagesPage>();

        page.WaitForAssertion(() => page.Markup.ShouldContain("No outages"), Patience);
    }

    [Fact]
    public void History_OfADevice_SaysInWordsWhatTheBarsShow()
    {
        using var context = Context(_world.CountyOfficer);
        var page = context.Render<HistorySection>(p => p.Add(x => x.DeviceId, _devices[0].Id).Add(x => x.View, "day"));

        var bar = page.WaitForElement("svg[role=img]", Patience);
        bar.GetAttribute("aria-label").ShouldBe("2026-11-25: online 14 %, offline 43 min, 2 times");
        page.FindAll("tbody")[0].Children[0].TextContent.ShouldContain("Offline (Device)");
        page.FindAll("nav a[aria-current=true]").ShouldHaveSingleItem().TextContent.ShouldBe("Day");
    }

    [Fact]
    public async Task History_OfANeighboursDevice_IsRefused()
    {
        using var context = Context(_world.NeighbourSupplier);
        var page = context.Render<DevicePage>(p => p.Add(x => x.Id, _devices[0].Id));

        page.WaitForElement(".alert", Patience);
        page.FindAll("svg[role=img]").ShouldBeEmpty();
        var day = new Period(_world.Clock.GetUtcNow().AddDays(-1), _world.Clock.GetUtcNow());
        await RefusedAsync("device.unknown", () => _world.Get<DeviceHistories>().ReadAsync(_world.NeighbourSupplier, _devices[0].Id, day));
    }

    [Fact]
    public void Rates_OfSites_ShowTheShareAndWhatIsOfflineNow()
    {
        using var context = Context(_world.CountyOfficer);
        var page = context.Render<OnlineRatesPage>();

        var cells = page.WaitForElements("tbody td", Patience).Select(c => c.TextContent.Trim()).ToList();
        cells[0].ShouldBe(_world.Site.Name);
        cells[1].ShouldBe("56 %");
        cells[3].ShouldBe("1");
    }

    [Fact]
    public void Devices_InTheList_ShowTheirStateAndRate()
    {
        using var context = Context(_world.Supplier);
        var page = context.Render<DevicesPage>();

        var rows = page.WaitForElements("tbody tr", Patience).Select(r => r.TextContent).ToList();
        rows[0].ShouldContain("Offline");
        rows[0].ShouldContain("14 %");
        rows[1].ShouldContain("98 %");
    }

    private FaceContext Context(Actor actor)
    {
        var context = new FaceContext(_world.Database.Contexts).As(actor);
        context.Clock.MoveTo(_world.Clock.GetUtcNow());
        context.Services.AddSingleton(_world.Get<Outages>()).AddSingleton(_world.Get<OnlineRates>()).AddSingleton(_world.Get<DeviceHistories>())
            .AddSingleton(_world.Get<DeviceRecords>()).AddSingleton(_world.Get<RegionDirectory>());
        return context;
    }
}
