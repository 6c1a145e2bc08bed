using Domain.Consequences;
using Domain.Scoring;

namespace Domain.Tests.Consequences;

public sealed class ConsequenceRuleTests
{
    private static readonly ScoreRules Rules = ScoreRules.Annex7;

    [Theory]
    [InlineData(59, ConsequenceKind.Talk)]
    [InlineData(60, null)]
    [InlineData(0, ConsequenceKind.Talk)]
    public void Find_AScoreOnEitherSideOfTheThreshold_IsLowOnlyBelow(int score, ConsequenceKind? kind) =>
        Find("2026-10", ("2026-10", score)).Kind.ShouldBe(kind);

    [Theory]
    [InlineData(1, ConsequenceKind.Talk)]
    [InlineData(2, null)]
    [InlineData(3, ConsequenceKind.Suspension)]
    [InlineData(4, null)]
    [InlineData(5, null)]
    [InlineData(6, ConsequenceKind.Blacklist)]
    [InlineData(7, ConsequenceKind.Blacklist)]
    [InlineData(12, ConsequenceKind.Blacklist)]
    public void Find_TheNthLowMonthInARow_LeadsTo(int nth, ConsequenceKind? kind)
    {
        var last = new ScoreMonth(2027, 3);

        var found = ConsequenceRule.Find(last, Enumerable.Range(0, nth).Select(ago => new MonthScore(last.Add(-ago), 40)), Rules);

        found.Kind.ShouldBe(kind);
        found.Counted.Count.ShouldBe(nth);
        found.Counted.ShouldBe(found.Counted.Order());
    }

    [Theory]
    [InlineData("2026-11", null, 2)]
    [InlineData("2026-10", ConsequenceKind.Talk, 1)]
    [InlineData("2026-09", ConsequenceKind.Talk, 1)]
    public void Find_ALowMonthElevenTwelveThirteenMonthsBefore_CountsOnlyWithinTwelve(string before, ConsequenceKind? kind, int count)
    {
        var found = Find("2027-10", (before, 40), ("2027-10", 40));

        (found.Kind, found.Counted.Count).ShouldBe((kind, count));
    }

    [Fact]
    public void Find_AcrossTheYear_CountsOn() =>
        Find("2027-01", ("2026-11", 40), ("2026-12", 40), ("2027-01", 40)).Kind.ShouldBe(ConsequenceKind.Suspension);

    [Fact]
    public void Find_MonthsWithoutACardAndGoodOnes_AreNoBreak() =>
        Find("2026-12", ("2026-03", 40), ("2026-05", 100), ("2026-08", 40), ("2026-12", 40)).Kind.ShouldBe(ConsequenceKind.Suspension);

    [Fact]
    public void Find_AMonthThatPasses_LeadsToNothingHoweverManyBefore() =>
        Find("2026-12", ("2026-09", 40), ("2026-10", 40), ("2026-11", 40), ("2026-12", 60)).ShouldBe(ConsequenceFinding.None);

    [Fact]
    public void Find_LaterMonths_AreNotCounted() =>
        Find("2026-10", ("2026-10", 40), ("2026-11", 40), ("2026-12", 40)).Kind.ShouldBe(ConsequenceKind.Talk);

    [Fact]
    public void Find_AThirdMonthAgainOnceOneHasLeftTheWindow_SuspendsAgain() =>
        Find("2027-02", ("2026-02", 40), ("2026-06", 40), ("2026-12", 40), ("2027-02", 40)).Kind.ShouldBe(ConsequenceKind.Suspension);

    [Fact]
    public void Find_OtherRules_AreFollowed()
    {
        var strict = Rules with { Threshold = 80, SuspensionAt = 2, BlacklistAt = 3, WindowMonths = 6 };

        ConsequenceRule.Find(Month("2026-12"), Scores(("2026-11", 79), ("2026-12", 79)), strict).Kind.ShouldBe(ConsequenceKind.Suspension);
        ConsequenceRule.Find(Month("2026-12"), Scores(("2026-06", 79), ("2026-12", 79)), strict).Kind.ShouldBe(ConsequenceKind.Talk);
    }

    private static ConsequenceFinding Find(string month, params (string Month, int Score)[] scores) => ConsequenceRule.Find(Month(month), Scores(scores), Rules);

    private static IEnumerable<MonthScore> Scores(params (string Month, int Score)[] scores) => scores.Select(s => new MonthScore(Month(s.Month), s.Score));

    private static ScoreMonth Month(string text) => ScoreMonth.TryParse(text, out var month) ? month : throw new FormatException(text);
}
