using Domain.Calendar;
using Domain.Violations;

namespace Domain.Tests.Violations;

public class PointsWindowTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData("2026-11-27", "2025-11-28")]
    [InlineData("2028-02-29", "2027-03-01")]
    [InlineData("2025-02-28", "2024-02-29")]
    [InlineData("2026-01-01", "2025-01-02")]
    public void Ending_OnADay_BeginsTheDayAfterTheSameDayOfTheYearBefore(string last, string first) =>
        PointsWindow.Ending(Day(last)).First.ShouldBe(Day(first));

    [Fact]
    public void Sum_AtBothEdges_CountsShanghaiDays()
    {
        var window = PointsWindow.Ending(Today);
        var (begin, end) = (WorkingCalendar.StartOfDay(Today.AddYears(-1).AddDays(1)), WorkingCalendar.StartOfDay(Today.AddDays(1)));

        window.Sum([(begin.AddTicks(-1), 1), (begin, 10), (end.AddTicks(-1), 100), (end, 1000)]).ShouldBe(110);
    }

    [Fact]
    public void At_InTheEveningOfUtc_IsTheNextShanghaiDay() =>
        PointsWindow.At(new DateTimeOffset(2026, 11, 26, 16, 0, 0, TimeSpan.Zero)).Last.ShouldBe(Today);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
