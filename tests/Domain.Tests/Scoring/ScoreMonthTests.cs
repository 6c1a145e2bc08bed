using Domain.Scoring;

namespace Domain.Tests.Scoring;

public sealed class ScoreMonthTests
{
    [Fact]
    public void Bounds_OfAMonth_AreShanghaiMidnights()
    {
        var month = new ScoreMonth(2026, 12);

        month.From.ShouldBe(new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero));
        month.Until.ShouldBe(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero));
        month.ClosesAt.ShouldBe(new DateTimeOffset(2027, 1, 2, 16, 0, 0, TimeSpan.Zero));
        (month.From.Offset, month.Number, month.ToString()).ShouldBe((TimeSpan.Zero, 202612, "2026-12"));
    }

    [Theory]
    [InlineData(2026, 11, 5, 2)]
    [InlineData(2026, 10, 4, 5)]
    [InlineData(2027, 2, 4, 1)]
    [InlineData(2027, 3, 5, 1)]
    public void Mondays_OfAMonth_AreAllOfItsFourOrFive(int year, int month, int count, int first)
    {
        var mondays = new ScoreMonth(year, month).Mondays;

        mondays.Count.ShouldBe(count);
        mondays[0].AddHours(8).Day.ShouldBe(first);
        mondays.ShouldAllBe(m => m.AddHours(8).DayOfWeek == DayOfWeek.Monday && m.AddHours(8).TimeOfDay == TimeSpan.Zero && m.AddHours(8).Month == month);
    }

    [Fact]
    public void Of_TheLastMomentAndTheFirst_AreTwoMonths()
    {
        var november = new ScoreMonth(2026, 11);

        ScoreMonth.Of(november.Until.AddTicks(-1)).ShouldBe(november);
        ScoreMonth.Of(november.Until).ShouldBe(november.Next);
        (november.Next > november, november.Add(-11), november.Next.Next).ShouldBe((true, new ScoreMonth(2025, 12), new ScoreMonth(2027, 1)));
    }

    [Theory]
    [InlineData("2026-11", 202611)]
    [InlineData("2026-13", 0)]
    [InlineData("2026-1", 0)]
    [InlineData("0000-01", 0)]
    [InlineData("9999-12", 0)]
    [InlineData(null, 0)]
    public void TryParse_AnyText_IsWhatToStringWrites(string? text, int number)
    {
        var parsed = ScoreMonth.TryParse(text, out var month);

        parsed.ShouldBe(number != 0);
        if (parsed) (month.Number, month.ToString()).ShouldBe((number, text));
    }
}
