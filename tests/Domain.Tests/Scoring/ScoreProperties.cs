using Domain.Scoring;
using Testing;
using Testing.Scoring;

namespace Domain.Tests.Scoring;

/// <summary>Against <see cref="NaiveScore"/>, a second implementation that takes another way. At length 100,000 months.</summary>
public sealed class ScoreProperties
{
    private static readonly int Months = LongRun.Count(usual: 4_000, atLength: 100_000);

    [Fact]
    public void Of_AnyMonth_IsWhatTheRulesSayByHand()
    {
        var scores = new Dictionary<int, int>();
        for (var seed = 0; seed < Months; seed++)
        {
            var raw = RandomMonths.Of(seed);

            var score = ScoreComputation.Of(raw.Facts(), ScoreRules.Annex7).Score;

            score.ShouldBe(NaiveScore.Of(raw), customMessage: $"seed {seed}");
            scores[score] = scores.GetValueOrDefault(score) + 1;
        }

        // The months are worth something: every score occurs, and not nearly all are 0 or 100.
        scores.Count.ShouldBe(11);
        scores.Where(s => s.Key is > 0 and < 100).Sum(s => s.Value).ShouldBeGreaterThan(Months / 3);
    }

    [Fact]
    public void Of_AnyMonth_ExplainsEveryPointAndDependsOnNoOrder()
    {
        for (var seed = 0; seed < Months / 4; seed++)
        {
            var facts = RandomMonths.Of(seed).Facts();
            var result = ScoreComputation.Of(facts, ScoreRules.Annex7);

            var backwards = ScoreComputation.Of(
                facts with { Checks = [.. facts.Checks.Reverse()], Outages = [.. facts.Outages.Reverse()], Streams = [.. facts.Streams.Reverse()] }, ScoreRules.Annex7);

            result.Score.ShouldBe(Math.Max(0, 100 - result.Deductions.Sum(d => d.Points)), customMessage: $"seed {seed}");
            result.Deductions.ShouldAllBe(d => d.Points > 0);
            result.Deductions.Select(d => d.Evidence).ShouldBeUnique();
            backwards.Deductions.ShouldBe(result.Deductions);
        }
    }

    [Fact]
    public void Of_AnOutage_ChargesAllMonthsTogetherTheTierThatItReached()
    {
        for (var seed = 0; seed < Months; seed++)
        {
            var random = new Random(seed);
            var notice = SomeFacts.November.From.AddHours(random.Next(24 * 40));
            var recovered = notice.AddHours(random.Next(24 * 70));

            var sum = Enumerable.Range(0, 5).Select(SomeFacts.November.Add).SkipWhile(m => notice >= m.Until)
                .Sum(m => ScoreComputation.Of(SomeFacts.Outage(notice, recovered, m), ScoreRules.Annex7).Deducted);

            sum.ShouldBe(ScoreRules.Annex7.OutagePoints(ScoreComputation.BegunDays(notice, recovered)), customMessage: $"seed {seed}");
        }
    }
}
