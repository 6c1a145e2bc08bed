using Domain.Calendar;
using Infrastructure.Calendar;

namespace Workflows.Calendar;

/// <summary>The working calendar that deadlines are reckoned with.</summary>
public sealed class Calendars
{
    private readonly WorkingCalendar _packaged = new(PackagedCalendars.Load());

    public ValueTask<WorkingCalendar> CurrentAsync(CancellationToken cancellationToken = default) => new(_packaged);
}
