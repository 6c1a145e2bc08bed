using Domain.Organizations;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Suppliers;
using Workflows.Tests.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Suppliers;

public sealed class SupplierRegisterTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    private readonly TestClock _clock = new();
    private TestDatabase _database = null!;
    private SupplierRegister _register = null!;
    private Actor _officer = null!;
    private Organization _supplier = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _register = new SupplierRegister(_database.Contexts, _clock);
        _officer = await _database.AddActorAsync(Role.CityOfficer);
        _supplier = await _database.AddOrganizationAsync(OrganizationKind.Supplier, "甲");
        await _database.AddOrganizationAsync(OrganizationKind.Supplier, "乙");
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Suspend_HoldsThroughItsLastDayInShanghai()
    {
        await _register.RestrictAsync(Suspend() with { Until = Today.AddDays(1) });
        _clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 26, 23, 59));
        var onTheLastDay = await StandingAsync();
        _clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 27));

        onTheLastDay.ShouldBe(SupplierStanding.Suspended);
        (await StandingAsync()).ShouldBe(SupplierStanding.Free);
    }

    [Fact]
    public async Task List_ByStanding_FollowsTheHeavierRestriction()
    {
        await _register.RestrictAsync(Suspend());
        await _register.RestrictAsync(Suspend() with { Kind = RestrictionKind.Blacklisted, Until = null });

        var suspended = await _register.ListAsync(_officer, new SupplierQuery { Standing = SupplierStanding.Suspended });
        var blacklisted = await _register.ListAsync(_officer, new SupplierQuery { Standing = SupplierStanding.Blacklisted });
        var free = await _register.ListAsync(_officer, new SupplierQuery { Standing = SupplierStanding.Free });

        suspended.Total.ShouldBe(0);
        blacklisted.Items.ShouldHaveSingleItem().Restriction.ShouldNotBeNull().CanLift.ShouldBeTrue();
        free.Items.ShouldHaveSingleItem().Name.ShouldBe("乙");
    }

    [Fact]
    public async Task Restrict_Twice_OrWithoutEndOrReason_IsRefused()
    {
        (await RefusalAsync(() => _register.RestrictAsync(Suspend() with { Until = null }))).ShouldBe("supplier.restriction-end-required");
        (await RefusalAsync(() => _register.RestrictAsync(Suspend() with { Until = Today.AddDays(-1) }))).ShouldBe("supplier.restriction-reversed");
        (await RefusalAsync(() => _register.RestrictAsync(Suspend() with { Reason = " " }))).ShouldBe("supplier.restriction-reason-required");
        (await RefusalAsync(() => _register.RestrictAsync(Suspend() with { SupplierId = _officer.OrganizationId }))).ShouldBe("supplier.unknown");
        await _register.RestrictAsync(Suspend());

        (await RefusalAsync(() => _register.RestrictAsync(Suspend()))).ShouldBe("supplier.already-restricted");
    }

    [Fact]
    public async Task Lift_IsForTheAuthorityThatDecided_Once()
    {
        await _register.RestrictAsync(Suspend());
        var restriction = (await _register.HistoryAsync(_officer, _supplier.Id)).ShouldHaveSingleItem();
        var elsewhere = await _database.AddActorAsync(Role.CityOfficer, "310000");
        var lift = new LiftRestriction { Actor = _officer, RestrictionId = restriction.Id, Reason = "整改完成" };

        (await RefusalAsync(() => _register.LiftAsync(lift with { Actor = elsewhere }))).ShouldBe("supplier.restriction-unknown");
        await _register.LiftAsync(lift);
        (await RefusalAsync(() => _register.LiftAsync(lift))).ShouldBe("supplier.restriction-lifted");

        (await StandingAsync()).ShouldBe(SupplierStanding.Free);
        await using var db = _database.Open();
        (await db.Set<Domain.Audit.AuditEntry>().Select(e => e.Action).ToListAsync()).ShouldBe(["supplier.suspend", "supplier.lift"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(Role.CountyOfficer)]
    [InlineData(Role.OperatorEngineer)]
    [InlineData(Role.SupplierStaff)]
    [InlineData(Role.Administrator)]
    public async Task Restrict_ByAnyoneElse_IsRefused(Role role)
    {
        var other = await _database.AddActorAsync(role, role == Role.CountyOfficer ? Xiashan : null);

        (await RefusalAsync(() => _register.RestrictAsync(Suspend() with { Actor = other }))).ShouldBe("actor.not-allowed");
        (await RefusalAsync(() => _register.LiftAsync(new LiftRestriction { Actor = other, RestrictionId = 1, Reason = "x" }))).ShouldBe("actor.not-allowed");
    }

    private RestrictSupplier Suspend() => new()
    {
        Actor = _officer,
        SupplierId = _supplier.Id,
        Kind = RestrictionKind.Suspended,
        Until = Today.AddMonths(6),
        Reason = "三个月考核低于 60 分",
    };

    private async Task<SupplierStanding> StandingAsync() =>
        (await _register.ListAsync(_officer, new SupplierQuery { Text = "甲" })).Items.Single().Standing;
}
