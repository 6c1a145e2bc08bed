using Quartz;

namespace Workflows.Notifications;

/// <summary>Runs <see cref="OutboxDelivery"/>.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxDeliveryJob(OutboxDelivery delivery) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await delivery.DeliverDueAsync(cancellationToken);
}
