using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Files;
using Infrastructure.Notifications;
using Infrastructure.Notifications.Webhooks;
using Infrastructure.Registration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing.Database;
using Workflows;

namespace Testing;

/// <summary>
/// A small portal on a database of its own: the units of two neighbouring counties (440802 and 440803 of 440800) and of a second city
/// (310000), one person for each role, one site of the first county, the services composed as the portal composes them. Time stands
/// where the test says. Everything named "Neighbour" has no part in <see cref="Site"/>.
/// </summary>
public sealed class PortalWorld : IAsyncDisposable
{
    public const string County = "440802";
    public const string NeighbourCounty = "440803";
    public const string City = "440800";
    public const string OtherCity = "310000";

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _files;
    private int _count;

    private PortalWorld(TestDatabase database, TestClock clock, IReadOnlyDictionary<string, string?> settings)
    {
        Database = database;
        Clock = clock;
        _files = Directory.CreateTempSubdirectory("portal-files-");
        File.WriteAllText(MasterKeyFile, Convert.ToBase64String(new byte[32]));
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(database.Contexts)
            .AddSingleton(new FileStore(_files.FullName))
            .AddSingleton(new SecretSeal(MasterKey.Read(MasterKeyFile), new EphemeralDataProtectionProvider()))
            .AddSingleton<ISmsGateway, MissingSmsGateway>()
            // Receivers of tests run on this machine, which may be busy.
            .AddSingleton(new WebhookSender(new WebhookOptions { AllowPrivateAddresses = true, Timeout = TimeSpan.FromSeconds(30) }, clock))
            .AddSingleton<IOneStopService>(new FileOneStopService(OneStopFolder))
            .AddPortalWorkflows(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    /// <summary>Where the files lie, for a portal that runs beside the test on the same database.</summary>
    public string FilesRoot => _files.FullName;

    /// <summary>What seals secrets, for a portal that runs beside the test on the same database.</summary>
    public string MasterKeyFile => Path.Combine(_files.FullName, "master.key");

    /// <summary>Where the city's one-stop service leaves its list (FileOneStopService).</summary>
    public string OneStopFolder => Path.Combine(_files.FullName, "one-stop");

    public Actor ProjectManager { get; private set; } = null!;
    public Actor SiteClerk { get; private set; } = null!;
    public Actor Supervisor { get; private set; } = null!;
    public Actor Owner { get; private set; } = null!;
    public Actor Operator { get; private set; } = null!;
    public Actor Supplier { get; private set; } = null!;
    public Actor CountyOfficer { get; private set; } = null!;
    public Actor CityOfficer { get; private set; } = null!;
    public Actor Administrator { get; private set; } = null!;

    public Actor NeighbourProjectManager { get; private set; } = null!;
    public Actor NeighbourSupervisor { get; private set; } = null!;
    public Actor NeighbourOwner { get; private set; } = null!;
    public Actor NeighbourOperator { get; private set; } = null!;
    public Actor NeighbourSupplier { get; private set; } = null!;
    public Actor NeighbourCountyOfficer { get; private set; } = null!;
    public Actor NeighbourCityOfficer { get; private set; } = null!;

    /// <summary>A site of the first county that must be connected, with its owner, contractor and supervisor.</summary>
    public Site Site { get; private set; } = null!;

    /// <summary>Everybody who has no part in <see cref="Site"/>.</summary>
    public IReadOnlyList<Actor> Strangers =>
    [
        NeighbourProjectManager, NeighbourSupervisor, NeighbourOwner, NeighbourOperator, NeighbourSupplier, NeighbourCountyOfficer,
        NeighbourCityOfficer, Administrator,
    ];

    /// <param name="settings">Configuration, such as <c>Access:DailySlots</c>.</param>
    /// <param name="server">As in <see cref="TestDatabase"/>.</param>
    public static async Task<PortalWorld> CreateAsync(
        DatabaseProvider provider = DatabaseProvider.PostgreSql, DateTimeOffset? now = null, IReadOnlyDictionary<string, string?>? settings = null, string? server = null)
    {
        var world = new PortalWorld(await TestDatabase.CreateAsync(provider, server, WorldTemplate.Seed), new TestClock(now), settings ?? new Dictionary<string, string?>());
        await world.ReadAsync();
        return world;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PortalDbContext Open() => Database.Open();

    /// <summary>A person with one role in the organization.</summary>
    public async Task<Actor> PersonAsync(Organization organization, Role role)
    {
        await using var db = Open();
        var actor = Person(db, await db.Set<Organization>().SingleAsync(o => o.Id == organization.Id), role);
        await db.SaveChangesAsync();
        return actor;
    }

    public async Task<Organization> OrganizationAsync(OrganizationKind kind, string? region = null) =>
        await Database.AddAsync(WorldTemplate.NewUnit(kind, region, ++_count));

    /// <summary>A person of a new organization of the kind.</summary>
    public async Task<Actor> PersonAsync(OrganizationKind kind, Role role, string? region = null) =>
        await PersonAsync(await OrganizationAsync(kind, region), role);

    /// <summary>Another site; by default of the same contractor, supervisor and owner in the same county.</summary>
    public async Task<Site> SiteAsync(
        string region = County, decimal investment = 5_000_000m, decimal floorArea = 3_000m, Actor? contractor = null, Actor? supervisor = null, Actor? owner = null)
    {
        await using var db = Open();
        var site = WorldTemplate.NewSite(++_count, region, investment, floorArea);
        foreach (var party in new[] { contractor ?? ProjectManager, supervisor ?? Supervisor, owner ?? Owner })
            site.AddParticipant(await db.Set<Organization>().SingleAsync(o => o.Id == party.OrganizationId));
        db.Add(site);
        await db.SaveChangesAsync();
        return site;
    }

    /// <summary>Puts a model on the operator's list.</summary>
    public async Task ListModelAsync(DeviceKind kind, string brand, string model) =>
        await Database.AddAsync(new AcceptedModel(kind, brand, model, note: null, Clock.GetUtcNow()));

    /// <summary>Ends a person's membership, as an administrator would while the person's page is open.</summary>
    public async Task EndMembershipAsync(Actor actor)
    {
        await using var db = Open();
        (await db.Set<Membership>().SingleAsync(m => m.Id == actor.MembershipId)).End();
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        _files.Delete(recursive: true);
    }

    private Actor Person(PortalDbContext db, Organization organization, Role role)
    {
        var (account, membership) = WorldTemplate.AddPerson(db, organization, role, ++_count, Clock.GetUtcNow());
        return Acting(account, membership, organization);
    }

    private static Actor Acting(Account account, Membership membership, Organization organization) => new()
    {
        AccountId = account.Id,
        Name = account.DisplayName,
        MembershipId = membership.Id,
        OrganizationId = organization.Id,
        OrganizationName = organization.Name,
        OrganizationKind = organization.Kind,
        Role = membership.Role,
        RegionCode = organization.RegionCode,
    };

    /// <summary>Makes the template's people known to the test, and counts on from their names.</summary>
    private async Task ReadAsync()
    {
        await using var db = Open();
        var people = await (
            from membership in db.Set<Membership>()
            join account in db.Set<Account>() on membership.AccountId equals account.Id
            join organization in db.Set<Organization>() on membership.OrganizationId equals organization.Id
            orderby membership.Id
            select new { account, membership, organization }).AsNoTracking().ToListAsync();
        Actor Own(Role role) => Of(role, 0);
        Actor Neighbours(Role role) => Of(role, 1);
        Actor Of(Role role, int which) => people.Where(p => p.membership.Role == role).Select(p => Acting(p.account, p.membership, p.organization)).ElementAt(which);

        (ProjectManager, SiteClerk, Supervisor) = (Own(Role.ProjectManager), Own(Role.SiteClerk), Own(Role.SupervisionEngineer));
        (Owner, Operator, Supplier) = (Own(Role.OwnerRepresentative), Own(Role.OperatorEngineer), Own(Role.SupplierStaff));
        (CountyOfficer, CityOfficer, Administrator) = (Own(Role.CountyOfficer), Own(Role.CityOfficer), Own(Role.Administrator));
        (NeighbourProjectManager, NeighbourSupervisor) = (Neighbours(Role.ProjectManager), Neighbours(Role.SupervisionEngineer));
        (NeighbourOwner, NeighbourOperator, NeighbourSupplier) = (Neighbours(Role.OwnerRepresentative), Neighbours(Role.OperatorEngineer), Neighbours(Role.SupplierStaff));
        (NeighbourCountyOfficer, NeighbourCityOfficer) = (Neighbours(Role.CountyOfficer), Neighbours(Role.CityOfficer));
        Site = await db.Set<Site>().Include(s => s.Participants).AsNoTracking().SingleAsync();
        _count = WorldTemplate.Names;
    }
}
