using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Sites;
using Workflows.Tests.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Sites;

public sealed class SiteRegisterTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private TestDatabase _database = null!;
    private SiteRegister _register = null!;
    private SiteDirectory _directory = null!;
    private Actor _manager = null!;
    private Organization _owner = null!;
    private Organization _supervisor = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _register = new SiteRegister(_database.Contexts, _clock);
        _directory = new SiteDirectory(_database.Contexts);
        _manager = await _database.AddActorAsync(Role.ProjectManager);
        _owner = await _database.AddOrganizationAsync(OrganizationKind.Owner);
        _supervisor = await _database.AddOrganizationAsync(OrganizationKind.Supervisor);
        await _database.AddOrganizationAsync(OrganizationKind.CountyRegulator, region: Xiashan);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Register_MakesTheActorsUnitTheContractor()
    {
        var id = await _register.RegisterAsync(Register());

        var site = await _directory.ReadAsync(_manager, id);
        site.Participants.Select(p => (p.Kind, p.OrganizationId)).ShouldBe(
            [(OrganizationKind.Owner, _owner.Id), (OrganizationKind.Contractor, _manager.OrganizationId), (OrganizationKind.Supervisor, _supervisor.Id)],
            ignoreOrder: true);
        (site.InScope, site.CanChange, site.CanApply, site.State).ShouldBe((true, true, true, SiteState.NotConnected));
    }

    [Fact]
    public async Task Register_WhereNoRegulatorAnswers_IsRefused() =>
        (await RefusalAsync(() => _register.RegisterAsync(Register() with { Details = Details() with { RegionCode = Chikan } }))).ShouldBe("site.region-unregulated");

    [Fact]
    public async Task Register_WithAUnitOfAnotherKind_IsRefused() =>
        (await RefusalAsync(() => _register.RegisterAsync(Register() with { OwnerId = _supervisor.Id }))).ShouldBe("organization.unknown");

    [Theory]
    [InlineData(Role.SupervisionEngineer)]
    [InlineData(Role.OwnerRepresentative)]
    [InlineData(Role.CountyOfficer)]
    [InlineData(Role.OperatorEngineer)]
    [InlineData(Role.Administrator)]
    public async Task Register_ByAnyoneButTheContractor_IsRefused(Role role)
    {
        var other = await _database.AddActorAsync(role, role == Role.CountyOfficer ? Chikan : null);

        (await RefusalAsync(() => _register.RegisterAsync(Register() with { Actor = other }))).ShouldBe("actor.not-allowed");
    }

    [Fact]
    public async Task Change_BeforeAnApplication_ReplacesDetailsAndUnits()
    {
        var id = await _register.RegisterAsync(Register());
        var other = await _database.AddOrganizationAsync(OrganizationKind.Supervisor);

        await _register.ChangeAsync(Change(id) with { Details = Details() with { Name = "改名" }, SupervisorId = other.Id });

        var site = await _directory.ReadAsync(_manager, id);
        site.Details.Name.ShouldBe("改名");
        site.Participants.Single(p => p.Kind == OrganizationKind.Supervisor).OrganizationId.ShouldBe(other.Id);
        (await RefusalAsync(() => _register.ChangeAsync(Change(id)))).ShouldBe("site.changed-meanwhile");
    }

    [Fact]
    public async Task Change_WhileUnderReview_IsRefused_AndDuringACorrectionOnlyForRegionAndUnits()
    {
        var id = await _register.RegisterAsync(Register());
        var application = await StartAsync(id);
        await SetStatusAsync(application, AccessStatus.UnderReview);
        (await RefusalAsync(() => _register.ChangeAsync(Change(id)))).ShouldBe("site.under-review");
        (await _directory.ReadAsync(_manager, id)).CanChange.ShouldBeFalse();

        await SetStatusAsync(application, AccessStatus.Correction);
        var another = await _database.AddOrganizationAsync(OrganizationKind.Owner);

        (await RefusalAsync(() => _register.ChangeAsync(Change(id) with { OwnerId = another.Id }))).ShouldBe("site.parties-fixed");
        await _register.ChangeAsync(Change(id) with { Details = Details() with { FloorArea = 900 } });
        (await _directory.ReadAsync(_manager, id)).Details.FloorArea.ShouldBe(900);
    }

    [Fact]
    public async Task Change_OfAConnectedSite_IsRefused()
    {
        var id = await _register.RegisterAsync(Register());
        await using (var db = _database.Open())
        {
            (await db.Set<Site>().SingleAsync(s => s.Id == id)).Connect(_clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        (await RefusalAsync(() => _register.ChangeAsync(Change(id) with { Revision = 1 }))).ShouldBe("site.already-connected");
    }

    [Fact]
    public async Task ANeighbour_NeitherSeesNorChangesTheSite()
    {
        var id = await _register.RegisterAsync(Register());
        var contractor = await _database.AddActorAsync(Role.ProjectManager);
        var county = await _database.AddActorAsync(Role.CountyOfficer, Chikan);
        var city = await _database.AddActorAsync(Role.CityOfficer, "440900");
        var administrator = await _database.AddActorAsync(Role.Administrator);

        foreach (var actor in new[] { contractor, county, city, administrator })
        {
            (await _directory.ListAsync(actor, new SiteQuery())).Total.ShouldBe(0);
            (await RefusalAsync(() => _directory.ReadAsync(actor, id))).ShouldBe("site.unknown");
        }

        (await RefusalAsync(() => _register.ChangeAsync(Change(id) with { Actor = contractor }))).ShouldBe("site.unknown");
        var inCharge = await _database.AddActorAsync(Role.CityOfficer);
        (await _directory.ListAsync(inCharge, new SiteQuery { Text = "示范", RegionCode = Xiashan, InScopeOnly = true })).Total.ShouldBe(1);
    }

    [Fact]
    public async Task AnEndedMembership_SeesNothingMore()
    {
        var id = await _register.RegisterAsync(Register());
        await using (var db = _database.Open())
        {
            (await db.Set<Membership>().SingleAsync(m => m.Id == _manager.MembershipId)).End();
            await db.SaveChangesAsync();
        }

        (await _directory.ListAsync(_manager, new SiteQuery())).Total.ShouldBe(0);
        (await RefusalAsync(() => _directory.ReadAsync(_manager, id))).ShouldBe("site.unknown");
    }

    [Fact]
    public async Task List_ShowsTheApplication_ButAForeignDraftToNobody()
    {
        var id = await _register.RegisterAsync(Register());
        var application = await StartAsync(id);
        var county = await _database.AddActorAsync(await CountyAsync(), Role.CountyOfficer);

        (await _directory.ListAsync(_manager, new SiteQuery())).Items.Single().ApplicationStatus.ShouldBe(AccessStatus.Draft);
        (await _directory.ListAsync(county, new SiteQuery())).Items.Single().ApplicationId.ShouldBeNull();
        await SetStatusAsync(application, AccessStatus.Approved);
        (await _directory.ListAsync(county, new SiteQuery())).Items.Single().ApplicationStatus.ShouldBe(AccessStatus.Approved);
        (await _directory.ReadAsync(county, id)).CanChange.ShouldBeFalse();
    }

    private static SiteDetails Details() => new()
    {
        Name = "示范小区一期",
        Address = "人民大道 1 号",
        RegionCode = Xiashan,
        Investment = 2_000_000,
        FloorArea = 100,
        StartDate = new DateOnly(2026, 10, 1),
        EndDate = new DateOnly(2027, 10, 1),
    };

    private RegisterSite Register() => new() { Actor = _manager, Details = Details(), OwnerId = _owner.Id, SupervisorId = _supervisor.Id };

    private ChangeSite Change(long id) =>
        new() { Actor = _manager, SiteId = id, Details = Details(), OwnerId = _owner.Id, SupervisorId = _supervisor.Id, Revision = 0 };

    private async Task<Organization> CountyAsync()
    {
        await using var db = _database.Open();
        return await db.Set<Organization>().AsNoTracking().SingleAsync(o => o.Kind == OrganizationKind.CountyRegulator);
    }

    private async Task<long> StartAsync(long siteId)
    {
        await using var db = _database.Open();
        var site = await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == siteId);
        var application = new AccessApplication(site, _manager, _clock.GetUtcNow());
        db.Add(application);
        await db.SaveChangesAsync();
        return application.Id;
    }

    /// <summary>The chain itself has its own tests; here only the status counts.</summary>
    private async Task SetStatusAsync(long id, AccessStatus status)
    {
        await using var db = _database.Open();
        await db.Set<AccessApplication>().Where(a => a.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, status).SetProperty(a => a.Number, "JR202600001"));
    }
}
