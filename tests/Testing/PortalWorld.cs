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
using Workflows.Engine.Shell;

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
    /// <param name="server">As in <see cref="TestDatabase.CreateAsync"/>.</param>
    public static async Task<PortalWorld> CreateAsync(
        DatabaseProvider provider = DatabaseProvider.PostgreSql, DateTimeOffset? now = null, IReadOnlyDictionary<string, string?>? settings = null, string? server = null)
    {
        var world = new PortalWorld(await TestDatabase.CreateAsync(provider, server), new TestClock(now), settings ?? new Dictionary<string, string?>());
        await world.FillAsync();
        await world.Get<ProcessDefinitions>().PublishShippedAsync();
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
        await Database.AddAsync(NewUnit(kind, region));

    /// <summary>A person of a new organization of the kind.</summary>
    public async Task<Actor> PersonAsync(OrganizationKind kind, Role role, string? region = null) =>
        await PersonAsync(await OrganizationAsync(kind, region), role);

    /// <summary>Another site; by default of the same contractor, supervisor and owner in the same county.</summary>
    public async Task<Site> SiteAsync(
        string region = County, decimal investment = 5_000_000m, decimal floorArea = 3_000m, Actor? contractor = null, Actor? supervisor = null, Actor? owner = null)
    {
        await using var db = Open();
        var site = new Site(new SiteDetails
        {
            Name = $"Site {++_count}",
            Address = "1 Harbour Road",
            RegionCode = region,
            Investment = investment,
            FloorArea = floorArea,
            StartDate = new DateOnly(2026, 9, 1),
            EndDate = new DateOnly(2028, 8, 31),
        });
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
        var name = $"{role}{++_count}";
        var account = new Account
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name,
            CreatedAt = Clock.GetUtcNow(),
        };
        db.Add(account);
        var membership = new Membership(account.Id, organization, role);
        db.Add(membership);
        return new Actor
        {
            AccountId = account.Id,
            Name = name,
            MembershipId = membership.Id,
            OrganizationId = organization.Id,
            OrganizationName = organization.Name,
            OrganizationKind = organization.Kind,
            Role = role,
            RegionCode = organization.RegionCode,
        };
    }

    private async Task FillAsync()
    {
        await using (var db = Open())
        {
            var contractor = Unit(OrganizationKind.Contractor);
            ProjectManager = Person(db, contractor, Role.ProjectManager);
            SiteClerk = Person(db, contractor, Role.SiteClerk);
            Supervisor = Person(db, Unit(OrganizationKind.Supervisor), Role.SupervisionEngineer);
            Owner = Person(db, Unit(OrganizationKind.Owner), Role.OwnerRepresentative);
            Operator = Person(db, Unit(OrganizationKind.Operator, City), Role.OperatorEngineer);
            Supplier = Person(db, Unit(OrganizationKind.Supplier), Role.SupplierStaff);
            CountyOfficer = Person(db, Unit(OrganizationKind.CountyRegulator, County), Role.CountyOfficer);
            CityOfficer = Person(db, Unit(OrganizationKind.CityRegulator, City), Role.CityOfficer);
            Administrator = Person(db, Unit(OrganizationKind.Administration), Role.Administrator);

            NeighbourProjectManager = Person(db, Unit(OrganizationKind.Contractor), Role.ProjectManager);
            NeighbourSupervisor = Person(db, Unit(OrganizationKind.Supervisor), Role.SupervisionEngineer);
            NeighbourOwner = Person(db, Unit(OrganizationKind.Owner), Role.OwnerRepresentative);
            NeighbourOperator = Person(db, Unit(OrganizationKind.Operator, OtherCity), Role.OperatorEngineer);
            NeighbourSupplier = Person(db, Unit(OrganizationKind.Supplier), Role.SupplierStaff);
            NeighbourCountyOfficer = Person(db, Unit(OrganizationKind.CountyRegulator, NeighbourCounty), Role.CountyOfficer);
            NeighbourCityOfficer = Person(db, Unit(OrganizationKind.CityRegulator, OtherCity), Role.CityOfficer);
            await db.SaveChangesAsync();

            Organization Unit(OrganizationKind kind, string? region = null) => db.Add(NewUnit(kind, region)).Entity;
        }

        Site = await SiteAsync();
    }

    private Organization NewUnit(OrganizationKind kind, string? region) => new(kind, new OrganizationDetails { Name = $"{kind} {++_count}", RegionCode = region });
}
