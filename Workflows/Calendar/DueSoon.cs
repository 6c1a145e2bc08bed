using Domain;
using Domain.Calendar;

namespace Workflows.Calendar;

/// <summary>What "due soon" means wherever it is counted.</summary>
internal static class DueSoon
{
    /// <summary>
    /// The end of the next working day: what is due until then is due soon. Where the calendar that it takes is not loaded, the next day, because
    /// people must reach their work all the same.
    /// </summary>
    public static DateTimeOffset Until(WorkingCalendar calendar, DateTimeOffset now)
    {
        var today = WorkingCalendar.ShanghaiDate(now);
        return WorkingCalendar.StartOfDay((IfLoaded(() => calendar.AddWorkingDays(today, 1)) ?? today.AddDays(1)).AddDays(1));
    }

    /// <summary>Null when it would take a year whose calendar is not loaded.</summary>
    public static T? IfLoaded<T>(Func<T> days)
        where T : struct
    {
        try
        {
            return days();
        }
        catch (DomainException e) when (e.Code == "calendar.year-missing")
        {
            return null;
        }
    }
}
