using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Workflows.Engine;

/// <summary>
/// How long a timer runs: an ISO 8601 duration, or a number of working days. The core only carries it; the shell turns it into an
/// instant, with the calendar, in Shanghai dates for months and days.
/// </summary>
/// <param name="Months">Calendar months (a year is twelve).</param>
/// <param name="Span">Days, hours, minutes and seconds of an elapsed-time duration.</param>
/// <param name="WorkingDays">Working days; when set, the other two are zero.</param>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct TimerSpan(int Months, TimeSpan Span, int? WorkingDays)
{
    /// <summary>Largest number in a component, so that no due date leaves the calendar (a hundred years, in hours).</summary>
    private const int Largest = 878_400;

    /// <summary>Reads "P5D", "PT36H", "P1Y2M3DT4H5M6S", "P2W"; with working days only "PnD" has a meaning.</summary>
    public static bool TryParse(string? text, bool workingDays, out TimerSpan duration)
    {
        duration = default;
        var match = Iso().Match(text?.Trim() ?? "");
        if (!match.Success || match.Value[^1] is 'P' or 'T') return false;
        if (!TryPart(match, "y", out var years) || !TryPart(match, "m", out var months) || !TryPart(match, "w", out var weeks)
            || !TryPart(match, "d", out var days) || !TryPart(match, "h", out var hours) || !TryPart(match, "n", out var minutes)
            || !TryPart(match, "s", out var seconds)) return false;
        if (workingDays)
        {
            if (!match.Groups["d"].Success || match.Value.Count(char.IsAsciiLetter) != 2) return false;
            duration = new TimerSpan(0, TimeSpan.Zero, days);
            return true;
        }

        var span = TimeSpan.FromDays(days + (7L * weeks)) + TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(seconds);
        duration = new TimerSpan((12 * years) + months, span, WorkingDays: null);
        return true;
    }

    private static bool TryPart(Match match, string name, out int value)
    {
        value = 0;
        return !match.Groups[name].Success
            || (int.TryParse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= Largest);
    }

    [GeneratedRegex(@"^P(?:(?<y>\d{1,3})Y)?(?:(?<m>\d{1,4})M)?(?:(?<w>\d{1,4})W)?(?:(?<d>\d{1,5})D)?(?:T(?:(?<h>\d{1,6})H)?(?:(?<n>\d{1,8})M)?(?:(?<s>\d{1,9})S)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iso();
}
