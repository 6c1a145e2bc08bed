using Domain.Scoring;
using static Domain.Tests.Scoring.SomeFacts;

namespace Domain.Tests.Scoring;

/// <summary>Outages that reach from one month into the next.</summary>
public sealed class OutageMonthTests
{
    private static readonly ScoreMonth December = November.Next;

    [Fact]
    public void Close_OfAnOutageStillOpen_CountsUpToTheClose()
    {
        // From the 29th to the 3rd are four days and some hours.
        var deduction = Of(Outage(November.Until.AddDays(-2).AddHours(-3), null)).Deductions.ShouldHaveSingleItem();

        (deduction.Points, deduction.Measured, deduction.Until).ShouldBe((10, 5, November.ClosesAt));
    }

    [Fact]
    public void LaterMonth_OfAnOutageThatReachesAHigherTier_IsChargedTheDifference()
    {
        var notice = November.Until.AddDays(-2).AddHours(-3);

        var deduction = Of(Outage(notice, null, December)).Deductions.ShouldHaveSingleItem();

        (deduction.Points, deduction.Beside, deduction.Until).ShouldBe((30, 5, December.ClosesAt));
    }

    [Fact]
    public void LaterMonths_TogetherWithTheFirst_ChargeTheLastTier()
    {
        var notice = November.Until.AddDays(-2);
        var recovered = December.Until.AddDays(20);

        var charges = new[] { November, December, December.Next, December.Next.Next }.Select(m => Points(Outage(notice, recovered, m))).ToList();

        charges.ShouldBe([10, 30, 0, 0]);
    }

    [Fact]
    public void LaterMonth_WithinTheSameTier_IsChargedNothing() =>
        Points(Outage(November.Until.AddDays(-2), November.ClosesAt.AddDays(2), December)).ShouldBe(0);

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    public void Month_OfANoticeAtItsEnd_IsThatOfTheSending(int ticks, int november)
    {
        var notice = November.Until.AddTicks(ticks * TimeSpan.TicksPerMillisecond);
        var recovered = notice.AddDays(5);

        // Of the next month's facts it is part only when it was sent then, or was open at the close: here it was.
        var inNovember = ticks < 0 ? Points(Outage(notice, recovered) with { AsOf = recovered }) : 0;
        var inDecember = Points(Outage(notice, recovered, December));

        inNovember.ShouldBe(november);
        inDecember.ShouldBe(10);
    }

    [Fact]
    public void PresentMonth_BeforeTheLastOneIsClosed_ChargesNothingTwice()
    {
        var notice = November.Until.AddDays(-5);
        var asOf = December.From.AddDays(1);

        var facts = Outage(notice, null, December) with { AsOf = asOf };

        Points(facts).ShouldBe(0);
        Points(Outage(notice, null) with { AsOf = asOf }).ShouldBe(10);
    }

    [Fact]
    public void Recovery_AfterTheInstantOfTheFacts_IsNotKnownYet()
    {
        var notice = November.From;
        var facts = Outage(notice, notice.AddDays(20)) with { AsOf = notice.AddDays(8) };

        Points(facts).ShouldBe(20);
    }
}
