using Domain.Registration;
using Testing.Registration;

namespace Domain.Tests.Registration;

public sealed class MuckSiteRulesTests
{
    private static readonly MuckSiteForm Complete = RegistrationForms.Site();

    [Fact]
    public void Check_WithoutPermitsAndDriedSlurry_IsComplete() =>
        Problems(Complete with { PlanningPermit = null, FilingNumber = null, ConstructionPermit = null, DriedSlurry = null }).ShouldBeEmpty();

    [Fact]
    public void Check_NoKindOfWaste_IsRefused()
    {
        Problems(Complete with { Wastes = [] }).ShouldBe(["site.wastes registration.waste-required"]);
        Problems(Complete with { Wastes = [new WasteRemoval { Kind = WasteKind.Muck }] }).ShouldBe(["site.wastes registration.waste-required"]);
    }

    [Theory]
    [InlineData(WasteKind.Muck)]
    [InlineData(WasteKind.WasteConcrete)]
    [InlineData(WasteKind.Slurry)]
    [InlineData(WasteKind.RenovationWaste)]
    [InlineData(WasteKind.DemolitionWaste)]
    public void Check_AnyOneKind_IsEnough(WasteKind kind) => Problems(Complete with { Wastes = [RegistrationForms.Waste(kind)] }).ShouldBeEmpty();

    [Fact]
    public void Check_AKindThatIsBegun_MustBeFinished() =>
        Problems(Complete with { Wastes = [.. Complete.Wastes, new WasteRemoval { Kind = WasteKind.Slurry, Tonnage = 3 }] }).ShouldBe(
            [
                "site.wastes.Slurry.transporter field.required", "site.wastes.Slurry.contactName field.required", "site.wastes.Slurry.phone field.required",
                "site.wastes.Slurry.from field.required", "site.wastes.Slurry.until field.required",
            ]);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(10_000_001)]
    public void Check_TonnageOutsideTheRange_IsRefused(int tonnes) =>
        Problems(Complete with { Wastes = [RegistrationForms.Waste(WasteKind.Muck) with { Tonnage = tonnes }] }).ShouldBe(["site.wastes.Muck.tonnage field.amount-positive"]);

    [Fact]
    public void Check_ReversedPeriods_AreRefused()
    {
        var waste = RegistrationForms.Waste(WasteKind.Muck);

        Problems(Complete with { EndDate = Complete.StartDate!.Value.AddDays(-1) }).ShouldBe(["site.endDate field.period-reversed"]);
        Problems(Complete with { Wastes = [waste with { Until = waste.From!.Value.AddDays(-1) }] }).ShouldBe(["site.wastes.Muck.until field.period-reversed"]);
    }

    [Fact]
    public void Check_ForgedMemberOfAList_IsRefused() =>
        Problems(Complete with { Category = (WorksCategory)99, ManagementLevel = (ManagementLevel)99 }).ShouldBe(["site.category field.required", "site.managementLevel field.required"]);

    private static List<string> Problems(MuckSiteForm form) => [.. MuckSiteRules.Check(form).Select(p => $"{p.Field} {p.Code}")];
}
