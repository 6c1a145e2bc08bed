using Domain.Organizations;
using Domain.Suppliers;
using Domain.Tests.Access;

namespace Domain.Tests.Suppliers;

public class SupplierRestrictionTests
{
    private static readonly DateOnly From = new(2026, 11, 25);
    private static readonly DateOnly Until = new(2027, 5, 24);
    private static readonly Actor City = People.Of(OrganizationKind.CityRegulator, Role.CityOfficer, 7);
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void InForceOn_FirstAndLastDay_AreInside()
    {
        var restriction = Restriction(RestrictionKind.Suspended, Until);

        restriction.InForceOn(From.AddDays(-1)).ShouldBeFalse();
        restriction.InForceOn(From).ShouldBeTrue();
        restriction.InForceOn(Until).ShouldBeTrue();
        restriction.InForceOn(Until.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void InForceOn_Blacklisted_HasNoEnd() => Restriction(RestrictionKind.Blacklisted, null).InForceOn(From.AddYears(30)).ShouldBeTrue();

    [Fact]
    public void InForceOn_Lifted_IsNot()
    {
        var restriction = Restriction(RestrictionKind.Blacklisted, null);

        restriction.Lift(Now);

        restriction.InForceOn(From).ShouldBeFalse();
    }

    [Fact]
    public void New_Impossible_IsRefused()
    {
        CodeOf(() => Restriction(RestrictionKind.Suspended, null)).ShouldBe("supplier.restriction-end-required");
        CodeOf(() => Restriction(RestrictionKind.Suspended, From.AddDays(-1))).ShouldBe("supplier.restriction-reversed");
        CodeOf(() => new SupplierRestriction(1, RestrictionKind.Suspended, From, Until, " ", City, Now)).ShouldBe("supplier.restriction-reason-required");
    }

    [Fact]
    public void New_OneDay_IsPossible() => Restriction(RestrictionKind.Suspended, From).InForceOn(From).ShouldBeTrue();

    private static SupplierRestriction Restriction(RestrictionKind kind, DateOnly? until) => new(1, kind, From, until, "Scores", City, Now);

    private static string CodeOf(Func<object> act) => Should.Throw<DomainException>(() => { act(); }).Code;
}
