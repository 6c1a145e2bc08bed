using Domain.Organizations;
using Domain.Tests.Access;

namespace Domain.Tests.Sites;

public class SiteTests
{
    [Fact]
    public void AddParticipant_SecondContractor_IsRefused() =>
        Should.Throw<DomainException>(() => People.Site().AddParticipant(People.Unit(OrganizationKind.Contractor, 77))).Code.ShouldBe("site.participant-exists");

    [Fact]
    public void AddParticipant_SecondSupplier_IsTaken()
    {
        var site = People.Site();

        site.AddParticipant(People.Unit(OrganizationKind.Supplier, People.SupplierA));
        site.AddParticipant(People.Unit(OrganizationKind.Supplier, People.SupplierB));

        site.Participants.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(OrganizationKind.CountyRegulator)]
    [InlineData(OrganizationKind.Operator)]
    [InlineData(OrganizationKind.Administration)]
    public void AddParticipant_NoCompany_IsRefused(OrganizationKind kind) =>
        Should.Throw<DomainException>(() => People.Site().AddParticipant(People.Unit(kind, 77))).Code.ShouldBe("site.participant-kind");

    [Fact]
    public void Connect_Twice_IsRefused()
    {
        var site = People.Site();
        site.Connect(People.Now);

        Should.Throw<DomainException>(() => site.Connect(People.Now)).Code.ShouldBe("site.already-connected");
    }
}
