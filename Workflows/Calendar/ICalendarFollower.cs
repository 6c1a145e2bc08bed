using Domain.Calendar;
using Infrastructure.Database;

namespace Workflows.Calendar;

/// <summary>
/// What depends on the calendar and must follow it, such as open deadlines. Every registered follower is called once per change,
/// before the one save that stores the change and all that followers did.
/// </summary>
public interface ICalendarFollower
{
    /// <summary>Changes entities of <see cref="CalendarChange.Context"/>; neither saves nor sends anything.</summary>
    Task FollowAsync(CalendarChange change, CancellationToken cancellationToken);
}

/// <summary>One or several years of the calendar were loaded or changed.</summary>
public sealed record CalendarChange
{
    /// <summary>Holds the unsaved change; is saved after the last follower.</summary>
    public required PortalDbContext Context { get; init; }

    public required IReadOnlyList<int> Years { get; init; }

    public required WorkingCalendar Before { get; init; }

    public required WorkingCalendar After { get; init; }

    /// <summary>Name of the administrator, or null where a newer version of the product brought the change.</summary>
    public string? ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
