using Domain.Audit;
using Domain.Organizations;
using Domain.Regions;
using Domain.Values;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Suppliers;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Suppliers;

public sealed class SupplierEntriesTests : IAsyncLifetime
{
    private const string Phone = "13800138000";

    /// <summary>Well formed, with a wrong check digit.</summary>
    private const string UnusualCode = "91310115MA1TEX7K2A";

    private PortalWorld _world = null!;
    private SupplierEntries _entries = null!;
    private SupplierRegister _register = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        await _world.Database.AddAsync(new Region(RegionCode.Parse("310115"), "浦东新区", null));
        (_entries, _register) = (_world.Get<SupplierEntries>(), _world.Get<SupplierRegister>());
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Register_ByAContractorsPeople_IsFoundByEachOfItsFacts()
    {
        var id = await RegisterAsync(_world.SiteClerk);

        await ShouldFindAsync(new SupplierQuery { Text = "海港智能科技有限" }, id);
        await ShouldFindAsync(new SupplierQuery { Text = "海港智能" }, id);
        await ShouldFindAsync(new SupplierQuery { CreditCode = "MA1TEX7K" }, id);
        await ShouldFindAsync(new SupplierQuery { RegionCode = "310000" }, id);
        await ShouldFindAsync(new SupplierQuery { Address = "港湾路" }, id);
        await ShouldFindAsync(new SupplierQuery { Contact = "梁" }, id);
        await ShouldFindAsync(new SupplierQuery { Contact = Phone }, id);
        (await _register.ListAsync(_world.Operator, new SupplierQuery { Contact = "138" })).Total.ShouldBe(0, "a phone number is not found by its parts");
    }

    [Fact]
    public async Task Register_WithoutOneOfTheSevenFacts_IsRefused()
    {
        OrganizationDetails[] incomplete =
        [
            Details() with { ShortName = null }, Details() with { CreditCode = " " }, Details() with { RegionCode = null }, Details() with { Address = "" },
            Details() with { ContactName = null }, Details() with { ContactPhone = null }, Details() with { Name = "" },
        ];

        foreach (var details in incomplete)
            (await RefusalAsync(() => RegisterAsync(_world.ProjectManager, details))).ShouldBe("field.required");
    }

    [Fact]
    public async Task Register_WithAnUnusualCreditCode_AsksForConfirmation()
    {
        var details = Details() with { CreditCode = UnusualCode };

        (await RefusalAsync(() => RegisterAsync(_world.Operator, details))).ShouldBe("organization.credit-code-unconfirmed");
        var id = await RegisterAsync(_world.Operator, details, confirmed: true);

        await ShouldFindAsync(new SupplierQuery { CreditCode = UnusualCode }, id);
        (await RefusalAsync(() => RegisterAsync(_world.Operator, details with { Name = "另一家公司" }, confirmed: true))).ShouldBe("organization.credit-code-taken");
    }

    [Fact]
    public async Task Register_BySomebodyElse_IsRefused()
    {
        foreach (var other in new[] { _world.CountyOfficer, _world.Supplier, _world.Owner, _world.Supervisor })
            (await RefusalAsync(() => RegisterAsync(other))).ShouldBe("actor.not-allowed");
    }

    [Fact]
    public async Task Contacts_OfASupplierWithoutDealings_AreHiddenFromAContractor_InListPageAndSearch()
    {
        var id = await RegisterAsync(_world.Operator);

        var row = (await _register.ListAsync(_world.ProjectManager, new SupplierQuery { Text = "海港" })).Items.ShouldHaveSingleItem();
        var page = await _register.ReadAsync(_world.ProjectManager, id);

        row.ShouldSatisfyAllConditions(r => r.ContactName.ShouldBeNull(), r => r.Phone.ShouldBeNull(), r => r.Address.ShouldBeNull(), r => r.CreditCode.ShouldNotBeNull());
        page.ShouldSatisfyAllConditions(p => p.CanRevealPhone.ShouldBeFalse(), p => p.CanChange.ShouldBeFalse(), p => p.Row.Phone.ShouldBeNull());
        (await RefusalAsync(() => _entries.RevealPhoneAsync(_world.ProjectManager, id))).ShouldBe("actor.not-allowed");
        (await RefusalAsync(() => _entries.ReadForChangeAsync(_world.ProjectManager, id))).ShouldBe("actor.not-allowed");
        // Filters by what is hidden do not narrow the list.
        var searched = await _register.ListAsync(_world.ProjectManager, new SupplierQuery { Text = "海港", Contact = "nobody" });
        searched.Total.ShouldBe(1);
    }

