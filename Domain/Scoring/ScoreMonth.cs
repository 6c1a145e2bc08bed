using System.Globalization;
using System.Runtime.InteropServices;
using Domain.Calendar;

namespace Domain.Scoring;

/// <summary>A calendar month in Shanghai, for which suppliers are scored (S2 annex 7).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScoreMonth : IComparable<ScoreMonth>
{
    /// <summary>The day of the next month with whose begin a month's scores are closed.</summary>
    public const int CloseDay = 3;

    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public ScoreMonth(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        Year = year;
        Month = month;
    }

    public int Year { get; }

    /// <summary>1 to 12.</summary>
    public int Month { get; }

    /// <summary>As it is stored, such as 202611: months compare as their numbers do.</summary>
    public int Number => (Year * 100) + Month;

    public DateOnly FirstDay => new(Year, Month, 1);

    /// <summary>Its first moment, UTC.</summary>
    public DateTimeOffset From => WorkingCalendar.StartOfDay(FirstDay);

    /// <summary>The first moment after it, UTC.</summary>
    public DateTimeOffset Until => WorkingCalendar.StartOfDay(FirstDay.AddMonths(1));

    /// <summary>The moment as of which its scores are final, UTC.</summary>
    public DateTimeOffset ClosesAt => WorkingCalendar.StartOfDay(FirstDay.AddMonths(1).AddDays(CloseDay - 1));

    /// <summary>The moments of its weekly checks: every Monday 00:00 Shanghai, four or five, UTC.</summary>
    public IReadOnlyList<DateTimeOffset> Mondays
    {
        get
        {
            var first = FirstDay;
            var monday = first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
            var mondays = new List<DateTimeOffset>(5);
            for (; monday.Month == Month; monday = monday.AddDays(7)) mondays.Add(WorkingCalendar.StartOfDay(monday));
            return mondays;
        }
    }

    public ScoreMonth Next => Add(1);

    public ScoreMonth Previous => Add(-1);

    /// <summary>The month in which a moment lies.</summary>
    public static ScoreMonth Of(DateTimeOffset moment)
    {
        var day = WorkingCalendar.ShanghaiDate(moment);
        return new ScoreMonth(day.Year, day.Month);
    }

    /// <param name="number">As <see cref="Number"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public static ScoreMonth FromNumber(int number) => new(number / 100, number % 100);

    /// <summary>Reads what <see cref="ToString"/> writes, such as "2026-11".</summary>
    public static bool TryParse(string? text, out ScoreMonth month)
    {
        month = default;
        if (!DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        if (day.Year is < 2000 or > 9998) return false;
        month = new ScoreMonth(day.Year, day.Month);
        return true;
    }

    public static bool operator <(ScoreMonth one, ScoreMonth other) => one.Number < other.Number;

    public static bool operator >(ScoreMonth one, ScoreMonth other) => one.Number > other.Number;

    public static bool operator <=(ScoreMonth one, ScoreMonth other) => one.Number <= other.Number;

    public static bool operator >=(ScoreMonth one, ScoreMonth other) => one.Number >= other.Number;

    public int CompareTo(ScoreMonth other) => Number.CompareTo(other.Number);

    public ScoreMonth Add(int months)
    {
        var day = FirstDay.AddMonths(months);
        return new ScoreMonth(day.Year, day.Month);
    }

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
