using System.Globalization;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Suppliers;
using Domain.Values;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Workflows.Devices;
using Workflows.Suppliers;

namespace Workflows.Demo;

/// <summary>An organization of the demo with the people who act for it.</summary>
internal sealed record DemoUnit(Organization Organization, IReadOnlyDictionary<Role, Actor> People)
{
    public Actor this[Role role] => People[role];
}

/// <summary>A site of the demo with its parties.</summary>
internal sealed record DemoSite(Site Site, DemoUnit Contractor, DemoUnit Supervisor, DemoUnit County);

/// <summary>Invents units, people, sites and models. Accounts named on purpose are those that run.sh prints.</summary>
internal sealed class DemoRegisters(PortalDbContext db, DemoNames names, DateTimeOffset now)
{
    private readonly PasswordHasher<Account> _hasher = new();
    private readonly Dictionary<Role, int> _counts = [];
    private string? _hash;
    private int _people;

    public List<DemoUnit> Units { get; } = [];

    public List<DemoSite> Sites { get; } = [];

    public string NewYear => names.Texts["newYear"];

    public IEnumerable<DemoUnit> Of(OrganizationKind kind) => Units.Where(u => u.Organization.Kind == kind);

    public async Task FillAsync(int sites, CancellationToken cancellationToken)
    {
        foreach (var city in names.Cities) await UnitAsync(OrganizationKind.CityRegulator, city.Name, city.Region);
        foreach (var county in names.Counties) await UnitAsync(OrganizationKind.CountyRegulator, county.Name, county.Region);
        foreach (var unit in names.Operators) await UnitAsync(OrganizationKind.Operator, unit.Name, unit.Region);
        foreach (var name in names.Owners) await UnitAsync(OrganizationKind.Owner, name);
        foreach (var name in names.Contractors) await UnitAsync(OrganizationKind.Contractor, name);
        foreach (var name in names.Supervisors) await UnitAsync(OrganizationKind.Supervisor, name);
        foreach (var name in names.Suppliers) await UnitAsync(OrganizationKind.Supplier, name);
        await UnitAsync(OrganizationKind.Administration, names.Administration);
        // One person with two roles, to show the choice at sign-in.
        var second = Of(OrganizationKind.Supervisor).ElementAt(1).Organization;
        await db.AddAsync(new Membership(Units.First(u => u.Organization.Kind == OrganizationKind.Supervisor)[Role.SupervisionEngineer].AccountId, second, Role.SupervisionEngineer), cancellationToken);

        for (var i = 0; i < sites; i++) await SiteAsync(i);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The operator's list of models, by the operator.</summary>
    public async Task ListModelsAsync(DemoServices services, CancellationToken cancellationToken)
    {
        var actor = Of(OrganizationKind.Operator).First()[Role.OperatorEngineer];
        var cameras = names.Brands.Where(b => b.Listed).SelectMany(b => DeviceKinds.Installable.Where(k => k.IsDome())
            .Select(kind => (kind, b.Brand, Model: b.Dome)).Append((DeviceKind.GatePlateCamera, b.Brand, b.Plate)));
        var dust = names.Dust.Where(d => d.Listed).Select(d => (DeviceKind.DustMonitor, d.Brand, d.Model));
        foreach (var (kind, brand, model) in cameras.Concat(dust))
        {
            services.Clock.Now += TimeSpan.FromMinutes(3);
            await services.Models.AddAsync(
                new AddAcceptedModel { Actor = actor, Kind = kind, Brand = brand, Model = model, Note = names.Texts["model"] }, cancellationToken);
        }
    }

    /// <summary>The last two suppliers, by the city: one suspended for six months, one blacklisted.</summary>
    public async Task RestrictAsync(DemoServices services, DateTimeOffset today, CancellationToken cancellationToken)
    {
        var city = Units.First(u => u.Organization.Kind == OrganizationKind.CityRegulator)[Role.CityOfficer];
        var suppliers = Of(OrganizationKind.Supplier).Select(u => u.Organization.Id).ToList();
        services.Clock.Now = today.AddDays(-90);
        await services.Suppliers.RestrictAsync(
            new RestrictSupplier { Actor = city, SupplierId = suppliers[^1], Kind = RestrictionKind.Blacklisted, Reason = names.Texts["blacklisted"] }, cancellationToken);
        services.Clock.Now = today.AddDays(-20);
        await services.Suppliers.RestrictAsync(new RestrictSupplier
        {
            Actor = city,
            SupplierId = suppliers[^2],
            Kind = RestrictionKind.Suspended,
            Until = WorkingCalendar.ShanghaiDate(services.Clock.Now).AddMonths(6),
            Reason = names.Texts["suspended"],
        }, cancellationToken);
    }

    private async Task UnitAsync(OrganizationKind kind, string name, string? region = null)
    {
        var enterprise = region is null && kind != OrganizationKind.Administration;
        var organization = new Organization(kind, new OrganizationDetails
        {
            Name = name,
            ShortName = enterprise ? name[..4] : null,
            CreditCode = enterprise ? CreditCode(Units.Count) : null,
            RegionCode = region ?? (enterprise ? names.Counties[Units.Count % 4].Region : null),
            Address = enterprise ? string.Format(CultureInfo.InvariantCulture, names.Texts["address"], names.Streets[Units.Count % names.Streets.Count], 5 + (Units.Count * 7)) : null,
            ContactName = names.Person(_people + 40),
            ContactPhone = Phone(_people + 40),
        });
        await db.AddAsync(organization);
        var people = new Dictionary<Role, Actor>();
        foreach (var role in Roles.Of(kind)) people[role] = await PersonAsync(organization, role);
        Units.Add(new DemoUnit(organization, people));
    }

    private async Task<Actor> PersonAsync(Organization organization, Role role)
    {
        var number = _counts[role] = _counts.GetValueOrDefault(role) + 1;
        var userName = DemoData.UserNameOf(role) + (number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture));
        var account = new Account
        {
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = names.Person(++_people),
            PhoneNumber = Phone(_people),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            CreatedAt = now,
        };
        // Hashing is slow on purpose; the accounts share the published password, so they may share its hash.
        account.PasswordHash = _hash ??= _hasher.HashPassword(account, DemoData.Password);
        await db.AddAsync(account);
        var membership = new Membership(account.Id, organization, role);
        await db.AddAsync(membership);
        return new Actor
        {
            AccountId = account.Id,
            Name = account.DisplayName,
            MembershipId = membership.Id,
            OrganizationId = organization.Id,
            OrganizationName = organization.Name,
            OrganizationKind = organization.Kind,
            Role = role,
            RegionCode = organization.RegionCode,
        };
    }

