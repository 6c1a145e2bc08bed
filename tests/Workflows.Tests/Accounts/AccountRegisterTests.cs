using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Accounts;
using Workflows.Tests.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Accounts;

public sealed class AccountRegisterTests : IAsyncLifetime
{
    private readonly PasswordHasher<Account> _hasher = new();
    private readonly TestClock _clock = new();
    private TestDatabase _database = null!;
    private AccountRegister _register = null!;
    private AccountMemberships _memberships = null!;
    private Actor _administrator = null!;
    private Organization _contractor = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _register = new AccountRegister(_database.Contexts, _hasher, new UpperInvariantLookupNormalizer(), _clock);
        _memberships = new AccountMemberships(_database.Contexts, _clock);
        _administrator = await _database.AddActorAsync(Role.Administrator);
        _contractor = await _database.AddOrganizationAsync(OrganizationKind.Contractor);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Create_GivesAPasswordThatHoldsAndMustBeChanged_AndIsNowhereInTheRecord()
    {
        var created = await _register.CreateAsync(Create("li.ming"));

        var account = await AccountAsync(created.Id);
        _hasher.VerifyHashedPassword(account, account.PasswordHash!, created.InitialPassword).ShouldBe(PasswordVerificationResult.Success);
        (account.PasswordChangeRequired, account.NormalizedUserName, account.LockoutEnabled).ShouldBe((true, "LI.MING", true));
        PasswordRules.Refusal(created.InitialPassword).ShouldBeNull();
        await using var db = _database.Open();
        (await db.Set<Membership>().SingleAsync(m => m.AccountId == created.Id)).Role.ShouldBe(Role.ProjectManager);
        var entries = await db.Set<AuditEntry>().Where(e => e.SubjectId == created.Id).ToListAsync();
        entries.Select(e => e.Action).ShouldBe(["account.create", "membership.add"], ignoreOrder: true);
        entries.ShouldAllBe(e => !e.After!.Contains(created.InitialPassword) && !e.After.Contains(account.PasswordHash!));
    }

    [Theory]
    [InlineData("ab", "account.user-name-malformed")]
    [InlineData("1abc", "account.user-name-malformed")]
    [InlineData("li ming", "account.user-name-malformed")]
    [InlineData(" ", "field.required")]
    public async Task Create_WithAMalformedName_IsRefused(string name, string refusal) =>
        (await RefusalAsync(() => _register.CreateAsync(Create(name)))).ShouldBe(refusal);

    [Fact]
    public async Task Create_WithATakenNameInOtherLetters_IsRefused()
    {
        await _register.CreateAsync(Create("li.ming"));

        (await RefusalAsync(() => _register.CreateAsync(Create("Li.Ming")))).ShouldBe("account.user-name-taken");
    }

    [Fact]
    public async Task Create_WithARoleThatTheOrganizationDoesNotHave_IsRefusedAndLeavesNothing()
    {
        var refusal = await RefusalAsync(() => _register.CreateAsync(Create("li.ming") with { Role = Role.CountyOfficer }));

        refusal.ShouldBe("membership.role-does-not-fit");
        await using var db = _database.Open();
        (await db.Set<Account>().CountAsync(a => a.UserName == "li.ming")).ShouldBe(0);
    }

    [Fact]
    public async Task Disable_ChangesTheStampThatSessionsAreHeldBy()
    {
        var created = await _register.CreateAsync(Create("li.ming"));
        var before = await AccountAsync(created.Id);

        await _register.SetEnabledAsync(_administrator, created.Id, enabled: false);

        var after = await AccountAsync(created.Id);
        after.Enabled.ShouldBeFalse();
        after.SecurityStamp.ShouldNotBe(before.SecurityStamp);
    }

    [Fact]
    public async Task ResetPassword_OfALockedAccount_UnlocksItWithAnotherPassword()
    {
        var created = await _register.CreateAsync(Create("li.ming"));
        await using (var db = _database.Open())
        {
            var locked = await db.Set<Account>().SingleAsync(a => a.Id == created.Id);
            locked.LockoutEnd = _clock.GetUtcNow().AddMinutes(10);
            locked.PasswordChangeRequired = false;
            await db.SaveChangesAsync();
        }

        var password = await _register.ResetPasswordAsync(_administrator, created.Id);

        var account = await AccountAsync(created.Id);
        password.ShouldNotBe(created.InitialPassword);
        _hasher.VerifyHashedPassword(account, account.PasswordHash!, password).ShouldBe(PasswordVerificationResult.Success);
        (account.LockoutEnd, account.PasswordChangeRequired).ShouldBe((null, true));
    }

