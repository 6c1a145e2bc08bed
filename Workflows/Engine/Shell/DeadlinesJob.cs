using Quartz;

namespace Workflows.Engine.Shell;

/// <summary>Runs <see cref="Deadlines"/> after a calendar changed.</summary>
[DisallowConcurrentExecution]
public sealed class DeadlinesJob(Deadlines deadlines) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await deadlines.FollowCalendarAsync(cancellationToken);
}
