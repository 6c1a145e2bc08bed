using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Calendar;

public static class PortalCalendars
{
    /// <summary>
    /// Registers <see cref="Calendars"/> for the node. Reads <c>Calendar:EndOfWork</c> (like 17:30) and <c>Calendar:SeenWithin</c>. Call
    /// <see cref="Calendars.ImportPackagedAsync"/> after migrating.
    /// </summary>
    public static IServiceCollection AddPortalCalendars(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(CalendarSettings.Section).Get<CalendarSettings>() ?? new CalendarSettings())
        .AddSingleton<Calendars>();
}
