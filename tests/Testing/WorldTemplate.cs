using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing.Database;
using Workflows.Engine.Shell;

namespace Testing;

/// <summary>What stands in every <see cref="PortalWorld"/>: written once into the template that its databases are copies of.</summary>
internal static class WorldTemplate
{
    public static readonly TestSeed Seed = new(
        string.Join(' ', new[] { typeof(WorldTemplate), typeof(ProcessDefinitions), typeof(PortalDbContext), typeof(Site) }.Select(t => t.Module.ModuleVersionId)), FillAsync);

    /// <summary>Its people in the order in which they are written; of two of one role the second is the neighbour.</summary>
    private static readonly (OrganizationKind Kind, string? Region, Role[] Roles)[] Units =
    [
        (OrganizationKind.Contractor, null, [Role.ProjectManager, Role.SiteClerk]),
        (OrganizationKind.Supervisor, null, [Role.SupervisionEngineer]),
        (OrganizationKind.Owner, null, [Role.OwnerRepresentative]),
        (OrganizationKind.Operator, PortalWorld.City, [Role.OperatorEngineer]),
        (OrganizationKind.Supplier, null, [Role.SupplierStaff]),
        (OrganizationKind.CountyRegulator, PortalWorld.County, [Role.CountyOfficer]),
        (OrganizationKind.CityRegulator, PortalWorld.City, [Role.CityOfficer]),
        (OrganizationKind.Administration, null, [Role.Administrator]),
        (OrganizationKind.Contractor, null, [Role.ProjectManager]),
        (OrganizationKind.Supervisor, null, [Role.SupervisionEngineer]),
        (OrganizationKind.Owner, null, [Role.OwnerRepresentative]),
        (OrganizationKind.Operator, PortalWorld.OtherCity, [Role.OperatorEngineer]),
        (OrganizationKind.Supplier, null, [Role.SupplierStaff]),
        (OrganizationKind.CountyRegulator, PortalWorld.NeighbourCounty, [Role.CountyOfficer]),
        (OrganizationKind.CityRegulator, PortalWorld.OtherCity, [Role.CityOfficer]),
    ];

    /// <summary>How many names it gave, so that a test counts on from there.</summary>
    public static int Names { get; } = Units.Sum(unit => 1 + unit.Roles.Length) + 1;

    public static Organization NewUnit(OrganizationKind kind, string? region, int number) => new(kind, new OrganizationDetails { Name = $"{kind} {number}", RegionCode = region });

    /// <summary>Adds a person with one role in the organization.</summary>
    public static (Account Account, Membership Membership) AddPerson(PortalDbContext db, Organization organization, Role role, int number, DateTimeOffset at)
    {
        var name = $"{role}{number}";
        var account = db.Add(new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, CreatedAt = at }).Entity;
        return (account, db.Add(new Membership(account.Id, organization, role)).Entity);
    }

    public static Site NewSite(int number, string region, decimal investment, decimal floorArea) => new(new SiteDetails
    {
        Name = $"Site {number}",
        Address = "1 Harbour Road",
        RegionCode = region,
        Investment = investment,
        FloorArea = floorArea,
        StartDate = new DateOnly(2026, 9, 1),
        EndDate = new DateOnly(2028, 8, 31),
    });

    private static async Task FillAsync(IDbContextFactory<PortalDbContext> contexts)
    {
        var clock = new TestClock(null);
        await using var db = await contexts.CreateDbContextAsync();
        var site = NewSite(Names, PortalWorld.County, 5_000_000m, 3_000m);
        var number = 0;
        foreach (var (kind, region, roles) in Units)
        {
            var unit = db.Add(NewUnit(kind, region, ++number)).Entity;
            if (site.ParticipantId(kind) is null && kind is OrganizationKind.Contractor or OrganizationKind.Supervisor or OrganizationKind.Owner) site.AddParticipant(unit);
            foreach (var role in roles) AddPerson(db, unit, role, ++number, clock.GetUtcNow());
        }

        db.Add(site);
        await db.SaveChangesAsync();
        await new ProcessDefinitions(contexts, clock).PublishShippedAsync();
    }
}
