using Domain.Access;
using Domain.Devices;
using Testing.Access;

namespace Domain.Tests.Access;

public class AccessFormRulesTests
{
    private static readonly AccessForm Complete = AccessForms.Complete();

    [Fact]
    public void Check_Complete_NoProblem() => AccessFormRules.Check(Complete).ShouldBeEmpty();

    [Fact]
    public void Check_Empty_NamesEveryField() =>
        AccessFormRules.Check(new AccessForm()).Select(p => p.Field).ShouldBe(
        [
            "projectManagerName", "projectManagerPhone", "supplierId", "siteAdministratorName", "siteAdministratorPhone", "liaisonName",
            "liaisonPhone", "liaisonEmail", "bandwidthUp", "bandwidthDown", "videoInstallationDate", "siteSituation", "positions",
        ]);

    [Fact]
    public void Check_EmptyPosition_NamesEveryCell() =>
        AccessFormRules.Check(Complete with { Positions = [new InstallPosition()] }).Select(p => p.Field).ShouldBe(
        [
            "positions[0].position", "positions[0].kind", "positions[0].brand", "positions[0].model", "positions[0].simNumber", "positions[0].ipAddress",
        ]);

    [Theory]
    [InlineData("19.99", "access.bandwidth-too-low")]
    [InlineData("20", null)]
    [InlineData("100000", null)]
    [InlineData("100000.01", "field.out-of-range")]
    [InlineData("-20", "access.bandwidth-too-low")]
    public void Check_Bandwidth_IsAtLeastTwentyEachWay(string value, string? code)
    {
        var bandwidth = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);