    [Fact]
    public async Task OneselfCannotBe_DisabledResetOrShutOut()
    {
        (await RefusalAsync(() => _register.SetEnabledAsync(_administrator, _administrator.AccountId, enabled: false))).ShouldBe("account.own");
        (await RefusalAsync(() => _register.ResetPasswordAsync(_administrator, _administrator.AccountId))).ShouldBe("account.own");
        (await RefusalAsync(() => _memberships.SetActiveAsync(_administrator, _administrator.MembershipId, active: false))).ShouldBe("membership.own");
    }

    [Fact]
    public async Task Membership_AddedTwice_IsRefusedAlsoAfterItsEnd_AndCanBeResumed()
    {
        var created = await _register.CreateAsync(Create("li.ming"));
        var view = await new AccountDirectory(_database.Contexts, _clock).ReadAsync(_administrator, created.Id);
        var membership = view.Memberships.ShouldHaveSingleItem();
        var again = new AddMembership { Actor = _administrator, AccountId = created.Id, OrganizationId = _contractor.Id, Role = Role.ProjectManager };

        await _memberships.SetActiveAsync(_administrator, membership.Id, active: false);
        (await RefusalAsync(() => _memberships.AddAsync(again))).ShouldBe("membership.exists");
        await _memberships.SetActiveAsync(_administrator, membership.Id, active: true);
        await _memberships.AddAsync(again with { Role = Role.SiteClerk });

        await using var db = _database.Open();
        (await db.Set<Membership>().CountAsync(m => m.AccountId == created.Id && m.Active)).ShouldBe(2);
        (await db.Set<AuditEntry>().Where(e => e.SubjectId == created.Id && e.Action.StartsWith("membership.")).Select(e => e.Action).ToListAsync())
            .ShouldBe(["membership.add", "membership.end", "membership.resume", "membership.add"], ignoreOrder: true);
    }

    [Fact]
    public async Task List_FindsByOrganizationRoleAndLock()
    {
        var manager = await _register.CreateAsync(Create("li.ming"));
        await _register.CreateAsync(Create("wang.fang") with { Role = Role.SiteClerk });
        await using (var db = _database.Open())
        {
            (await db.Set<Account>().SingleAsync(a => a.Id == manager.Id)).LockoutEnd = _clock.GetUtcNow().AddMinutes(10);
            await db.SaveChangesAsync();
        }

        var directory = new AccountDirectory(_database.Contexts, _clock);
        var ofContractor = await directory.ListAsync(_administrator, new AccountQuery { Text = _contractor.Name });
        var clerks = await directory.ListAsync(_administrator, new AccountQuery { Role = Role.SiteClerk });
        var locked = await directory.ListAsync(_administrator, new AccountQuery { LockedOnly = true });

        ofContractor.Total.ShouldBe(2);
        clerks.Items.ShouldHaveSingleItem().UserName.ShouldBe("wang.fang");
        locked.Items.ShouldHaveSingleItem().LockedUntil.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Role.ProjectManager)]
    [InlineData(Role.CityOfficer)]
    [InlineData(Role.OperatorEngineer)]
    public async Task AnyAction_ByAnyoneElse_IsRefused(Role role)
    {
        var other = await _database.AddActorAsync(role);
        var directory = new AccountDirectory(_database.Contexts, _clock);
        Func<Task>[] actions =
        [
            () => _register.CreateAsync(Create("li.ming") with { Actor = other }),
            () => _register.ChangeAsync(new ChangeAccount { Actor = other, AccountId = _administrator.AccountId, DisplayName = "x" }),
            () => _register.SetEnabledAsync(other, _administrator.AccountId, enabled: false),
            () => _register.ResetPasswordAsync(other, _administrator.AccountId),
            () => _register.UnlockAsync(other, _administrator.AccountId),
            () => _memberships.AddAsync(new AddMembership { Actor = other, AccountId = other.AccountId, OrganizationId = _administrator.OrganizationId, Role = Role.Administrator }),
            () => _memberships.SetActiveAsync(other, _administrator.MembershipId, active: false),
            () => directory.ListAsync(other, new AccountQuery()),
            () => directory.ReadAsync(other, other.AccountId),
        ];

        foreach (var action in actions) (await RefusalAsync(action)).ShouldBe("actor.not-allowed");
    }

    private CreateAccount Create(string userName) => new()
    {
        Actor = _administrator,
        UserName = userName,
        DisplayName = "李明",
        Phone = "13800138000",
        OrganizationId = _contractor.Id,
        Role = Role.ProjectManager,
    };

    private async Task<Account> AccountAsync(long id)
    {
        await using var db = _database.Open();
        return await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == id);
    }
}
