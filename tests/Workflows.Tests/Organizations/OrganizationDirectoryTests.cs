using Domain.Organizations;
using Domain.Suppliers;
using Testing;
using Testing.Database;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Tests.Organizations;

public sealed class OrganizationDirectoryTests
{
    [Fact]
    public async Task List_Filtered_FindsByKindRegionTextAndState()
    {
        await using var database = await TestDatabase.CreateAsync();
        var administrator = await database.AddActorAsync(Role.Administrator);
        await database.AddOrganizationAsync(OrganizationKind.Contractor, "湛江一建", People.Xiashan);
        await database.AddOrganizationAsync(OrganizationKind.Contractor, "湛江二建", People.Chikan);
        await database.AddOrganizationAsync(OrganizationKind.Contractor, "上海一建", "310101");
        await database.AddOrganizationAsync(OrganizationKind.Owner, "湛江一建");
        var directory = new OrganizationDirectory(database.Contexts, new TestClock());

        var inCity = await directory.ListAsync(administrator, new OrganizationQuery { Kind = OrganizationKind.Contractor, RegionCode = People.Zhanjiang });
        var named = await directory.ListAsync(administrator, new OrganizationQuery { Text = "一建" });
        var second = await directory.ListAsync(administrator, new OrganizationQuery { Text = "一建", Page = new PageRequest { Number = 2, Size = 2, Sort = "name" } });
        var wild = await directory.ListAsync(administrator, new OrganizationQuery { Text = "%" });
        var disabled = await directory.ListAsync(administrator, new OrganizationQuery { Enabled = false });

        inCity.Items.Select(o => o.Name).ShouldBe(["湛江一建", "湛江二建"], ignoreOrder: true);
        named.Total.ShouldBe(3);
        (second.Items.Count, second.Total).ShouldBe((1, 3));
        (wild.Total, disabled.Total).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Options_OfSuppliers_ShowTheRestrictionThatEndsLast()
    {
        await using var database = await TestDatabase.CreateAsync();
        var officer = await database.AddActorAsync(Role.CityOfficer);
        var clock = new TestClock();
        var today = new DateOnly(2026, 11, 25);
        var free = await database.AddOrganizationAsync(OrganizationKind.Supplier, "甲");
        var suspended = await database.AddOrganizationAsync(OrganizationKind.Supplier, "乙");
        var served = await database.AddOrganizationAsync(OrganizationKind.Supplier, "丙");
        await RestrictAsync(suspended.Id, RestrictionKind.Suspended, today, today.AddDays(5));
        await RestrictAsync(suspended.Id, RestrictionKind.Suspended, today, today.AddDays(30));
        await RestrictAsync(served.Id, RestrictionKind.Suspended, today.AddDays(-30), today.AddDays(-1));
        var disabled = await database.AddOrganizationAsync(OrganizationKind.Supplier, "丁");
        await using (var db = database.Open())
        {
            db.Attach(disabled);
            disabled.Disable();
            await db.SaveChangesAsync();
        }

        var options = await new OrganizationDirectory(database.Contexts, clock).OptionsAsync(OrganizationKind.Supplier, text: null);

        options.ToDictionary(o => o.Name, o => o.Restriction).ShouldBe(new Dictionary<string, OptionRestriction?>
        {
            ["甲"] = null,
            ["乙"] = new OptionRestriction(RestrictionKind.Suspended, today.AddDays(30)),
            ["丙"] = null,
        }, ignoreOrder: true);
        options.Single(o => o.Name == "甲").Id.ShouldBe(free.Id);

        Task<SupplierRestriction> RestrictAsync(long supplier, RestrictionKind kind, DateOnly from, DateOnly until) =>
            database.AddAsync(new SupplierRestriction(supplier, kind, from, until, "离线率过高", officer, clock.GetUtcNow()));
    }
}