    [Fact]
    public async Task Phone_OfTheSupplierOfOnesSite_CanBeRevealed_AndIsRecorded()
    {
        var id = await RegisterAsync(_world.Operator);
        await using (var db = _world.Open())
        {
            var site = await db.Set<Domain.Sites.Site>().Include(s => s.Participants).SingleAsync(s => s.Id == _world.Site.Id);
            site.AddParticipant(await db.Set<Organization>().SingleAsync(o => o.Id == id));
            await db.SaveChangesAsync();
        }

        var page = await _register.ReadAsync(_world.ProjectManager, id);
        var phone = await _entries.RevealPhoneAsync(_world.ProjectManager, id);

        page.Row.Phone.ShouldBe("138****00");
        page.CanRevealPhone.ShouldBeTrue();
        phone.ShouldBe(Phone);
        (await RefusalAsync(() => _entries.RevealPhoneAsync(_world.NeighbourProjectManager, id))).ShouldBe("actor.not-allowed");
        await using var after = _world.Open();
        var entry = await after.Set<AuditEntry>().SingleAsync(e => e.Action == "supplier.phone-shown");
        entry.ShouldSatisfyAllConditions(e => e.AccountId.ShouldBe(_world.ProjectManager.AccountId), e => e.SubjectId.ShouldBe(id), e => e.After.ShouldBeNull());
    }

    [Fact]
    public async Task Change_ByItsOwnStaff_KeepsNameAndCodes()
    {
        var id = await RegisterAsync(_world.Operator);
        await using var db = _world.Open();
        var staff = await _world.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == id), Role.SupplierStaff);
        var (details, revision) = await _entries.ReadForChangeAsync(staff, id);

        await ChangeAsync(staff, id, details with { Name = "改名公司", CreditCode = UnusualCode, ContactName = "赵工" }, revision);

        var row = (await _register.ReadAsync(_world.Operator, id)).Row;
        row.ShouldSatisfyAllConditions(
            r => r.Name.ShouldBe(Details().Name), r => r.CreditCode.ShouldBe(Details().CreditCode), r => r.ContactName.ShouldBe("赵工"));
        (await RefusalAsync(() => ChangeAsync(staff, id, details, revision))).ShouldBe("organization.changed-meanwhile");
        (await RefusalAsync(() => ChangeAsync(_world.CountyOfficer, id, details, revision))).ShouldBe("actor.not-allowed");
    }

    [Fact]
    public async Task Suppliers_ForASuppliersStaff_AreItselfAlone()
    {
        var other = await RegisterAsync(_world.Operator);

        (await _register.ListAsync(_world.Supplier, new SupplierQuery())).Items.ShouldHaveSingleItem().Id.ShouldBe(_world.Supplier.OrganizationId);
        (await RefusalAsync(() => _register.ReadAsync(_world.Supplier, other))).ShouldBe("supplier.unknown");
        (await RefusalAsync(() => _register.HistoryAsync(_world.Supplier, other))).ShouldBe("supplier.unknown");
        (await RefusalAsync(() => _entries.RevealPhoneAsync(_world.Supplier, other))).ShouldBe("supplier.unknown");
        (await RefusalAsync(() => _entries.ReadForChangeAsync(_world.Supplier, other))).ShouldBe("supplier.unknown");
    }

    private async Task ShouldFindAsync(SupplierQuery query, long id) =>
        (await _register.ListAsync(_world.Operator, query)).Items.ShouldHaveSingleItem(query.ToString()).Id.ShouldBe(id);

    private Task<long> RegisterAsync(Actor actor, OrganizationDetails? details = null, bool confirmed = false) =>
        _entries.RegisterAsync(new RegisterSupplier { Actor = actor, Details = details ?? Details(), CreditCodeConfirmed = confirmed });

    private Task ChangeAsync(Actor actor, long id, OrganizationDetails details, long revision) =>
        _entries.ChangeAsync(new ChangeSupplier { Actor = actor, SupplierId = id, Details = details, Revision = revision });

    private static OrganizationDetails Details() => new()
    {
        Name = "海港智能科技有限公司",
        ShortName = "海港智能",
        CreditCode = "91310115MA1TEX7K2L",
        RegionCode = "310115",
        Address = "港湾路 1 号",
        ContactName = "梁工",
        ContactPhone = Phone,
    };
}
