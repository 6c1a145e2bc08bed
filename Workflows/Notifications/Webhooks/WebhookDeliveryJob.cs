using Quartz;

namespace Workflows.Notifications.Webhooks;

/// <summary>Runs <see cref="WebhookDelivery"/>.</summary>
[DisallowConcurrentExecution]
public sealed class WebhookDeliveryJob(WebhookDelivery delivery) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await delivery.DeliverDueAsync(cancellationToken);
}
