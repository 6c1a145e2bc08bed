using Domain.Violations;

namespace Domain.Tests.Violations;

/// <summary>Annex 6, row by row.</summary>
public class ViolationMeasuresTests
{
    private static readonly DateOnly Day = new(2026, 12, 3);

    private static readonly ViolationMeasures Bare = new() { Grounds = "Nothing was done." };

    [Theory]
    [InlineData(ViolationKind.VideoNotInstalled, true, true, 5, true, false, false)]
    [InlineData(ViolationKind.CamerasInsufficient, true, false, 0, false, true, false)]
    [InlineData(ViolationKind.NotConnected, false, true, 5, false, false, false)]
    [InlineData(ViolationKind.ImageNotVisible, false, true, 5, false, false, false)]
    [InlineData(ViolationKind.MisconductOnVideo, false, true, 0, false, false, true)]
    [InlineData(ViolationKind.DustMonitorNotInstalled, true, false, 5, true, false, false)]
    [InlineData(ViolationKind.DustMonitorNotConnected, false, true, 0, false, true, false)]
    public void Rule_OfEachKind_IsTheAnnexRow(ViolationKind kind, bool onSite, bool online, int points, bool fined, bool talk, bool chosen)
    {
        var rule = kind.Rule();

        rule.FoundBy.Contains(Discovery.SiteInspection).ShouldBe(onSite);
        rule.FoundBy.Contains(Discovery.OnlinePatrol).ShouldBe(online);
        (rule.Points, rule.Fined, rule.Talk, rule.CaseByCase).ShouldBe((points, fined, talk, chosen));
    }

    [Theory]
    [InlineData(49_999, "violation.fine-range")]
    [InlineData(50_000, null)]
    [InlineData(100_000, null)]
    [InlineData(100_001, "violation.fine-range")]
    [InlineData(0, "violation.fine-range")]
    public void Problems_FineOfAFinedKind_LiesWithinTheRange(int fine, string? code)
    {
        foreach (var kind in new[] { ViolationKind.VideoNotInstalled, ViolationKind.DustMonitorNotInstalled })
            CodeOf(kind, Bare with { Points = 5, Fine = fine }).ShouldBe(code, kind.ToString());
    }

    [Theory]
    [InlineData("49999.99")]
    [InlineData("75000.50")]
    [InlineData("100000.01")]
    public void Problems_FineInPartsOfAYuan_IsRefused(string fine) => CodeOf(
        ViolationKind.VideoNotInstalled, Bare with { Points = 5, Fine = decimal.Parse(fine, System.Globalization.CultureInfo.InvariantCulture) }).ShouldBe("violation.fine-range");

    [Fact]
    public void Problems_FineLeftOutOrWhereThereIsNone_IsRefused()
    {
        CodeOf(ViolationKind.VideoNotInstalled, Bare with { Points = 5 }).ShouldBe("field.required");

        foreach (var kind in Enum.GetValues<ViolationKind>().Where(k => !k.Rule().Fined))
            Codes(kind, Bare with { Points = kind.Rule().Points, TalkOn = Day, Fine = 60_000 }).ShouldContain("violation.no-fine", kind.ToString());
    }

    [Fact]
    public void Problems_PointsOfAFixedKind_AreThoseOfTheAnnex()
    {
        foreach (var kind in Enum.GetValues<ViolationKind>().Where(k => !k.Rule().CaseByCase))
        {
            var rule = kind.Rule();
            var measures = Bare with { Points = rule.Points, Fine = rule.Fined ? 50_000 : null, TalkOn = rule.Talk ? Day : null };
            Codes(kind, measures).ShouldBeEmpty(kind.ToString());
            Codes(kind, measures with { Points = rule.Points + 1 }).ShouldBe(["violation.points-fixed"], kind.ToString());
            Codes(kind, measures with { Penalty = "Warning." }).ShouldBe(["violation.measure-not-of-kind"], kind.ToString());
            Codes(kind, measures with { Differentiated = true }).ShouldBe(["violation.measure-not-of-kind"], kind.ToString());
            Codes(kind, measures with { TalkOn = rule.Talk ? null : Day }).ShouldBe([rule.Talk ? "field.required" : "violation.measure-not-of-kind"], kind.ToString());
            Codes(kind, measures with { Grounds = " " }).ShouldBe(["field.required"], kind.ToString());
        }
    }

    [Theory]
    [InlineData(-1, "violation.points-range")]
    [InlineData(0, "violation.measure-required")]
    [InlineData(1, null)]
    [InlineData(5, null)]
    [InlineData(6, "violation.points-range")]
    public void Problems_MisconductByPointsAlone_TakesOneToFive(int points, string? code) =>
        CodeOf(ViolationKind.MisconductOnVideo, Bare with { Points = points }).ShouldBe(code);

    [Fact]
    public void Problems_Misconduct_TakesAnyOneMeasure()
    {
        foreach (var measures in new[] { Bare with { TalkOn = Day }, Bare with { Penalty = "Warning." }, Bare with { Differentiated = true } })
            Codes(ViolationKind.MisconductOnVideo, measures).ShouldBeEmpty();
    }

    private static string? CodeOf(ViolationKind kind, ViolationMeasures measures) => measures.Problems(kind) is [var first, ..] ? first.Code : null;

    private static IEnumerable<string> Codes(ViolationKind kind, ViolationMeasures measures) => measures.Problems(kind).Select(p => p.Code);
}
