namespace Workflows.Dust;

/// <summary>How much time a chart shows.</summary>
public enum ChartSpan
{
    Hour,
    Day,
    Week,
    Month,
}

/// <summary>A stretch of Shanghai's time that a chart shows, in steps of equal length.</summary>
/// <param name="From">Start, UTC.</param>
/// <param name="Until">End, exclusive.</param>
/// <param name="Step">Time of one point.</param>
public sealed record ChartPeriod(ChartSpan Span, DateTimeOffset From, DateTimeOffset Until, TimeSpan Step)
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The hour, day, week (from Monday) or month that holds the moment.</summary>
    public static ChartPeriod Around(ChartSpan span, DateTimeOffset moment)
    {
        var local = moment.ToOffset(Shanghai);
        var day = new DateTimeOffset(local.Date, Shanghai);
        var month = new DateTimeOffset(local.Year, local.Month, 1, 0, 0, 0, Shanghai);
        return span switch
        {
            ChartSpan.Hour => Of(span, day.AddHours(local.Hour), day.AddHours(local.Hour + 1), TimeSpan.FromMinutes(1)),
            ChartSpan.Week => Of(span, day.AddDays(-Monday(day)), day.AddDays(7 - Monday(day)), TimeSpan.FromHours(2)),
            ChartSpan.Month => Of(span, month, month.AddMonths(1), TimeSpan.FromHours(6)),
            _ => Of(ChartSpan.Day, day, day.AddDays(1), TimeSpan.FromMinutes(15)),
        };
    }

    public ChartPeriod Previous => Around(Span, From.AddTicks(-1));

    public ChartPeriod Next => Around(Span, Until);

    /// <summary>Starts of all steps, UTC.</summary>
    public IEnumerable<DateTimeOffset> Steps
    {
        get
        {
            for (var at = From; at < Until; at += Step) yield return at;
        }
    }

    private static int Monday(DateTimeOffset day) => ((int)day.DayOfWeek + 6) % 7;

    private static ChartPeriod Of(ChartSpan span, DateTimeOffset from, DateTimeOffset until, TimeSpan step) =>
        new(span, from.ToUniversalTime(), until.ToUniversalTime(), step);
}
