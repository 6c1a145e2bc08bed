using Domain.Devices;
using Domain.Registration;
using FsCheck;
using FsCheck.Fluent;
using Testing;
using Testing.Registration;

namespace Domain.Tests.Registration;

public sealed class RegistrationRulesTests
{
    private static readonly RegistrationForm Complete = RegistrationForms.Complete();

    [Fact]
    public void Check_CompleteForm_FindsNothing() => Problems(Complete).ShouldBeEmpty();

    [Fact]
    public void Check_EmptyForm_NamesEveryRequiredField()
    {
        var fields = Problems(new RegistrationForm()).Select(p => p.Split(' ')[0]).Distinct().ToList();

        fields.ShouldBe(
            [
                "site.name", "site.address", "site.regionCode", "site.startDate", "site.endDate", "site.category", "site.managementLevel", "site.departmentId",
                "site.centralEnterprise", "site.owner.name", "site.owner.address", "site.owner.contactName", "site.owner.phone",
                "site.generalContractor.name", "site.generalContractor.address", "site.generalContractor.contactName", "site.generalContractor.phone",
                "site.wastes", "pointName", "contactName", "contactPhone", "supplierId", "longitude", "latitude", "devices",
            ]);
    }

    [Theory]
    [InlineData(DeviceKind.EntrancePlateCamera)]
    [InlineData(DeviceKind.EntranceOverheadCamera)]
    [InlineData(DeviceKind.ExitPlateCamera)]
    [InlineData(DeviceKind.ExitOverheadCamera)]
    public void Check_WithoutOneOfTheFourCameras_SaysWhichIsMissing(DeviceKind kind)
    {
        var form = Complete with { Devices = [.. Complete.Devices.Where(d => d.Kind != kind)] };

        var problem = RegistrationRules.Check(form, PortalWorld.County).ShouldHaveSingleItem();

        (problem.Field, problem.Code, problem.Arguments.Single()).ShouldBe(("devices", "registration.device-missing", kind));
    }

    [Fact]
    public void Check_TwoOfAKind_IsAllowed() =>
        Problems(Complete with { Devices = [.. Complete.Devices, RegistrationForms.Device(DeviceKind.EntrancePlateCamera, 9)] }).ShouldBeEmpty();

    [Fact]
    public void Check_AnotherKindOfDevice_IsRefused() =>
        Problems(With(d => d with { Kind = DeviceKind.DustMonitor })).ShouldContain("devices[0].kind field.required");

    [Theory]
    [InlineData("4408020044132700000", "code", "registration.code-malformed")]
    [InlineData("44080200441327000001A", "code", "registration.code-malformed")]
    [InlineData("99080200441327000001", "codeConfirmed", "registration.code-implausible")]
    [InlineData("44080200991327000001", "codeConfirmed", "registration.code-implausible")]
    [InlineData("44080200441187000001", "codeConfirmed", "registration.code-not-camera")]
    [InlineData("31011500441327000001", "codeConfirmed", "registration.code-elsewhere")]
    public void Check_DoubtfulCode_IsRefusedOrMustBeConfirmed(string code, string field, string problem) =>
        Problems(With(d => d with { Code = code })).ShouldBe([$"devices[0].{field} {problem}"]);

    [Theory]
    [InlineData("44080300441327000001")]
    [InlineData("44000000441317000001")]
    public void Check_CodeOfTheCityOrProvince_IsNoSlip(string code) => Problems(With(d => d with { Code = code })).ShouldBeEmpty();

    [Fact]
    public void Check_ConfirmedCode_HoldsForThatCodeOnly()
    {
        const string doubtful = "31011500441327000001";

        Problems(With(d => d with { Code = doubtful, ConfirmedCode = doubtful })).ShouldBeEmpty();
        Problems(With(d => d with { Code = "31011500441327000002", ConfirmedCode = doubtful })).ShouldBe(["devices[0].codeConfirmed registration.code-elsewhere"]);
    }

    [Fact]
    public void Check_SameCodeTwice_MarksTheLaterOne() =>
        Problems(Complete with { Devices = [.. Complete.Devices, Complete.Devices[0]] }).ShouldBe(["devices[4].code registration.code-doubled"]);

