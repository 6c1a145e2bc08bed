using System.Globalization;
using Domain.Dust;
using Workflows.Dust;

namespace Portal.Dust;

/// <summary>The value axis of a chart: round numbers that hold everything shown.</summary>
/// <param name="Ticks">From the lowest to the highest, both ends of the axis included.</param>
public sealed record ChartScale(IReadOnlyList<double> Ticks)
{
    private const int AboutTicks = 5;

    private static readonly int[] Steps = [1, 2, 5, 10];

    public double Low => Ticks[0];

    public double High => Ticks[^1];

    /// <summary>Where a value stands, from 0 at the bottom to 1 at the top.</summary>
    public double Of(double value) => (value - Low) / (High - Low);

    /// <summary>Amounts begin at nothing; a temperature or a pressure near what was measured, since nothing is far away from it.</summary>
    public static ChartScale For(DustChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var points = chart.Series.SelectMany(series => series.Points).ToList();
        var shown = points.Select(point => point.Min).Concat(points.Select(point => point.Max)).Concat(Limits(chart)).ToList();
        if (shown.Count == 0) shown = [0, 1];
        return chart.Quantity is DustQuantity.Temperature or DustQuantity.Pressure
            ? Between(shown.Min(), shown.Max())
            : Between(0, shown.Max());
    }

    public static ChartScale Between(double low, double high)
    {
        // One value alone stands on an axis of about its own size.
        var span = high > low ? high - low : Math.Max(1, Math.Abs(high));
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(span / AboutTicks)));
        var step = Steps.Select(factor => factor * magnitude).First(step => span / step <= AboutTicks);
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        if (last <= first) last = first + 1;
        return new ChartScale([.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 6))]);
    }

    public static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<double> Limits(DustChart chart) =>
        chart.Period.Steps.Select(at => chart.Limits.Of(chart.Quantity, at)).OfType<double>();
}
