using Domain.Dust;
using Portal.Dust;
using Workflows.Dust;

namespace Portal.Tests.Dust;

public sealed class ChartScaleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 163, "0 50 100 150 200")]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-3.5, 7.2, "-5 0 5 10")]
    [InlineData(101.2, 101.3, "101.2 101.22 101.24 101.26 101.28 101.3")]
    [InlineData(5, 5, "5 6")]
    public void Between_TwoValues_IsRoundNumbersThatHoldThem(double low, double high, string ticks)
    {
        var scale = ChartScale.Between(low, high);

        string.Join(' ', scale.Ticks.Select(ChartScale.Text)).ShouldBe(ticks);
        (scale.Low <= low && scale.High >= high && scale.Low < scale.High).ShouldBeTrue();
    }

    [Fact]
    public void For_Particles_BeginsAtNothingAndHoldsTheLimit()
    {
        var scale = ChartScale.For(Chart(DustQuantity.Pm10, new DustPoint(Start, 20, 30, 40, 1)));

        (scale.Low, scale.High).ShouldBe((0, 150));
    }

    [Fact]
    public void For_Pressure_StaysNearWhatWasMeasured() =>
        ChartScale.For(Chart(DustQuantity.Pressure, new DustPoint(Start, 101, 101.5, 102, 1))).Low.ShouldBe(101);

    [Fact]
    public void For_NothingMeasured_IsStillAnAxis() => ChartScale.For(Chart(DustQuantity.WindSpeed)).High.ShouldBe(1);

    [Fact]
    public void Means_StepsWithGaps_AreLinesThatBreakThere()
    {
        var chart = Chart(
            DustQuantity.Pm10, Point(0, 150), Point(1, 75), Point(5, 0));

        var path = new ChartPaths(chart, ChartScale.For(chart)).Means(chart.Series[0]);

        path.Count(c => c == 'M').ShouldBe(3, "one for the line, two for the step that stands alone");
        path.ShouldStartWith("M5.2 0L15.6 50M");
    }

    [Fact]
    public void Limit_OfNoise_IsLowerByNight()
    {
        var chart = Chart(DustQuantity.Noise, Point(0, 40));
        var scale = ChartScale.For(chart);

        var path = new ChartPaths(chart, scale).Limit();

        var heights = path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(stroke => stroke.Split('L')[0].Split(' ')[1]).ToList();
        heights.Count.ShouldBe(3, "night, day, night");
        heights[0].ShouldBe(heights[2]);
        heights[0].ShouldNotBe(heights[1]);
    }

    private static DustPoint Point(int step, double value) => new(Start.AddMinutes(15 * step), value, value, value, 1);

    private static DustChart Chart(DustQuantity quantity, params DustPoint[] points) => new(
        quantity, ChartPeriod.Around(ChartSpan.Day, Start),
        [new DustSeries(new MonitorHead(1, "C", "Gate", "B", "M", 2, "Site", "440802", 3, "Supplier"), points)], DustLimits.Default, []);
}
