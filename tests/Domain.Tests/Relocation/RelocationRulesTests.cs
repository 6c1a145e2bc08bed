using Domain.Devices;
using Domain.Relocation;
using FsCheck;
using FsCheck.Fluent;
using Testing.Relocation;

namespace Domain.Tests.Relocation;

public class RelocationRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly RelocationFacts Facts = new()
    {
        Today = Today,
        Devices = [Camera(1, DeviceKind.GateDome), Camera(2, DeviceKind.CraneDome), Camera(3, DeviceKind.DustMonitor)],
        CraneNotice = false,
        Standstill = false,
    };

    [Fact]
    public void Check_CompleteRelocation_NeedsNoNotice() =>
        RelocationRules.Check(RelocationKind.Relocation, RelocationForms.Move(Today, 1, 2, 3), Facts).ShouldBeEmpty();

    [Theory]
    [InlineData(1, "relocation.standstill-missing")]
    [InlineData(2, "relocation.crane-notice-missing")]
    [InlineData(3, "relocation.standstill-missing")]
    public void Check_RemovalWithoutItsNotice_NamesTheDevice(long device, string code)
    {
        var problem = RelocationRules.Check(RelocationKind.Removal, RelocationForms.Removal(Today, device), Facts).ShouldHaveSingleItem();

        (problem.Field, problem.Code).ShouldBe(("points", code));
        problem.Arguments.ShouldBe([$"Place {device}"]);
    }

    /// <summary>Every choice of devices beside every standing of the two notices, against the rule said in one line.</summary>
    [Fact]
    public void Preconditions_OfAnyRemoval_AskForTheNoticeOfEachDevice()
    {
        var kinds = Enum.GetValues<DeviceKind>();
        var cases = from chosen in Gen.Elements(kinds).NonEmptyListOf()
                    from crane in Gen.Elements(true, false)
                    from standstill in Gen.Elements(true, false)
                    select (Chosen: chosen.ToList(), crane, standstill);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var facts = Facts with { Devices = [.. c.Chosen.Select((kind, i) => Camera(i + 1, kind))], CraneNotice = c.crane, Standstill = c.standstill };
            var form = RelocationForms.Removal(Today, [.. facts.Devices.Select(d => d.Id)]);

            var refused = RelocationRules.Preconditions(RelocationKind.Removal, form, facts).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);

            return refused.Contains("relocation.crane-notice-missing") == (!c.crane && c.Chosen.Contains(DeviceKind.CraneDome))
                && refused.Contains("relocation.standstill-missing") == (!c.standstill && c.Chosen.Exists(k => k != DeviceKind.CraneDome))
                && RelocationRules.Preconditions(RelocationKind.Relocation, RelocationForms.Move(Today, [.. facts.Devices.Select(d => d.Id)]), facts).Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    public void Preconditions_ReconnectionDate_MayBeTodayAtTheEarliest(int days, bool accepted)
    {
        var form = RelocationForms.Move(Today, 1) with { ReconnectionDate = Today.AddDays(days) };

        RelocationRules.Preconditions(RelocationKind.Relocation, form, Facts).Select(p => p.Code).ShouldBe(accepted ? [] : ["relocation.reconnection-past"]);
    }

    [Fact]
    public void Preconditions_DeviceThatCannotBeTaken_SaysWhy()
    {
        var facts = Facts with
        {
            Devices =
            [
                Camera(1) with { Removed = true }, Camera(2) with { BusyWith = "YC202600007" }, Camera(3) with { InService = false }, Camera(4),
            ],
        };

        var problems = RelocationRules.Preconditions(RelocationKind.Relocation, RelocationForms.Move(Today, 1, 2, 3, 4, 4, 99), facts);

        problems.Select(p => (p.Field, p.Code)).ShouldBe(
        [
            ("points[0]", "relocation.device-gone"), ("points[1]", "relocation.device-busy"), ("points[2]", "relocation.device-out-of-service"),
            ("points[4]", "relocation.device-twice"), ("points[5]", "relocation.device-gone"),
        ]);
        problems[1].Arguments.ShouldBe(["Place 2", "YC202600007"]);
    }

    /// <summary>A device that stands still with its site can be taken away, not moved.</summary>
    [Fact]
    public void Preconditions_RemovalOfADeviceOutOfService_IsPossible() => RelocationRules.Preconditions(
        RelocationKind.Removal, RelocationForms.Removal(Today, 1), Facts with { Devices = [Camera(1) with { InService = false }], Standstill = true }).ShouldBeEmpty();

    [Fact]
    public void Preconditions_NewKind_IsOneThatTheDeviceCanBe()
    {
        Codes(1, DeviceKind.SiteDome).ShouldBeEmpty();
        Codes(2, DeviceKind.GateDome).ShouldBeEmpty();
        Codes(1, DeviceKind.DustMonitor).ShouldBe(["relocation.kind-not-possible"]);
        Codes(3, DeviceKind.GateDome).ShouldBe(["relocation.kind-not-possible"]);

        static IEnumerable<string> Codes(long device, DeviceKind kind) => RelocationRules.Preconditions(
            RelocationKind.Relocation,
            RelocationForms.Move(Today) with { Points = [new RelocationPoint { DeviceId = device, NewPosition = "Yard", NewKind = kind }] }, Facts).Select(p => p.Code);
    }

    [Fact]
    public void Preconditions_SamePlaceAndKind_IsNoRelocation() => RelocationRules.Preconditions(
        RelocationKind.Relocation, RelocationForms.Move(Today) with { Points = [new RelocationPoint { DeviceId = 1, NewPosition = " Place 1 " }] }, Facts)
        .ShouldHaveSingleItem().Code.ShouldBe("relocation.position-unchanged");

    [Fact]
    public void Check_EmptyForm_NamesEveryField()
    {
        RelocationRules.Check(RelocationKind.Relocation, new RelocationForm(), Facts).Select(p => p.Field).ShouldBe(
        [
            "contactName", "contactPhone", "videoInstallationDate", "points", "reconnectionDate", "siteSituation", "supervisorOpinion", "supervisorName", "supervisorDate",
        ]);
        RelocationRules.Check(RelocationKind.Removal, new RelocationForm(), Facts).Select(p => p.Field).ShouldNotContain("reconnectionDate");
    }

    private static MovableDevice Camera(long id, DeviceKind kind = DeviceKind.GateDome) => new(id, $"{id:D20}", $"Place {id}", kind, 11, Removed: false, InService: true, BusyWith: null);
}
