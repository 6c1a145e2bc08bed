using Quartz;

namespace Workflows.Engine.Shell;

/// <summary>Runs <see cref="ProcessTimers"/>.</summary>
[DisallowConcurrentExecution]
public sealed class ProcessTimersJob(ProcessTimers timers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await timers.FireDueAsync(cancellationToken);
}
