using Quartz;

namespace Workflows.Engine.Shell;

/// <summary>Runs <see cref="DeadlineNotices"/>.</summary>
[DisallowConcurrentExecution]
public sealed class DeadlineNoticesJob(DeadlineNotices notices) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await notices.SendDueAsync(cancellationToken);
}
