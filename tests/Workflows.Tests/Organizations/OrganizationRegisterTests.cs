using Domain.Audit;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Organizations;

public sealed class OrganizationRegisterTests : IAsyncLifetime
{
    private const string RightCode = "91350100M000100Y43";
    private const string WrongCheckDigit = "91350100M000100Y44";

    private TestDatabase _database = null!;
    private OrganizationRegister _register = null!;
    private Actor _administrator = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddRegionsAsync();
        _register = new OrganizationRegister(_database.Contexts, new TestClock());
        _administrator = await _database.AddActorAsync(Role.Administrator);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Create_WithARightCode_StoresItCleanedWithItsAuditEntry()
    {
        var id = await CreateAsync(new OrganizationDetails
        {
            Name = " 湛江某某建设有限公司 ",
            ShortName = "",
            CreditCode = RightCode.ToLowerInvariant(),
            RegionCode = Xiashan,
            ContactPhone = "13800138000",
        });

        await using var db = _database.Open();
        var stored = await db.Set<Organization>().SingleAsync(o => o.Id == id);
        (stored.Name, stored.ShortName, stored.CreditCode).ShouldBe(("湛江某某建设有限公司", null, RightCode));
        var entry = await db.Set<AuditEntry>().SingleAsync();
        (entry.Action, entry.SubjectId, entry.AccountId, entry.Before).ShouldBe(("organization.create", id, _administrator.AccountId, null));
        entry.After.ShouldNotBeNull().ShouldContain("138****00");
        entry.After.ShouldNotContain("13800138000");
    }

    [Theory]
    [InlineData("91350100M000100Y4", false, "values.credit-code-malformed")]
    [InlineData("91350100M000100Y4", true, "values.credit-code-malformed")]
    [InlineData(WrongCheckDigit, false, "organization.credit-code-unconfirmed")]
    public async Task Create_WithABadCode_IsRefused(string code, bool confirmed, string refusal)
    {
        var answer = await RefusalAsync(() => CreateAsync(new OrganizationDetails { Name = "a", CreditCode = code }, confirmed));

        answer.ShouldBe(refusal);
    }

    [Fact]
    public async Task Change_OfAConfirmedWrongCode_NeedsNoSecondConfirmation()
    {
        var id = await CreateAsync(new OrganizationDetails { Name = "a", CreditCode = WrongCheckDigit }, confirmed: true);

        await _register.ChangeAsync(Change(id, new OrganizationDetails { Name = "b", CreditCode = WrongCheckDigit }));

        await using var db = _database.Open();
        (await db.Set<Organization>().SingleAsync(o => o.Id == id)).Name.ShouldBe("b");
    }

    [Fact]
    public async Task Create_WithATakenCodeOrName_IsRefusedPerKind()
    {
        await CreateAsync(new OrganizationDetails { Name = "a", CreditCode = RightCode });

        (await RefusalAsync(() => CreateAsync(new OrganizationDetails { Name = "b", CreditCode = RightCode }))).ShouldBe("organization.credit-code-taken");
        (await RefusalAsync(() => CreateAsync(new OrganizationDetails { Name = "a" }))).ShouldBe("organization.name-taken");
        await CreateAsync(new OrganizationDetails { Name = "a", CreditCode = RightCode }, kind: OrganizationKind.Owner);
    }

    [Fact]
    public async Task Create_InAnUnknownRegion_IsRefused() =>
        (await RefusalAsync(() => CreateAsync(new OrganizationDetails { Name = "a", RegionCode = "440899" }))).ShouldBe("organization.region-unknown");

    [Fact]
    public async Task Change_FromAnOutdatedState_IsRefused()
    {
        var id = await CreateAsync(new OrganizationDetails { Name = "a" });
        await _register.ChangeAsync(Change(id, new OrganizationDetails { Name = "b" }));

        var refusal = await RefusalAsync(() => _register.ChangeAsync(Change(id, new OrganizationDetails { Name = "c" })));

        refusal.ShouldBe("organization.changed-meanwhile");
    }

    [Fact]
    public async Task Disable_OfTheOwnOrganization_IsRefused() =>
        (await RefusalAsync(() => _register.SetEnabledAsync(_administrator, _administrator.OrganizationId, enabled: false))).ShouldBe("organization.own");

    [Theory]
    [InlineData(Role.ProjectManager)]
    [InlineData(Role.OperatorEngineer)]
    [InlineData(Role.CityOfficer)]
    public async Task AnyAction_ByAnyoneElse_IsRefused(Role role)
    {
        var other = await _database.AddActorAsync(role);
        var posing = other with { Role = Role.Administrator, OrganizationKind = OrganizationKind.Administration };
        var directory = new OrganizationDirectory(_database.Contexts, new TestClock());

        foreach (var actor in new[] { other, posing })
        {
            (await RefusalAsync(() => CreateAsync(new OrganizationDetails { Name = "a" }, by: actor))).ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => _register.ChangeAsync(Change(actor.OrganizationId, new OrganizationDetails { Name = "a" }) with { Actor = actor })))
                .ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => _register.SetEnabledAsync(actor, _administrator.OrganizationId, enabled: false))).ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => directory.ListAsync(actor, new OrganizationQuery()))).ShouldBe("actor.not-allowed");
            (await RefusalAsync(() => directory.ReadAsync(actor, actor.OrganizationId))).ShouldBe("actor.not-allowed");
        }
    }

    private ChangeOrganization Change(long id, OrganizationDetails details) =>
        new() { Actor = _administrator, OrganizationId = id, Details = details, Revision = 0 };

    private Task<long> CreateAsync(
        OrganizationDetails details, bool confirmed = false, OrganizationKind kind = OrganizationKind.Contractor, Actor? by = null) =>
        _register.CreateAsync(new CreateOrganization { Actor = by ?? _administrator, Kind = kind, Details = details, CreditCodeConfirmed = confirmed });
}
