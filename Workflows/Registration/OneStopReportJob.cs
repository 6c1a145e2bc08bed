using Quartz;

namespace Workflows.Registration;

/// <summary>Runs <see cref="OneStopReports"/>.</summary>
[DisallowConcurrentExecution]
public sealed class OneStopReportJob(OneStopReports reports) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await reports.ReportDueAsync(cancellationToken);
}
