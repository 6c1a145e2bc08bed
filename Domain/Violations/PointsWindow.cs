using Domain.Calendar;

namespace Domain.Violations;

/// <summary>The twelve rolling months in which a contractor's points add up (domain-rules "Violations").</summary>
/// <param name="First">The first Shanghai day that counts.</param>
/// <param name="Last">The last one.</param>
public sealed record PointsWindow(DateOnly First, DateOnly Last)
{
    private const int Months = 12;

    /// <summary>The twelve months that end with a day: the same day a year before no longer counts.</summary>
    public static PointsWindow Ending(DateOnly day) => new(day.AddMonths(-Months).AddDays(1), day);

    /// <summary>The twelve months that end with the Shanghai day of an instant.</summary>
    public static PointsWindow At(DateTimeOffset now) => Ending(WorkingCalendar.ShanghaiDate(now));

    /// <summary>UTC.</summary>
    public DateTimeOffset From => WorkingCalendar.StartOfDay(First);

    /// <summary>The first instant behind it, UTC.</summary>
    public DateTimeOffset Until => WorkingCalendar.StartOfDay(Last.AddDays(1));

    public bool Contains(DateTimeOffset decidedAt) => decidedAt >= From && decidedAt < Until;

    /// <summary>What adds up.</summary>
    public int Sum(IEnumerable<(DateTimeOffset DecidedAt, int Points)> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        return decisions.Where(d => Contains(d.DecidedAt)).Sum(d => d.Points);
    }
}
