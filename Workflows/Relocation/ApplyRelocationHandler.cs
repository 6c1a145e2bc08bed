using Domain;
using Domain.Calendar;
using Domain.Devices;
using Domain.Relocation;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Relocation;

/// <summary>
/// The last approval takes effect at once (S2 section 3.2): relocated devices are out of service to the end of the agreed reconnection date,
/// removed ones for good, and with its last device the site leaves the platform. What held at the submission and no longer does refuses the approval.
/// </summary>
internal sealed class ApplyRelocationHandler(DeviceService service) : IServiceTaskHandler
{
    public string Name => "relocation.apply";

    /// <exception cref="DomainException">Those of <see cref="RelocationApplication.Finish"/>.</exception>
    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var (db, now) = (context.Db, context.Now);
        var id = RelocationScope.ApplicationId(context.Instance.BusinessKey);
        var application = await db.Set<RelocationApplication>().Include(a => a.Items).Include(a => a.Site).ThenInclude(s => s.Participants)
            .SingleAsync(a => a.Id == id, cancellationToken);
        var readers = await RelocationNotices.ReadersAsync(db, application, cancellationToken);
        application.Finish(await RelocationGround.ReadAsync(db, application.SiteId, id, now, cancellationToken), now);
        if (application.Kind == RelocationKind.Relocation) await MoveAsync(db, application, now, cancellationToken);
        else await RemoveAsync(db, application, now, cancellationToken);
        await db.AddRangeAsync(RelocationNotices.Done(application, readers, application.Site.State == SiteState.Left, now), cancellationToken);
        return ServiceTaskContext.Nothing;
    }

    private async Task MoveAsync(PortalDbContext db, RelocationApplication application, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The whole agreed day is still the contractor's.
        var back = WorkingCalendar.StartOfDay(application.Form.ReconnectionDate!.Value.AddDays(1));
        await service.TakeOutAsync(db, Change(application, ServiceReason.Relocation, now), back, cancellationToken);
        foreach (var item in application.Items)
            (await db.Set<Device>().SingleAsync(d => d.Id == item.DeviceId, cancellationToken)).Move(item.NewPosition!, item.NewKind!.Value);
    }

    private async Task RemoveAsync(PortalDbContext db, RelocationApplication application, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await service.TakeOutAsync(db, Change(application, ServiceReason.Removed, now), cancellationToken: cancellationToken);
        var removed = application.Items.Select(i => i.DeviceId).ToList();
        var left = await db.Set<Device>().CountAsync(d => d.SiteId == application.SiteId && d.RemovedAt == null && !removed.Contains(d.Id), cancellationToken);
        application.Site.LoseDevices(left, now);
    }

    private static ChangeService Change(RelocationApplication application, ServiceReason reason, DateTimeOffset at) =>
        new() { DeviceIds = [.. application.Items.Select(i => i.DeviceId)], At = at, Reason = reason, Note = application.Number };
}
