using Quartz;

namespace Workflows.Drafts;

/// <summary>Runs <see cref="FormDrafts.ForgetOldAsync"/>.</summary>
[DisallowConcurrentExecution]
public sealed class OldDraftsJob(FormDrafts drafts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await drafts.ForgetOldAsync(cancellationToken);
}