    [Fact]
    public void Check_FarDevice_MustBeConfirmedForThatDistance()
    {
        var far = With(d => d with { Longitude = RegistrationForms.Longitude + 0.05 });
        var metres = RegistrationRules.DistanceOf(far, far.Devices[0])!.Value;

        metres.ShouldBeInRange(5_100, 5_300);
        Problems(far).ShouldBe(["devices[0].distanceConfirmed registration.device-far"]);
        Problems(far with { Devices = [far.Devices[0] with { ConfirmedDistance = metres }, .. far.Devices.Skip(1)] }).ShouldBeEmpty();
        Problems(far with { Devices = [far.Devices[0] with { ConfirmedDistance = metres - 100 }, .. far.Devices.Skip(1)] }).Count.ShouldBe(1);
    }

    /// <summary>Whatever the places, exactly those farther than 2 km ask for a confirmation, and a confirmation given for where it is answers it.</summary>
    [Fact]
    public void Check_AnyPlaces_AskExactlyTheFarOnes()
    {
        var near = Gen.Choose(-60_000, 60_000).Select(millionths => millionths / 1e6);
        var cases = from east in near from north in near from deviceEast in near from deviceNorth in near select (east, north, deviceEast, deviceNorth);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var form = With(d => d with { Longitude = RegistrationForms.Longitude + c.deviceEast, Latitude = RegistrationForms.Latitude + c.deviceNorth }) with
            {
                Longitude = RegistrationForms.Longitude + c.east,
                Latitude = RegistrationForms.Latitude + c.north,
            };
            form = form with { Devices = [form.Devices[0], .. form.Devices.Skip(1).Select(d => d with { Longitude = form.Longitude, Latitude = form.Latitude })] };
            var metres = form.Position()!.DistanceTo(form.Devices[0].Position()!);
            var asked = Problems(form).Contains("devices[0].distanceConfirmed registration.device-far");
            var confirmed = form with { Devices = [form.Devices[0] with { ConfirmedDistance = RegistrationRules.DistanceOf(form, form.Devices[0]) }, .. form.Devices.Skip(1)] };

            // To the whole metre, as it is shown.
            return (Math.Abs(metres - RegistrationRules.NearDistance) < 1 || asked == metres > RegistrationRules.NearDistance) && Problems(confirmed).Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(21.2707, 110.3594)]
    [InlineData(0.0, 0.0)]
    [InlineData(double.NaN, 21.0)]
    [InlineData(200.0, 21.0)]
    public void Check_PositionOutsideTheCountry_IsRefused(double longitude, double latitude) =>
        Problems(Complete with { Longitude = longitude, Latitude = latitude }).ShouldContain("longitude registration.position-outside");

    [Theory]
    [InlineData(null, "field.required")]
    [InlineData("123", "field.phone")]
    public void Check_BadPhone_IsMarked(string? phone, string code) => Problems(Complete with { ContactPhone = phone }).ShouldBe([$"contactPhone {code}"]);

    [Fact]
    public void Check_DeclaredSite_NeedsDistrictAndNumberInsteadOfTheForm()
    {
        var form = Complete with { Origin = SiteOrigin.Declared, Site = new MuckSiteForm() };

        Problems(form).ShouldBe(["declaredRegion field.required", "declaredNumbers registration.declared-required"]);
        Problems(form with { DeclaredRegion = PortalWorld.County, DeclaredNumbers = ["CK20261008001"] }).ShouldBeEmpty();
    }

    [Fact]
    public void RequireStorable_MoreThanAnybodyTypes_IsRefused()
    {
        Should.NotThrow(() => RegistrationRules.RequireStorable(new RegistrationForm()));
        Refusal(Complete with { PointName = new string('x', 301) }).ShouldBe("field.too-long");
        Refusal(Complete with { Devices = [.. Enumerable.Repeat(Complete.Devices[0], 101)] }).ShouldBe("registration.devices-too-many");
        Refusal(Complete with { DeclaredNumbers = [.. Enumerable.Repeat("CK20261008001", 11)] }).ShouldBe("registration.declared-too-many");
    }

    private static RegistrationForm With(Func<RegisteredDevice, RegisteredDevice> change) => Complete with { Devices = [change(Complete.Devices[0]), .. Complete.Devices.Skip(1)] };

    private static List<string> Problems(RegistrationForm form) => [.. RegistrationRules.Check(form, PortalWorld.County).Select(p => $"{p.Field} {p.Code}")];

    private static string Refusal(RegistrationForm form) => Should.Throw<DomainException>(() => RegistrationRules.RequireStorable(form)).Code;
}
