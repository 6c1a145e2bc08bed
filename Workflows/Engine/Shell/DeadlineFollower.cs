using Domain.Engine;
using Workflows.Calendar;

namespace Workflows.Engine.Shell;

/// <summary>
/// Notes with every change of the calendar that deadlines have to follow. They do so case by case afterwards (<see cref="Deadlines"/>):
/// in the calendar's own transaction, one person acting on one of thousands of cases would undo it.
/// </summary>
internal sealed class DeadlineFollower : ICalendarFollower
{
    public async Task FollowAsync(CalendarChange change, CancellationToken cancellationToken) =>
        await change.Context.AddAsync(new CalendarFollowUp(change.At), cancellationToken);
}
