using System.Globalization;
using Browser.Tests.Running;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Microsoft.Playwright;
using Portal.Registration;
using Portal.Suppliers.Keys;

namespace Browser.Tests.Registration;

/// <summary>What a contractor's people do before a supplier's machine can send: register it, make its key, register the point, go live.</summary>
internal sealed class RegistrationDesk(Visitor visitor)
{
    private readonly IPage _page = visitor.Page;

    /// <returns>The supplier's id.</returns>
    public async Task<long> RegisterSupplierAsync(OrganizationDetails details)
    {
        await visitor.GoAsync("/suppliers/new");
        await FillAsync("name", details.Name);
        await FillAsync("shortName", details.ShortName);
        await FillAsync("creditCode", details.CreditCode);
        foreach (var (level, code) in new[] { details.RegionCode![..2] + "0000", details.RegionCode[..4] + "00", details.RegionCode }.Index())
            await Field($"regionCode.{level}").SelectOptionAsync(code);
        await FillAsync("address", details.Address);
        await FillAsync("contactName", details.ContactName);
        await FillAsync("contactPhone", details.ContactPhone);
        await SubmitAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));
        return LastId();
    }

    /// <summary>Makes a key for the supplier and writes down what is shown once.</summary>
    public async Task<(string KeyId, string Secret)> MakeKeyAsync(long supplierId)
    {
        await visitor.GoAsync($"/supplier-keys/new?supplier={supplierId}");
        await FillAsync("name", "1 号门");
        await _page.Locator("main form button[type=submit]").ClickAsync();
        var key = (await _page.Locator("#key-id").InnerTextAsync(), await _page.Locator("#key-secret").InnerTextAsync());
        await _page.GetByRole(AriaRole.Link, new() { Name = Words.Of<KeyTexts>("SecretKept") }).ClickAsync();
        await Assertions.Expect(_page.Locator("#key-secret")).ToHaveCountAsync(0);
        return key;
    }

    /// <summary>Fills in S0's form for a new site with its gate cameras, and saves it as complete.</summary>
    /// <returns>The registration's id.</returns>
    public async Task<long> RegisterPointAsync(RegistrationForm form, string supplierName)
    {
        await visitor.GoAsync("/registrations");
        await _page.GetByRole(AriaRole.Button, new() { Name = Words.Of<RegistrationTexts>("New"), Exact = true }).ClickAsync();
        await _page.WaitForURLAsync("**/edit");
        await Field("origin").And(_page.Locator("[value=ByHand]")).CheckAsync();
        await FillSiteAsync(form.Site);
        await FillAsync("pointName", form.PointName);
        await FillAsync("contactName", form.ContactName);
        await FillAsync("contactPhone", form.ContactPhone);
        await FillAsync("supplierId", supplierName);
        await FillAsync("longitude", Number(form.Longitude));
        await FillAsync("latitude", Number(form.Latitude));
        for (var i = 0; i < form.Devices.Count; i++)
        {
            var (device, path) = (form.Devices[i], $"devices[{i}].");
            await Field(path + "kind").SelectOptionAsync(device.Kind!.Value.ToString());
            await FillAsync(path + "code", device.Code);
            await FillAsync(path + "brand", device.Brand);
            await FillAsync(path + "model", device.Model);
            await FillAsync(path + "parameters", device.Parameters);
            await FillAsync(path + "longitude", Number(device.Longitude));
            await FillAsync(path + "latitude", Number(device.Latitude));
        }

        await SubmitAsync(url => !url.EndsWith("/edit", StringComparison.Ordinal));
        return LastId();
    }

    /// <summary>Compares what the cameras sent with the rules, sees the overlay on a picture of each, and lets the point go live.</summary>
    public async Task GoLiveAsync(long id)
    {
        await visitor.GoAsync($"/registrations/{id}");
        var panel = _page.Locator("#go-live");
        await Assertions.Expect(panel.Locator("figure img")).ToHaveCountAsync(DeviceKinds.Gate.Count);
        foreach (var kind in DeviceKinds.Gate)
        {
            var done = panel.Locator("figcaption .badge");
            var before = await done.CountAsync();
            await panel.Locator("figure").Filter(new() { HasNot = _page.Locator(".badge") }).First
                .GetByRole(AriaRole.Button, new() { Name = Words.Of<RegistrationTexts>("ConfirmOverlay") }).ClickAsync();
            await Assertions.Expect(done).ToHaveCountAsync(before + 1);
        }

        await Assertions.Expect(panel.Locator("tbody .badge:not(.tone-done)")).ToHaveCountAsync(0);
        await panel.GetByRole(AriaRole.Button, new() { Name = Words.Of<RegistrationTexts>("RequestGoLive"), Exact = true }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = Words.Of<RegistrationTexts>("GoLive"), Exact = true }).ClickAsync();
        await _page.GetByRole(AriaRole.Dialog).Locator("button.primary").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0);
    }

    private async Task FillSiteAsync(MuckSiteForm site)
    {
        await FillAsync("site.name", site.Name);
        await FillAsync("site.address", site.Address);
        await Field("site.regionCode").SelectOptionAsync(site.RegionCode!);
        await Field("site.departmentId").SelectOptionAsync(Text(site.DepartmentId));
        await FillAsync("site.startDate", Text(site.StartDate));
        await FillAsync("site.endDate", Text(site.EndDate));
        await Field("site.category").SelectOptionAsync(Text(site.Category));
        await Field("site.managementLevel").SelectOptionAsync(Text(site.ManagementLevel));
        await Field("site.centralEnterprise").And(_page.Locator($"[value={site.CentralEnterprise}]")).CheckAsync();
        await FillUnitAsync("site.owner.", site.Owner);
        await FillUnitAsync("site.generalContractor.", site.GeneralContractor);
        foreach (var waste in site.Wastes)
        {
            var path = $"site.wastes.{waste.Kind}.";
            await Field(path + "leaves").CheckAsync();
            await FillAsync(path + "transporter", waste.Transporter);
            await FillAsync(path + "contactName", waste.ContactName);
            await FillAsync(path + "phone", waste.Phone);
            await FillAsync(path + "tonnage", Text(waste.Tonnage));
            await FillAsync(path + "from", Text(waste.From));
            await FillAsync(path + "until", Text(waste.Until));
        }
    }

    private async Task FillUnitAsync(string path, UnitContact unit)
    {
        await FillAsync(path + "name", unit.Name);
        await FillAsync(path + "address", unit.Address);
        await FillAsync(path + "contactName", unit.ContactName);
        await FillAsync(path + "phone", unit.Phone);
    }

    private async Task SubmitAsync(Func<string, bool> gone)
    {
        await _page.Locator("main form button[type=submit]").ClickAsync();
        try
        {
            await _page.WaitForURLAsync(gone);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"It was not saved. The page says: {await _page.Locator("main").InnerTextAsync()}", late);
        }
    }

    private ILocator Field(string path) => _page.Locator($"[name=\"{path}\"]");

    private Task FillAsync(string path, string? text) => Field(path).FillAsync(text!);

    private long LastId() => long.Parse(new Uri(_page.Url).Segments[^1], CultureInfo.InvariantCulture);

    private static string Number(double? value) => value!.Value.ToString("F6", CultureInfo.InvariantCulture);

    private static string Text<T>(T? value) => value switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
