using System.Globalization;
using System.Text.Json;
using Domain.Calendar;

namespace Infrastructure.Calendar;

/// <summary>The yearly notices that came with this version of the product (npm package chinese-days, MIT), from 2004 on.</summary>
public static class PackagedCalendars
{
    private const string Folder = "Calendar/";

    /// <summary>The announced years, ascending. A file without days is a year that was not announced yet, and is left out.</summary>
    /// <exception cref="InvalidDataException">The package changed its format.</exception>
    public static IReadOnlyList<CalendarYear> Load()
    {
        var assembly = typeof(PackagedCalendars).Assembly;
        var years = new List<CalendarYear>();
        foreach (var name in assembly.GetManifestResourceNames().Where(IsCalendar).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var file = JsonDocument.Parse(stream);
            CalendarDay[] days = [.. Days(file.RootElement, "holidays", false), .. Days(file.RootElement, "workdays", true)];
            if (days.Length > 0)
                years.Add(new CalendarYear(int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture), days));
        }

        return years;
    }

    private static bool IsCalendar(string name) =>
        name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Entries like <c>"2026-10-01": "National Day,国庆节,3"</c>.</summary>
    private static IEnumerable<CalendarDay> Days(JsonElement file, string list, bool areWorked) =>
        file.GetProperty(list).EnumerateObject().Select(entry => new CalendarDay(
            DateOnly.ParseExact(entry.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            areWorked,
            entry.Value.GetString()?.Split(',') is [_, var name, _] ? name : throw new InvalidDataException($"{list} {entry.Name}: {entry.Value}")));
}
