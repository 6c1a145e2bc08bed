using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Registration;
using Domain.Supervision;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Supervision;

/// <summary>
/// What an issued notice does at once: a suspension takes the site's devices out of service, a resumption brings back those of live registrations;
/// the others come back with their new application. A termination only makes removals possible.
/// </summary>
internal sealed class ApplySupervisionHandler(DeviceService service) : IServiceTaskHandler
{
    public string Name => "supervision.apply";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var notice = await context.Db.Set<SupervisionNotice>().Include(n => n.Site).ThenInclude(s => s.Participants)
            .SingleAsync(n => n.Id == SupervisionScope.IdOf(context.Instance.BusinessKey), cancellationToken);
        var devices = context.Db.Set<Device>().Where(d => d.SiteId == notice.SiteId);
        if (notice.Kind == SupervisionKind.Suspension)
        {
            await service.TakeOutAsync(context.Db, await ChangeAsync(devices, ServiceReason.Suspended), backAt: null, cancellationToken);
        }
        else if (notice.Kind == SupervisionKind.Resumption)
        {
            var live = context.Db.Set<DeviceRegistration>().Where(r => r.State == RegistrationState.Live).Select(r => (long?)r.Id);
            await service.PutInAsync(context.Db, await ChangeAsync(devices.Where(d => d.RemovedAt == null && live.Contains(d.RegistrationId)), ServiceReason.Resumed), cancellationToken);
        }

        await context.Db.AddRangeAsync(Messages(notice, context.Now), cancellationToken);
        return new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["kind"] = notice.Kind.ToString() };

        async Task<ChangeService> ChangeAsync(IQueryable<Device> of, ServiceReason reason) => new()
        {
            DeviceIds = await of.Select(d => d.Id).ToListAsync(cancellationToken),
            At = context.Now,
            Reason = reason,
            Note = notice.Number,
        };
    }

    /// <summary>The owner has the receipt in its inbox.</summary>
    private static IEnumerable<OutboxMessage> Messages(SupervisionNotice notice, DateTimeOffset at)
    {
        var (kind, site, number) = (notice.Kind, notice.Site.Name, notice.Number!);
        var others = notice.Site.Participants.Where(p => p.Kind is OrganizationKind.Supervisor or OrganizationKind.Supplier);
        return SupervisionMessages.Issued(notice, kind, site, number, at).Concat(others.SelectMany(p => SupervisionMessages.IssuedFor(
            notice, kind, site, number, p.OrganizationId, p.Kind == OrganizationKind.Supplier ? Role.SupplierStaff : Role.SupervisionEngineer, at)));
    }
}
