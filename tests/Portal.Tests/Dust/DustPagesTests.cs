using Bunit;
using Domain.Dust;
using Domain.Organizations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Dust;
using Portal.Shell;
using Portal.Tests.Shell;
using Testing;
using Testing.Dust;
using Workflows.Drafts;
using Workflows.Dust;
using Workflows.Regions;

namespace Portal.Tests.Dust;

public sealed class DustPagesTests : IAsyncLifetime, IDisposable
{
    // A real database answers, beside whatever else the machine does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaceContext _face = new();
    private PortalWorld _world = null!;
    private long _monitor;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _face.Services.AddSingleton<TimeProvider>(_world.Clock).AddSingleton(_world.Get<DustMonitors>()).AddSingleton(_world.Get<DustHistory>())
            .AddSingleton(_world.Get<DustAlarms>()).AddSingleton(_world.Get<LimitBook>()).AddSingleton(_world.Get<InstrumentRegister>())
            .AddSingleton(_world.Get<RegionDirectory>()).AddSingleton(_world.Get<FormDrafts>());
        var monitor = await _world.MonitorAsync();
        _monitor = monitor.Id;
        var now = _world.Clock.GetUtcNow();
        await _world.ReadingsAsync(monitor, [.. Enumerable.Range(0, 20).Select(i => monitor.Reading(now.AddMinutes(-i), pm10: 100 + i, noise: 60))]);
        await _world.Database.AddAsync(new DustAlarm(monitor, DustQuantity.Pm10, new DustWindow(now.AddMinutes(-30), now.AddMinutes(-15), 180), 150, now));
    }

    [Fact]
    public void List_OfMonitors_ShowsLastValuesAndWhatExceeds()
    {
        var page = Open<DustPage>(_world.CountyOfficer);

        page.WaitForElement("tbody tr", Patience).TextContent.ShouldContain("100");
        page.Find("tbody .badge").TextContent.ShouldContain("Above a limit");
    }

    [Fact]
    public void Chart_OfAMonitor_IsDrawnSaidAndListedAsATable()
    {
        var page = Open<MonitorPage>(_world.ProjectManager, _monitor, address: "/?table=1");

        page.WaitForElement("svg.chart-plane", Patience).GetAttribute("aria-label")!.ShouldContain("highest 119 µg/m³; 1 alarms");
        page.FindAll(".chart-table tbody tr").Count.ShouldBe(3, "three quarters of an hour have readings");
        page.Find(".chart-alarm").ShouldNotBeNull();
    }

    [Fact]
    public void Chart_OfANeighboursMonitor_IsRefused()
    {
        var page = Open<MonitorPage>(_world.NeighbourSupplier, _monitor);

        page.WaitForElement(".alert", Patience).TextContent.ShouldContain("no such device", Case.Insensitive);
        page.FindAll("svg.chart-plane").ShouldBeEmpty();
    }

    [Fact]
    public void Site_OfANeighbour_IsRefused() =>
        Open<SiteDustPage>(_world.NeighbourCountyOfficer, _world.Site.Id).WaitForElement(".alert", Patience).ShouldNotBeNull();

    [Fact]
    public async Task SiteLimits_ByTheCounty_AreSaved()
    {
        var page = Open<SiteDustPage>(_world.CountyOfficer, _world.Site.Id);
        page.WaitForElement("form", Patience);

        page.Find("input[name=pm10]").Change("90");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find(".facts").TextContent.ShouldContain("90 µg/m³"), Patience);
        (await _world.Get<LimitBook>().SiteAsync(_world.CountyOfficer, _world.Site.Id)).Own.ShouldBe(new DustLimits { Pm10 = 90 });
    }

    [Fact]
    public void Alarms_OfASupplier_AreShown() =>
        Open<AlarmsPage>(_world.Supplier).WaitForElement("tbody tr", Patience).TextContent.ShouldContain("180 µg/m³");

    [Fact]
    public void Alarms_OfANeighbour_AreNone() => Open<AlarmsPage>(_world.NeighbourSupplier).WaitForElement(".empty", Patience).ShouldNotBeNull();

    [Fact]
    public async Task Instrument_SetByItsSupplier_KeepsEverySetting()
    {
        var page = Open<InstrumentPage>(_world.Supplier, _monitor);
        page.WaitForElement("form", Patience);

        page.Find("input[name=mn]").Change("DUST1");
        page.Find("input[name=crcSwapped]").Change(true);
        page.Find("input[name=lengthSurplus]").Change("4");
        page.Find("input[name='quantities[3].names']").Change("NOIS LEQ");
        page.Find("input[name='quantities[3].min']").Change("30");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.FindAll(".error-summary").ShouldBeEmpty(), Patience);
        var settings = (await _world.Get<InstrumentRegister>().ReadAsync(_world.Supplier, _monitor)).Settings!;
        settings.Variant.ShouldBe(new Hj212Variant { CrcSwapped = true, LengthSurplus = 4 });
        settings.Factors.ShouldBe([new DustFactor("NOIS", DustQuantity.Noise), new DustFactor("LEQ", DustQuantity.Noise)]);
        settings.Ranges.ShouldBe(new Dictionary<DustQuantity, DustRange> { [DustQuantity.Noise] = new(30, 140) });
    }

    [Fact]
    public async Task Instrument_FrameThatAVariantWouldTake_OffersItAndTakesItOver()
    {
        await using (var db = _world.Open())
        {
            var device = await db.FindAsync<Domain.Devices.Device>(_monitor);
            await _world.InstrumentAsync(device!, "DUST1");
        }

        await _world.Database.AddAsync(new DustFrame(new DustFrameFacts
        {
            DeviceId = _monitor,
            ReceivedAt = _world.Clock.GetUtcNow(),
            RemoteAddress = "10.0.0.1",
            Text = "##0010<script>",
            Problem = DustFrameProblem.Crc,
            Fitting = new Hj212Variant { Crc = Hj212Crc.Modbus },
        }));
        var page = Open<InstrumentPage>(_world.Operator, _monitor);

        var adopt = page.WaitForElement("tbody button", Patience).ClickAsync(new());
        page.Find("tbody").TextContent.ShouldContain("The check value is wrong");
        page.Find("tbody").TextContent.ShouldContain("Would be accepted with: CRC-16/MODBUS");
        await page.InvokeAsync(() => _face.Services.GetRequiredService<Confirmations>().Answer(agreed: true));
        await adopt;

        (await _world.Get<InstrumentRegister>().ReadAsync(_world.Operator, _monitor)).Settings!.Variant.Crc.ShouldBe(Hj212Crc.Modbus);
    }

    [Fact]
    public void Instrument_OfANeighbour_IsRefused() =>
        Open<InstrumentPage>(_world.NeighbourSupplier, _monitor).WaitForElement(".alert", Patience).ShouldNotBeNull();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _face.Dispose();

    private IRenderedComponent<TPage> Open<TPage>(Actor actor, long? id = null, string? address = null)
        where TPage : IComponent
    {
        _face.As(actor);
        if (address is not null) _face.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return _face.Render<TPage>(parameters =>
        {
            if (id is { } number) parameters.TryAdd("Id", number);
        });
    }
}
