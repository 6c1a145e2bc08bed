using Domain.Organizations;
using Domain.Sites;
using Domain.Tests.Access;

namespace Domain.Tests.Sites;

public class VisibleSitesTests
{
    /// <summary>A site of 440802 with contractor 1.</summary>
    private static readonly Site Site = People.Site();

    [Theory]
    [InlineData(OrganizationKind.CountyRegulator, Role.CountyOfficer, "440802", true)]
    [InlineData(OrganizationKind.CountyRegulator, Role.CountyOfficer, "440803", false)]
    [InlineData(OrganizationKind.CountyRegulator, Role.CountyOfficer, null, false)]
    [InlineData(OrganizationKind.CityRegulator, Role.CityOfficer, "440800", true)]
    [InlineData(OrganizationKind.CityRegulator, Role.CityOfficer, "440900", false)]
    [InlineData(OrganizationKind.CityRegulator, Role.CityOfficer, "310000", false)]
    [InlineData(OrganizationKind.CityRegulator, Role.CityOfficer, "440000", true)]
    [InlineData(OrganizationKind.CityRegulator, Role.CityOfficer, null, false)]
    [InlineData(OrganizationKind.CityRegulator, Role.CityOfficer, "", false)]
    [InlineData(OrganizationKind.Operator, Role.OperatorEngineer, "440800", true)]
    [InlineData(OrganizationKind.Operator, Role.OperatorEngineer, "310000", false)]
    [InlineData(OrganizationKind.Administration, Role.Administrator, "440800", false)]
    [InlineData(OrganizationKind.Administration, Role.Administrator, null, false)]
    public void For_Offices_FollowsTheRegion(OrganizationKind kind, Role role, string? region, bool sees) =>
        Sees(People.Of(kind, role, 50) with { RegionCode = region }).ShouldBe(sees);

    [Theory]
    [InlineData(OrganizationKind.Contractor, Role.ProjectManager)]
    [InlineData(OrganizationKind.Supplier, Role.SupplierStaff)]
    [InlineData(OrganizationKind.Owner, Role.OwnerRepresentative)]
    [InlineData(OrganizationKind.LaborCompany, Role.LaborClerk)]
    public void For_Companies_FollowsTakingPart(OrganizationKind kind, Role role)
    {
        Sees(People.Of(kind, role, People.Contractor)).ShouldBeTrue();
        Sees(People.Of(kind, role, 99) with { RegionCode = "440802" }).ShouldBeFalse();
    }

    [Fact]
    public void For_AStandIn_IsTheOneSite_AsLongAsTheUnitTakesPart()
    {
        var manager = People.Of(OrganizationKind.Contractor, Role.ProjectManager, People.Contractor);

        Sees(manager with { StandIn = At(Site.Id) }).ShouldBeTrue();
        Sees(manager with { StandIn = At(Site.Id + 1) }).ShouldBeFalse();
        Sees(manager with { OrganizationId = 99, StandIn = At(Site.Id) }).ShouldBeFalse();
    }

    private static StandIn At(long siteId) => new()
    {
        LeaveId = 1,
        SiteId = siteId,
        SiteName = "Site",
        AbsentAccountId = 2,
        AbsentName = "Zhang San",
        OwnMembershipId = 3,
        Until = DateTimeOffset.UnixEpoch,
        Clock = TimeProvider.System,
    };

    [Fact]
    public void For_EveryKind_IsDecided()
    {
        foreach (var kind in Enum.GetValues<OrganizationKind>()) Should.NotThrow(() => VisibleSites.For(People.Of(kind, Roles.Of(kind)[0], 1)));
    }

    private static bool Sees(Actor actor) => VisibleSites.For(actor).Compile()(Site);
}