    /// <summary>Somebody more with the role of a person, in the same unit.</summary>
    public async Task<Actor> ColleagueAsync(Actor person, CancellationToken cancellationToken)
    {
        var colleague = await PersonAsync(Units.First(u => u.Organization.Id == person.OrganizationId).Organization, person.Role);
        await db.SaveChangesAsync(cancellationToken);
        return colleague;
    }

    private async Task SiteAsync(int i)
    {
        var counties = Of(OrganizationKind.CountyRegulator).ToList();
        // Two of three sites stand in the first county under the first contractor, so that the printed accounts have full lists.
        var main = i % 3 != 2;
        var county = main ? counties[0] : counties[1 + (i / 3 % (counties.Count - 1))];
        var contractors = Of(OrganizationKind.Contractor).ToList();
        var contractor = main && i % 2 == 0 ? contractors[0] : contractors[i % contractors.Count];
        var supervisors = Of(OrganizationKind.Supervisor).ToList();
        var supervisor = main ? supervisors[0] : supervisors[i % supervisors.Count];
        var owners = Of(OrganizationKind.Owner).ToList();
        var small = i % 17 == 5;
        var site = new Site(new SiteDetails
        {
            Name = names.Places[i % names.Places.Count] + names.Projects[i * 5 % names.Projects.Count] + (i >= 60 ? "（" + (i / 60 + 1) + "）" : ""),
            Address = string.Format(CultureInfo.InvariantCulture, names.Texts["address"], names.Streets[i % names.Streets.Count], 8 + (i * 3)),
            RegionCode = county.Organization.RegionCode!,
            Investment = small ? 600_000m : 3_000_000m + (i * 1_750_000m),
            FloorArea = small ? 320m : 1_200m + (i * 350m),
            StartDate = DateOnly.FromDateTime(now.Date).AddDays(-30 + (i % 20)),
            EndDate = DateOnly.FromDateTime(now.Date).AddDays(400 + (i * 3)),
        });
        site.AddParticipant(owners[i % owners.Count].Organization);
        site.AddParticipant(contractor.Organization);
        site.AddParticipant(supervisor.Organization);
        await db.AddAsync(site);
        Sites.Add(new DemoSite(site, contractor, supervisor, county));
    }

    /// <summary>An invented code with the check character that it must have.</summary>
    private static string CreditCode(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"91440800MA5{100_000 + (number * 7_919):D6}");
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => body + check).First(code => UnifiedSocialCreditCode.TryParse(code, out _));
    }

    internal static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"139{number * 7919 % 100_000_000:D8}");
}
