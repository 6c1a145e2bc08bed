using Quartz;

namespace Workflows.Notifications;

/// <summary>Runs <see cref="DailyDigests"/>.</summary>
[DisallowConcurrentExecution]
public sealed class DailyDigestsJob(DailyDigests digests) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await digests.SendDueAsync(cancellationToken);
}
