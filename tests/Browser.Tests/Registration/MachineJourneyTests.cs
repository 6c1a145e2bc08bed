using Browser.Tests.Running;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Terms;
using Testing;
using Testing.Registration;

namespace Browser.Tests.Registration;

/// <summary>From a supplier that nobody knows to captures and states that officials see, each step by whose job it is.</summary>
public sealed class MachineJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Plate = "粤G45678";

    private static readonly OrganizationDetails Supplier = new()
    {
        Name = "岭北智能科技有限公司",
        ShortName = "岭北智能",
        CreditCode = "91310115MA1TEX7K2L",
        RegionCode = PortalWorld.County,
        Address = "湾北路 1 号",
        ContactName = "何文",
        ContactPhone = "13800000021",
    };

    private PortalWorld World => visitors.Portal.World;

    [Fact]
    public async Task Machine_FromRegistrationToLiveSignals_IsSeenByWhoseJobItIs()
    {
        // The contractor's clerk registers the supplier, its key, the site and its devices.
        await using var clerk = await visitors.SignInAsync(World.SiteClerk);
        var office = new RegistrationDesk(clerk);
        var supplierId = await office.RegisterSupplierAsync(Supplier);
        var (keyId, secret) = await office.MakeKeyAsync(supplierId);
        var form = RegistrationForms.Complete(supplierId, await new RegistrationWalk(World).DepartmentAsync(), firstCode: 7001);
        var id = await office.RegisterPointAsync(form, Supplier.Name);

        // The supplier's machine sends test captures; its person sees that they were taken.
        var machine = new SupplierMachine(visitors.Portal, keyId, secret, await NumberAsync(id));
        await machine.PassAsync("test-captures", Plate);
        await using var supplier = await visitors.SignInAsync(await SupplierPersonAsync(supplierId));
        await supplier.SettleAsync($"/conformance/{id}");
        await Assertions.Expect(supplier.Page.Locator("main .badge.tone-done")).Not.ToHaveCountAsync(0);

        // The project manager compares them with the rules and lets the point go live.
        await using var manager = await visitors.SignInAsync(World.ProjectManager);
        await new RegistrationDesk(manager).GoLiveAsync(id);

        // Captures and states arrive; the county's officer sees them.
        var codes = form.Devices.Select(d => d.Code!).ToList();
        await machine.PassAsync("captures", Plate);
        await machine.ReportAsync(codes, online: true);
        await using var officer = await visitors.SignInAsync(World.CountyOfficer);
        await officer.SettleAsync("/captures");
        await officer.Page.Locator("tbody tr").Filter(new() { HasText = Plate }).First.Locator("a.row-link").ClickAsync();
        await officer.Page.WaitForURLAsync(url => url.Contains("/captures/", StringComparison.Ordinal));
        var picture = officer.Page.Locator("main img").First;
        await Assertions.Expect(picture).ToBeVisibleAsync();
        (await picture.EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }")).ShouldBePositive();

        // One device goes offline and comes back; the operator sees it.
        await using var operatorDesk = await visitors.SignInAsync(World.Operator);
        var device = $"/devices/{await DeviceAsync(codes[0])}";
        await StateShouldBecomeAsync(operatorDesk, device, OnlineState.Online);
        await machine.ReportAsync([codes[0]], online: false);
        await StateShouldBecomeAsync(operatorDesk, device, OnlineState.Offline);
        await machine.ReportAsync([codes[0]], online: true);
        await StateShouldBecomeAsync(operatorDesk, device, OnlineState.Online);

        foreach (var visitor in new[] { clerk, supplier, manager, officer, operatorDesk }) visitor.ScriptErrors.ShouldBeEmpty();
    }

    /// <summary>The state follows the signals within seconds; the page is opened anew until it does.</summary>
    private static async Task StateShouldBecomeAsync(Visitor visitor, string device, OnlineState state)
    {
        var word = Words.Of<TermTexts>($"{nameof(OnlineState)}.{state}");
        for (var looks = 0; ; looks++)
        {
            await visitor.SettleAsync(device);
            var shown = await visitor.Page.Locator(".page-state .badge").AllInnerTextsAsync();
            if (shown.Any(text => text.Contains(word, StringComparison.Ordinal))) return;
            if (looks == 30) throw new TimeoutException($"{device} shows {string.Join(", ", shown)} and not {word}.");
            await Task.Delay(1_000);
        }
    }

    private async Task<Actor> SupplierPersonAsync(long supplierId)
    {
        await using var db = World.Open();
        var person = await World.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == supplierId), Role.SupplierStaff);
        await visitors.Portal.GivePasswordsAsync();
        return person;
    }

    private async Task<string> NumberAsync(long id)
    {
        await using var db = World.Open();
        return (await db.Set<DeviceRegistration>().Where(r => r.Id == id).Select(r => r.AccessNumber).SingleAsync()).ShouldNotBeNull();
    }

    private async Task<long> DeviceAsync(string code)
    {
        await using var db = World.Open();
        return await db.Set<Device>().Where(d => d.Code == code).Select(d => d.Id).SingleAsync();
    }
}
