using System.Globalization;
using System.Text;
using Workflows.Dust;

namespace Portal.Dust;

/// <summary>Lines of a chart as SVG paths over a plane of <see cref="Width"/> by <see cref="Height"/>, which the page stretches.</summary>
public sealed class ChartPaths(DustChart chart, ChartScale scale)
{
    public const int Width = 1000;
    public const int Height = 100;

    /// <summary>The means, broken where steps have no readings; a step between two gaps is a short stroke of its own.</summary>
    public string Means(DustSeries series) => Build(Runs(series), (path, run) =>
    {
        for (var i = 0; i < run.Count; i++) path.Append(i == 0 ? 'M' : 'L').Append(At(Middle(run[i]), run[i].Mean));
        if (run.Count == 1) path.Append('M').Append(At(Middle(run[0]) - 1, run[0].Mean)).Append('L').Append(At(Middle(run[0]) + 1, run[0].Mean));
    });

    /// <summary>The band from the lowest to the highest.</summary>
    public string Band(DustSeries series) => Build(Runs(series), (path, run) =>
    {
        if (run.Count < 2) return;
        for (var i = 0; i < run.Count; i++) path.Append(i == 0 ? 'M' : 'L').Append(At(Middle(run[i]), run[i].Max));
        for (var i = run.Count - 1; i >= 0; i--) path.Append('L').Append(At(Middle(run[i]), run[i].Min));
        path.Append('Z');
    });

    /// <summary>The limit, which is another by night for noise.</summary>
    public string Limit()
    {
        var path = new StringBuilder();
        double? before = null;
        foreach (var start in chart.Period.Steps)
        {
            var limit = chart.Limits.Of(chart.Quantity, start);
            // One stroke as long as it stays: a stroke for each step would never come to its second dash.
            if (limit is { } value && limit != before) path.Append('M').Append(At(Across(start), value)).Append('L').Append(At(Across(EndOf(start, value)), value));
            before = limit;
        }

        return path.ToString();
    }

    /// <summary>Where a moment stands, from 0 at the left; kept within the plane.</summary>
    public double Across(DateTimeOffset moment) =>
        Math.Clamp((moment - chart.Period.From) / (chart.Period.Until - chart.Period.From), 0, 1) * Width;

    private DateTimeOffset EndOf(DateTimeOffset start, double limit)
    {
        while (start < chart.Period.Until && chart.Limits.Of(chart.Quantity, start) == limit) start += chart.Period.Step;
        return start;
    }

    private double Middle(DustPoint point) => Across(point.At + (chart.Period.Step / 2));

    private string At(double x, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{x:0.#} {(1 - scale.Of(value)) * Height:0.##}");

    private List<List<DustPoint>> Runs(DustSeries series)
    {
        var runs = new List<List<DustPoint>>();
        foreach (var point in series.Points)
        {
            if (runs.Count == 0 || point.At - runs[^1][^1].At > chart.Period.Step) runs.Add([]);
            runs[^1].Add(point);
        }

        return runs;
    }

    private static string Build(List<List<DustPoint>> runs, Action<StringBuilder, List<DustPoint>> draw)
    {
        var path = new StringBuilder();
        foreach (var run in runs) draw(path, run);
        return path.ToString();
    }
}
