using System.Collections.Frozen;

namespace Domain.Calendar;

/// <summary>Loaded years without a gap between them, as tables: what each day is, and where each working day lies.</summary>
internal sealed class LoadedSpan
{
    private readonly DateOnly _first;
    private readonly DateOnly _last;

    /// <summary>At index i, the working days among the first i days; one entry more than there are days.</summary>
    private readonly int[] _counts;

    private readonly DateOnly[] _workingDays;

    private LoadedSpan(int firstYear, int lastYear, Dictionary<DateOnly, bool> special)
    {
        _first = new DateOnly(firstYear, 1, 1);
        _last = new DateOnly(lastYear, 12, 31);
        _counts = new int[_last.DayNumber - _first.DayNumber + 2];
        var workingDays = new List<DateOnly>();
        for (var day = _first; day <= _last; day = day.AddDays(1))
        {
            if (special.TryGetValue(day, out var isWorkingDay) ? isWorkingDay : !IsWeekend(day))
                workingDays.Add(day);
            _counts[day.DayNumber - _first.DayNumber + 1] = workingDays.Count;
        }

        _workingDays = [.. workingDays];
    }

    /// <summary>For each loaded year the span that holds it.</summary>
    public static FrozenDictionary<int, LoadedSpan> Of(IReadOnlyList<int> years, Dictionary<DateOnly, bool> special)
    {
        var spans = new Dictionary<int, LoadedSpan>();
        for (var i = 0; i < years.Count;)
        {
            var length = 1;
            while (i + length < years.Count && years[i + length] == years[i] + length)
                length++;
            var span = new LoadedSpan(years[i], years[i] + length - 1, special);
            for (var year = years[i]; year < years[i] + length; year++)
                spans.Add(year, span);
            i += length;
        }

        return spans.ToFrozenDictionary();
    }

    public bool IsWorkingDay(DateOnly day) => CountBefore(day.AddDays(1)) > CountBefore(day);

    /// <param name="day">A day of the span or the one after its last.</param>
    public int CountBefore(DateOnly day) => _counts[day.DayNumber - _first.DayNumber];

    /// <summary>The working day that lies n working days on from the first one at or after a day; before it for negative n.</summary>
    /// <param name="day">A day of the span or the one after its last.</param>
    /// <param name="n">0 for the first one itself.</param>
    public DateOnly NthFrom(DateOnly day, int n)
    {
        var index = (long)CountBefore(day) + n;
        if (index < 0)
            throw Missing(_first.Year - 1);
        return index < _workingDays.Length ? _workingDays[index] : throw Missing(_last.Year + 1);
    }

    public void RequireUpTo(DateOnly day)
    {
        if (day > _last)
            throw Missing(_last.Year + 1);
    }

    private static DomainException Missing(int year) => new("calendar.year-missing", year);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
