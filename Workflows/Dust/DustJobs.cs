using Quartz;

namespace Workflows.Dust;

/// <summary>Runs <see cref="LimitWatch"/>.</summary>
[DisallowConcurrentExecution]
public sealed class LimitWatchJob(LimitWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await watch.RunAsync(cancellationToken);
}

/// <summary>Runs <see cref="DustRetention"/>.</summary>
[DisallowConcurrentExecution]
public sealed class DustRetentionJob(DustRetention retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await retention.RunAsync(cancellationToken);
}
