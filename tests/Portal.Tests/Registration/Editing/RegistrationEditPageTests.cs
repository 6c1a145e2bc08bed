using System.Globalization;
using Bunit;
using Domain.Registration;
using Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Maps;
using Portal.Registration.Editing;
using Portal.Tests.Shell;
using Testing;
using Testing.Registration;
using Workflows.Drafts;
using Workflows.Maps;
using Workflows.Organizations;
using Workflows.Regions;
using Workflows.Registration;

namespace Portal.Tests.Registration.Editing;

/// <summary>The form's page on a real database.</summary>
public sealed class RegistrationEditPageTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaceContext _face = new();
    private PortalWorld _world = null!;
    private RegistrationWalk _walk = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _walk = new RegistrationWalk(_world);
        _face.Services.AddSingleton<TimeProvider>(_world.Clock).AddSingleton(_world.Get<RegistrationDrafts>()).AddSingleton(_world.Get<RegistrationSaves>())
            .AddSingleton(_world.Get<RegistrationReader>()).AddSingleton(_world.Get<RegistrationSites>()).AddSingleton(_world.Get<RegionDirectory>())
            .AddSingleton(_world.Get<OrganizationDirectory>()).AddSingleton(_world.Get<FormDrafts>()).AddSingleton(_world.Get<PlaceSearch>()).AddSingleton(new MapOptions());
        _face.As(_world.SiteClerk);
    }

    [Theory]
    [InlineData("contactPhone", "12", "phone number")]
    [InlineData("longitude", "one hundred", "number")]
    [InlineData("longitude", "21.27", "73")]
    [InlineData("site.wastes.Muck.tonnage", "-5", "above 0")]
    [InlineData("devices[0].code", "4408", "20 digits")]
    [InlineData("devices[1].latitude", "95", "54")]
    public async Task Type_BadInput_IsAnsweredBesideItsField_AndTheRestIsKept(string field, string typed, string answer)
    {
        var (id, _) = await _walk.DraftAsync();
        var page = Open(id);

        page.Find(Input(field)).Change(typed);

        page.WaitForAssertion(() => Field(page, field).QuerySelector(".field-message").ShouldNotBeNull($"beside {field}").TextContent.ShouldContain(answer, Case.Insensitive), Patience);
        page.Find(Input(field)).GetAttribute("aria-invalid").ShouldBe("true");
        page.Find(Input(field)).GetAttribute("value").ShouldBe(typed);
        page.Find(Input("pointName")).GetAttribute("value").ShouldBe("Harbour pit, gate 1");
    }

    [Fact]
    public async Task Submit_WithGaps_NamesEachBesideItsField_LeadsThere_AndLosesNothing()
    {
        var form = await _walk.FormAsync();
        var (id, _) = await _walk.DraftAsync(form: form with { ContactName = null, SupplierId = null, Devices = [form.Devices[0] with { Model = null }, .. form.Devices.Skip(2)] });
        var page = Open(id);

        await page.Find("form").SubmitAsync();

        foreach (var field in new[] { "contactName", "supplierId", "devices[0].model" })
            page.WaitForAssertion(() => page.Find(Input(field)).GetAttribute("aria-invalid").ShouldBe("true", field), Patience);
        page.Find("#" + Portal.Fields.FieldPaths.IdOf("devices")).TextContent.ShouldNotBeEmpty("a mandatory camera is missing");
        page.FindAll(".error-summary button").Count.ShouldBeGreaterThanOrEqualTo(4);
        (await StoredAsync(id)).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(RegistrationState.Draft), r => r.Form.PointName.ShouldBe("Harbour pit, gate 1"), r => r.Form.Devices.Count.ShouldBe(3));
    }

    [Fact]
    public async Task Pick_OnTheMap_SetsThePoint_ThenTheChosenDevice_AndIsStored()
    {
        var (id, _) = await _walk.DraftAsync();
        var page = Open(id);

        await page.InvokeAsync(() => page.FindComponent<PositionMap>().Instance.PickAsync(110.41234567, 21.2));
        page.Find("#map-target").Change("1");
        await page.InvokeAsync(() => page.FindComponent<PositionMap>().Instance.PickAsync(110.42, 21.21));

        page.Find(Input("longitude")).GetAttribute("value").ShouldBe("110.412346");
        page.Find(Input("devices[1].latitude")).GetAttribute("value").ShouldBe("21.21");
        var form = (await StoredAsync(id)).Form;
        (form.Longitude, form.Latitude).ShouldBe((110.412346, 21.2));
        (form.Devices[1].Longitude, form.Devices[1].Latitude).ShouldBe((110.42, 21.21));
    }

    [Fact]
    public async Task Pick_AfterSomethingUnreadableWasTyped_TakesItsPlace()
    {
        var (id, _) = await _walk.DraftAsync();
        var page = Open(id);
        page.Find(Input("longitude")).Change("here");

        await page.InvokeAsync(() => page.FindComponent<PositionMap>().Instance.PickAsync(110.5, 21.2));

        page.Find(Input("longitude")).GetAttribute("value").ShouldBe("110.5");
        Field(page, "longitude").QuerySelector(".field-message").ShouldBeNull();
    }

    [Fact]
    public async Task EnterCoordinates_OfGcj02_AreConverted_AndWhatIsNoneIsRefusedInPlace()
    {
        var (id, _) = await _walk.DraftAsync();
        var page = Open(id);
        var there = Wgs84Point.Create(110.3594, 21.2707);
        var (longitude, latitude) = Gcj02.FromWgs84(there);

        page.Find("#coordinates-datum").Change(nameof(Datum.Gcj02));
        page.Find("#coordinates").Input("110.36;21.27");
        await page.Find("#coordinates-go").ClickAsync(new());
        page.Find("#coordinates").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#coordinates").Input(string.Create(CultureInfo.InvariantCulture, $"{longitude}，{latitude}"));
        await page.Find("#coordinates-go").ClickAsync(new());

        page.Find("#coordinates").HasAttribute("aria-invalid").ShouldBeFalse();
        var form = (await StoredAsync(id)).Form;
        form.Position()!.DistanceTo(there).ShouldBeLessThan(0.2, "rounded to six digits");
    }

    [Fact]
    public async Task FindAPlace_ByACountysName_MovesTheMapAndChangesNothing()
    {
        var (id, _) = await _walk.DraftAsync();
        var page = Open(id);

        page.Find("#place-finder").Input("霞山");
        await page.Find("#place-finder-go").ClickAsync(new());
        await page.WaitForElement(".map-places button", Patience).ClickAsync(new());

        (await StoredAsync(id)).Form.Longitude.ShouldBe(RegistrationForms.Longitude);
    }

    [Fact]
    public async Task Open_ByANeighbour_ShowsNothingOfIt()
    {
        var (id, _) = await _walk.DraftAsync();
        _face.As(_world.NeighbourProjectManager);

        var page = _face.Render<RegistrationEditPage>(p => p.Add(x => x.Id, id));

        page.WaitForElement(".alert", Patience);
        page.Markup.ShouldNotContain("Harbour");
        page.FindAll("form").ShouldBeEmpty();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _face.Dispose();

    private static string Input(string field) => $"[name='{field}']";

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<RegistrationEditPage> page, string field) => page.Find(Input(field)).Closest(".field")!;

    private IRenderedComponent<RegistrationEditPage> Open(long id)
    {
        var page = _face.Render<RegistrationEditPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement(Input("devices[0].code"), Patience);
        return page;
    }

    private async Task<DeviceRegistration> StoredAsync(long id)
    {
        await using var db = _world.Open();
        return await db.Set<DeviceRegistration>().AsNoTracking().SingleAsync(r => r.Id == id);
    }
}
