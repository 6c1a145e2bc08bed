using Domain.Scoring;
using static Domain.Tests.Scoring.SomeFacts;

namespace Domain.Tests.Scoring;

/// <summary>Every bound of annex 7, on both sides.</summary>
public sealed class ScoreTiersTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 7, 0)]
    [InlineData(9, 91, 0)]
    [InlineData(99, 1000, 0)]
    [InlineData(100, 1000, 10)]
    [InlineData(1, 10, 10)]
    [InlineData(199, 1000, 10)]
    [InlineData(200, 1000, 20)]
    [InlineData(1, 5, 20)]
    [InlineData(299, 1000, 20)]
    [InlineData(300, 1000, 40)]
    [InlineData(3, 10, 40)]
    [InlineData(1, 1, 40)]
    public void OfflineRate_AtACheck_DeductsItsTier(int offline, int inService, int points) =>
        Points(None with { Checks = [Check(0, offline, inService)] }).ShouldBe(points);

    [Fact]
    public void OfflineRate_SeveralChecks_AddUpOrTheWorstStands()
    {
        var facts = None with { Checks = [Check(0, 1, 10), Check(1, 0, 10), Check(2, 2, 10), Check(3, 2, 10), Check(4, 1, 10)] };

        var sum = ScoreComputation.Of(facts, ScoreRules.Annex7);
        var worst = ScoreComputation.Of(facts, ScoreRules.Annex7 with { Checks = CheckCombination.Worst });

        sum.Deductions.Select(d => d.Points).ShouldBe([10, 20, 20, 10]);
        sum.Score.ShouldBe(40);
        worst.Deductions.ShouldHaveSingleItem().From.ShouldBe(November.Mondays[2]);
        worst.Score.ShouldBe(80);
    }

    public static TheoryData<TimeSpan, int, int> Elapsed => new()
    {
        { TimeSpan.FromHours(-1), 0, 0 },
        { TimeSpan.Zero, 0, 0 },
        { TimeSpan.FromMicroseconds(1), 1, 0 },
        { TimeSpan.FromDays(1), 1, 0 },
        { TimeSpan.FromDays(3), 3, 0 },
        { TimeSpan.FromDays(3) + TimeSpan.FromMicroseconds(1), 4, 10 },
        { TimeSpan.FromDays(7), 7, 10 },
        { TimeSpan.FromDays(7) + TimeSpan.FromMicroseconds(1), 8, 20 },
        { TimeSpan.FromDays(14), 14, 20 },
        { TimeSpan.FromDays(14) + TimeSpan.FromMicroseconds(1), 15, 40 },
    };

    [Theory]
    [MemberData(nameof(Elapsed))]
    public void Outage_ByElapsedTime_DeductsTheTierOfItsBegunDays(TimeSpan elapsed, int days, int points)
    {
        var notice = November.From.AddHours(5);

        var result = Of(Outage(notice, notice + elapsed));

        ScoreComputation.BegunDays(notice, notice + elapsed).ShouldBe(days);
        result.Deducted.ShouldBe(points);
        if (points > 0) result.Deductions.ShouldHaveSingleItem().Measured.ShouldBe(days);
    }

    [Theory]
    [InlineData(1920, 1080, 0)]
    [InlineData(1919, 1080, 10)]
    [InlineData(1920, 1079, 10)]
    [InlineData(2560, 1440, 0)]
    [InlineData(2560, 720, 10)]
    public void MainStream_ByItsSize_DeductsBelowTheLeast(int width, int height, int points) =>
        Points(Streams(Size(width, height), null)).ShouldBe(points);

    [Theory]
    [InlineData(704, 576, 0)]
    [InlineData(703, 576, 10)]
    [InlineData(704, 575, 10)]
    [InlineData(1280, 720, 0)]
    public void SubStream_ByItsSize_DeductsBelowTheLeast(int width, int height, int points) =>
        Points(Streams(null, Size(width, height))).ShouldBe(points);

    [Fact]
    public void Streams_NeverReported_DeductNothing() => Points(Streams(null, null)).ShouldBe(0);

    [Fact]
    public void Score_OfMoreDeductionsThanPoints_StaysAtTheFloor()
    {
        var facts = None with { Checks = [Check(0, 3, 10), Check(1, 3, 10), Check(2, 1, 10), Check(3, 1, 10)] };

        Of(facts).Score.ShouldBe(0);
        Of(facts with { Checks = [.. facts.Checks, Check(4, 1, 10)] }).ShouldSatisfyAllConditions(r => r.Score.ShouldBe(0), r => r.Deducted.ShouldBe(110));
    }
}
