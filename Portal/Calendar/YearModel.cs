using System.Globalization;
using Domain.Access;
using Domain.Calendar;

namespace Portal.Calendar;

/// <summary>What the form of a year is bound to: the lines of the yearly notice.</summary>
public sealed class YearModel
{
    public IList<DayModel> Days { get; set; } = [];

    public static YearModel Of(IEnumerable<CalendarDay> days) => new()
    {
        Days = [.. days.Select(d => new DayModel { Date = d.Date, Name = d.Name, IsWorkingDay = d.IsWorkingDay })],
    };

    /// <summary>Every problem beside its line; the same rules as the calendar's own.</summary>
    public IReadOnlyList<FormProblem> Problems(int year)
    {
        var problems = new List<FormProblem>();
        if (Days.Count == 0) problems.Add(new("days", "calendar.year-empty", year));
        for (var i = 0; i < Days.Count; i++)
        {
            var (day, path) = (Days[i], string.Create(CultureInfo.InvariantCulture, $"days[{i}]."));
            if (day.Date is not { } date) problems.Add(new(path + "date", "field.required"));
            else if (Math.Abs(date.Year - year) > 1) problems.Add(new(path + "date", "calendar.day-outside-year", date, year));
            else if (Days.Take(i).Any(d => d.Date == date)) problems.Add(new(path + "date", "calendar.day-doubled", date));
            if (string.IsNullOrWhiteSpace(day.Name)) problems.Add(new(path + "name", "field.required"));
            else if (day.Name.Trim().Length > CalendarDay.NameMaxLength) problems.Add(new(path + "name", "field.too-long", CalendarDay.NameMaxLength));
        }

        return problems;
    }

    public IReadOnlyList<CalendarDay> ToDays() => [.. Days.Select(d => new CalendarDay(d.Date!.Value, d.IsWorkingDay, d.Name!.Trim()))];

    /// <summary>Adds every day of a span with one name, as the notice announces them; days that are there already stay.</summary>
    public void AddSpan(DateOnly from, DateOnly until, string name, bool isWorkingDay)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (Days.All(d => d.Date != day)) Days.Add(new DayModel { Date = day, Name = name, IsWorkingDay = isWorkingDay });
        }

        Days = [.. Days.OrderBy(d => d.Date ?? DateOnly.MaxValue)];
    }
}

/// <summary>One line.</summary>
public sealed class DayModel
{
    public DateOnly? Date { get; set; }

    public string? Name { get; set; }

    /// <summary>True for a make-up workday, false for a day off.</summary>
    public bool IsWorkingDay { get; set; }
}

/// <summary>What the form that adds a span is bound to.</summary>
public sealed class SpanModel
{
    /// <summary>Longest span that a notice announces, with room.</summary>
    private const int MaxDays = 31;

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    public string? Name { get; set; }

    public bool? IsWorkingDay { get; set; } = false;

    public IReadOnlyList<FormProblem> Problems(int year)
    {
        var problems = new List<FormProblem>();
        if (From is not { } from) problems.Add(new("from", "field.required"));
        else if (Math.Abs(from.Year - year) > 1) problems.Add(new("from", "calendar.day-outside-year", from, year));
        if (Until is { } until && From is { } start && (until < start || until.DayNumber - start.DayNumber >= MaxDays))
            problems.Add(new("until", "calendar.span-too-long", MaxDays));
        if (string.IsNullOrWhiteSpace(Name)) problems.Add(new("name", "field.required"));
        return problems;
    }
}
