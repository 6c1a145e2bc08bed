using Domain.Audit;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Audit;
using Workflows.Tests.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Audit;

public sealed class AuditTrailTests
{
    [Fact]
    public async Task Record_KeepsOnlyWhatChanged()
    {
        await using var database = await TestDatabase.CreateAsync();
        var administrator = await database.AddActorAsync(Role.Administrator);
        await RecordAsync(
            database, administrator, TestClock.ShanghaiTime(2026, 11, 25, 9),
            new() { ["name"] = "a", ["phone"] = null, ["kind"] = Role.ProjectManager }, new() { ["name"] = "b", ["phone"] = null, ["kind"] = Role.SiteClerk });

        var entry = (await new AuditTrail(database.Contexts).ListAsync(administrator, new AuditQuery())).Items.ShouldHaveSingleItem();

        (entry.Before, entry.After).ShouldBe(("{\"name\":\"a\",\"kind\":\"ProjectManager\"}", "{\"name\":\"b\",\"kind\":\"SiteClerk\"}"));
        (entry.ActorName, entry.Role).ShouldBe((administrator.Name, Role.Administrator));
    }

    [Fact]
    public async Task List_ByDays_TakesShanghaiDaysWhole()
    {
        await using var database = await TestDatabase.CreateAsync();
        var administrator = await database.AddActorAsync(Role.Administrator);
        foreach (var (day, hour, minute) in new[] { (24, 23, 59), (25, 0, 0), (25, 23, 59), (26, 0, 0) })
            await RecordAsync(database, administrator, TestClock.ShanghaiTime(2026, 11, day, hour, minute), null, new() { ["name"] = "a" });
        var day25 = new DateOnly(2026, 11, 25);

        var found = await new AuditTrail(database.Contexts).ListAsync(administrator, new AuditQuery { From = day25, Until = day25, Text = "subject" });

        found.Items.Select(e => e.At).ShouldBe([TestClock.ShanghaiTime(2026, 11, 25, 23, 59), TestClock.ShanghaiTime(2026, 11, 25)]);
    }

    [Fact]
    public async Task List_OfWhatIsToldByItsId_KnowsItsName()
    {
        await using var database = await TestDatabase.CreateAsync();
        var administrator = await database.AddActorAsync(Role.Administrator);
        var owner = (await database.AddActorAsync(Role.ProjectManager)).OrganizationId;
        const long gone = 999_999;
        await RecordAsync(
            database, administrator, TestClock.ShanghaiTime(2026, 11, 25, 9),
            new() { ["ownerId"] = owner, ["site"] = gone, ["count"] = owner }, new() { ["ownerId"] = administrator.OrganizationId, ["site"] = null, ["count"] = 3 });
        var trail = new AuditTrail(database.Contexts);

        var shown = (await trail.ListAsync(administrator, new AuditQuery())).Items.ShouldHaveSingleItem();
        var export = AuditTrail.Export(administrator, new AuditQuery());
        await using var db = database.Open();
        var exported = (await export.Complete!(db, await export.Rows(db, 10).ToListAsync(), default)).ShouldHaveSingleItem();

        foreach (var row in new[] { shown, exported })
        {
            row.Names[("ownerId", administrator.OrganizationId)].ShouldBe(administrator.OrganizationName);
            row.Names.Keys.ShouldBe([("ownerId", owner), ("ownerId", administrator.OrganizationId)], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task List_ByAnyoneElse_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var other = await database.AddActorAsync(Role.CityOfficer);

        (await RefusalAsync(() => new AuditTrail(database.Contexts).ListAsync(other, new AuditQuery()))).ShouldBe("actor.not-allowed");
    }

    private static async Task RecordAsync(
        TestDatabase database, Actor by, DateTimeOffset at, Dictionary<string, object?>? before, Dictionary<string, object?>? after)
    {
        await using var db = database.Open();
        Auditing.Record(db, by, "organization.change", new AuditSubject("organization", 1, "subject"), at, before, after);
        await db.SaveChangesAsync();
    }
}