        OnlyProblem(Complete with { BandwidthUp = bandwidth }).ShouldBe(code is null ? null : ("bandwidthUp", code));
        OnlyProblem(Complete with { BandwidthDown = bandwidth }).ShouldBe(code is null ? null : ("bandwidthDown", code));
    }

    [Theory]
    [InlineData("13800000001", true)]
    [InlineData(" 13800000001 ", true)]
    [InlineData("12800000001", false)]
    [InlineData("1380000000", false)]
    [InlineData("138000000012", false)]
    [InlineData("0759-2345678", true)]
    [InlineData("075923456789", true)]
    [InlineData("010-12345678-801", true)]
    [InlineData("759-2345678", false)]
    [InlineData("+8613800000001", false)]
    [InlineData("138００0000001", false)]
    public void Check_Phones_AreMainlandNumbers(string phone, bool valid)
    {
        OnlyProblem(Complete with { ProjectManagerPhone = phone }).ShouldBe(valid ? null : ("projectManagerPhone", "field.phone"));
        OnlyProblem(Complete with { SiteAdministratorPhone = phone }).ShouldBe(valid ? null : ("siteAdministratorPhone", "field.phone"));
        OnlyProblem(Complete with { LiaisonPhone = phone }).ShouldBe(valid ? null : ("liaisonPhone", "field.phone"));
    }

    [Theory]
    [InlineData("a@b.cn", true)]
    [InlineData(" a@b.cn ", true)]
    [InlineData("a@b", false)]
    [InlineData("a b@c.cn", false)]
    [InlineData("a@b@c.cn", false)]
    [InlineData("a@b..cn", false)]
    [InlineData("@b.cn", false)]
    public void Check_Mail_HasNameAndHost(string mail, bool valid) =>
        OnlyProblem(Complete with { LiaisonEmail = mail }).ShouldBe(valid ? null : ("liaisonEmail", "field.email"));

    [Fact]
    public void Check_TextAtItsLimit_IsTaken()
    {
        OnlyProblem(Complete with { ProjectManagerName = new string('x', AccessForm.NameLength) }).ShouldBeNull();
        OnlyProblem(Complete with { ProjectManagerName = new string('x', AccessForm.NameLength + 1) }).ShouldBe(("projectManagerName", "field.too-long"));
        OnlyProblem(Complete with { SiteSituation = new string('x', AccessForm.SituationLength) }).ShouldBeNull();
        OnlyProblem(Complete with { SiteSituation = new string('x', AccessForm.SituationLength + 1) }).ShouldBe(("siteSituation", "field.too-long"));
    }

    [Theory]
    [InlineData(0, "access.positions-required")]
    [InlineData(1, null)]
    [InlineData(6, null)]
    [InlineData(200, null)]
    [InlineData(201, "access.positions-too-many")]
    public void Check_Positions_OneAtLeastAndNotOnlyFive(int count, string? code) =>
        OnlyProblem(Complete with { Positions = [.. Enumerable.Range(1, count).Select(Distinct)] }).ShouldBe(code is null ? null : ("positions", code));

    [Theory]
    [InlineData("14400000001", true)]
    [InlineData("1440000000123", true)]
    [InlineData("8986041234567890123", true)]
    [InlineData("8986041234567890123F", true)]
    [InlineData("898604123456789012AB", true)]
    [InlineData("144000000012", false)]
    [InlineData("8986-0412-3456-7890", false)]
    [InlineData("1440000000１", false)]
    public void Check_SimNumber_IsMsisdnOrIccid(string sim, bool valid) =>
        OnlyProblem(With(p => p with { SimNumber = sim })).ShouldBe(valid ? null : ("positions[0].simNumber", "access.sim-number"));

    [Theory]
    [InlineData("10.8.0.200", true)]
    [InlineData("2001:db8::17", true)]
    [InlineData("10.8.0.256", false)]
    [InlineData("10.8.0", false)]
    [InlineData("010.8.0.200", false)]
    [InlineData("0x0A.8.0.2", false)]
    [InlineData("[2001:db8::17]:80", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("1", false)]
    [InlineData("2001:db8::17::1", false)]
    public void Check_Address_IsPlain(string address, bool valid) =>
        OnlyProblem(With(p => p with { IpAddress = address })).ShouldBe(valid ? null : ("positions[0].ipAddress", "field.ip-address"));

    [Fact]
    public void Check_DoubledSim_MarksTheLaterWithTheEarlier()
    {
        var form = Complete with { Positions = [Distinct(1), Distinct(2), Distinct(3) with { SimNumber = " 14400000001 " }] };

        var problem = AccessFormRules.Check(form).ShouldHaveSingleItem();

        (problem.Field, problem.Code, problem.Arguments[0]).ShouldBe(("positions[2].simNumber", "access.sim-doubled", 1));
    }

    [Fact]
    public void Check_SameAddressSpelledOtherwise_IsDoubled()
    {
        var form = Complete with { Positions = [Distinct(1) with { IpAddress = "2001:DB8:0::1" }, Distinct(2) with { IpAddress = "2001:db8::1" }] };

        var problem = AccessFormRules.Check(form).ShouldHaveSingleItem();

        (problem.Field, problem.Code, problem.Arguments[0]).ShouldBe(("positions[1].ipAddress", "access.ip-doubled", 1));
    }

    [Theory]
    [InlineData(DeviceKind.OtherDome, true)]
    [InlineData(DeviceKind.VideoRecorder, false)]
    [InlineData(DeviceKind.Router, false)]
    [InlineData(DeviceKind.ApnCard, false)]
    [InlineData((DeviceKind)99, false)]
    public void Check_Kind_IsOneThatReportsForItself(DeviceKind kind, bool valid) =>
        OnlyProblem(With(p => p with { Kind = kind })).ShouldBe(valid ? null : ("positions[0].kind", "access.kind-not-installable"));

    [Fact]
    public void RequireStorable_TooLongForTheFormButNotForADraft_IsKept()
    {
        var form = new AccessForm { ProjectManagerName = new string('x', AccessForm.DraftTextLength) };

        Should.NotThrow(() => AccessFormRules.RequireStorable(form));
        AccessFormRules.Check(form).ShouldContain(p => p.Field == "projectManagerName" && p.Code == "field.too-long");
    }

    [Fact]
    public void RequireStorable_MuchTooLong_IsRefused()
    {
        var text = new string('x', AccessForm.DraftTextLength + 1);
        AccessForm[] forms =
        [
            new() { LiaisonEmail = text },
            new() { Positions = [new InstallPosition { Brand = text }] },
            new() { SiteSituation = new string('x', (AccessForm.SituationLength * 2) + 1) },
        ];

        foreach (var form in forms) Should.Throw<DomainException>(() => AccessFormRules.RequireStorable(form)).Code.ShouldBe("field.too-long");
    }

    private static InstallPosition Distinct(int number) => AccessForms.Position(number) with { IpAddress = $"10.8.{number / 200}.{number % 200}" };

    private static AccessForm With(Func<InstallPosition, InstallPosition> change) =>
        Complete with { Positions = [change(Complete.Positions[0]), .. Complete.Positions.Skip(1)] };

    private static (string Field, string Code)? OnlyProblem(AccessForm form) => AccessFormRules.Check(form) switch
    {
        [] => null,
        [var problem] => (problem.Field, problem.Code),
        var several => throw new InvalidOperationException(string.Join(", ", several.Select(p => $"{p.Field} {p.Code}"))),
    };
}
