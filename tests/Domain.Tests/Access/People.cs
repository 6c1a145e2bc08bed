using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Testing;

namespace Domain.Tests.Access;

/// <summary>Persons and sites without a database; organizations are told apart by these numbers.</summary>
internal static class People
{
    public const long Contractor = 1;
    public const long SupplierA = 11;
    public const long SupplierB = 12;

    public static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    public static readonly Actor Manager = Of(OrganizationKind.Contractor, Role.ProjectManager, Contractor);
    public static readonly Actor Clerk = Of(OrganizationKind.Contractor, Role.SiteClerk, Contractor);
    public static readonly Actor County = Of(OrganizationKind.CountyRegulator, Role.CountyOfficer, 2);
    public static readonly Actor Supervisor = Of(OrganizationKind.Supervisor, Role.SupervisionEngineer, 3);
    public static readonly Actor InstallerA = Of(OrganizationKind.Supplier, Role.SupplierStaff, SupplierA);
    public static readonly Actor InstallerB = Of(OrganizationKind.Supplier, Role.SupplierStaff, SupplierB);

    public static Actor Of(OrganizationKind kind, Role role, long organization) => new()
    {
        AccountId = organization * 100,
        Name = $"{role} {organization}",
        MembershipId = organization * 1000,
        OrganizationId = organization,
        OrganizationName = $"{kind} {organization}",
        OrganizationKind = kind,
        Role = role,
    };

    public static Organization Unit(OrganizationKind kind, long id)
    {
        var organization = new Organization(kind, new OrganizationDetails { Name = $"{kind} {id}", RegionCode = "440802" });
        typeof(Organization).GetProperty(nameof(Organization.Id))!.SetValue(organization, id);
        return organization;
    }

    public static Site Site(decimal investment = 5_000_000m, decimal floorArea = 3_000m)
    {
        var site = new Site(new SiteDetails
        {
            Name = "North Gate",
            Address = "1 Harbour Road",
            RegionCode = "440802",
            Investment = investment,
            FloorArea = floorArea,
            StartDate = new DateOnly(2026, 9, 1),
            EndDate = new DateOnly(2028, 8, 31),
        });
        site.AddParticipant(Unit(OrganizationKind.Contractor, Contractor));
        return site;
    }

    public static AccessAttachment File(AttachmentKind kind) => new(kind, SampleFiles.Stored($"{kind}.pdf", at: Now), "Clerk");
}
