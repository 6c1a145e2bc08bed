using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using Workflows.Engine;
using Workflows.Engine.Shell;
using Workflows.Inability;
using Workflows.Supervision;

namespace Workflows.Access;

/// <summary>Puts the track's working days into the instance: 3 for commitment, 10 for lab test (S2 annex 1, section 4).</summary>
internal sealed class FixTrackHandler : IServiceTaskHandler
{
    public string Name => "access.fix-track";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var application = await context.ApplicationAsync(cancellationToken);
        return new Dictionary<string, ProcessValue>(StringComparer.Ordinal)
        {
            ["track"] = application.Track!.Track.ToString(),
            ["debugDays"] = application.Track.Track.DebugDays(),
        };
    }
}

/// <summary>Remembers that this supplier's models passed, so that their reports are waived next time.</summary>
internal sealed class AcceptModelsHandler : IServiceTaskHandler
{
    public string Name => "access.accept-models";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var application = await context.ApplicationAsync(cancellationToken);
        var supplier = application.SupplierId!.Value;
        var known = await context.Db.Set<SupplierAcceptance>().Where(a => a.SupplierId == supplier)
            .Select(a => new { a.Kind, a.ModelKey }).ToListAsync(cancellationToken);
        foreach (var position in application.Form.Positions.DistinctBy(p => (p.Kind, DeviceModel.Key(p.Brand, p.Model))))
        {
            if (known.Exists(k => k.Kind == position.Kind && k.ModelKey == DeviceModel.Key(position.Brand, position.Model))) continue;
            await context.Db.AddAsync(
                new SupplierAcceptance(supplier, position.Kind!.Value, position.Brand!, position.Model!, application.Id, context.Now), cancellationToken);
        }

        return ServiceTaskContext.Nothing;
    }
}

/// <summary>At collection the declared positions become devices of the site, and the installer takes part in the site.</summary>
internal sealed class RegisterDevicesHandler : IServiceTaskHandler
{
    public string Name => "access.register-devices";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var application = await context.ApplicationAsync(cancellationToken);
        var site = await context.Db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == application.SiteId, cancellationToken);
        var supplier = await context.Db.Set<Organization>().SingleAsync(o => o.Id == application.SupplierId, cancellationToken);
        if (site.Participants.All(p => p.OrganizationId != supplier.Id)) site.AddParticipant(supplier);
        var codes = new DeviceCodes(context.Db, site.RegionCode);
        for (var i = 0; i < application.Form.Positions.Count; i++)
        {
            var position = application.Form.Positions[i];
            var device = new Device(new DeviceDeclaration
            {
                SiteId = site.Id,
                ApplicationId = application.Id,
                Code = await codes.NextAsync(position.Kind!.Value, cancellationToken),
                SupplierId = supplier.Id,
                Ordinal = i + 1,
                Position = position.Position!.Trim(),
                Kind = position.Kind!.Value,
                Brand = position.Brand!.Trim(),
                Model = position.Model!.Trim(),
                SimNumber = position.SimNumber?.Trim(),
                IpAddress = position.IpAddress?.Trim(),
                RegisteredAt = context.Now,
            });
            await context.Db.AddAsync(device, cancellationToken);
        }

        return ServiceTaskContext.Nothing;
    }
}

/// <summary>Five working days after collection and still not connected: a candidate for a violation (S2 annex 6, no. 3).</summary>
internal sealed class NoteNotConnectedHandler : IServiceTaskHandler
{
    public string Name => "access.note-not-connected";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        await context.Db.AddAsync(
            new ViolationCandidate(context.Instance.SiteId!.Value, ViolationKind.NotConnected, "access.connect-overdue", context.Instance.BusinessKey, context.Now),
            cancellationToken);
        return ServiceTaskContext.Nothing;
    }
}

/// <summary>The county has confirmed: application and site are connected, and from now on it counts whether the devices are online.</summary>
internal sealed class ConnectSiteHandler(DeviceService service) : IServiceTaskHandler
{
    public string Name => "access.connect-site";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var application = await context.ApplicationAsync(cancellationToken);
        if (await SupervisionStandings.InForceAsync(context.Db, application.SiteId, WorkingCalendar.ShanghaiDate(context.Now), cancellationToken))
            throw new DomainException("access.supervision-stopped");
        application.Connect(context.Now);
        var site = await context.Db.Set<Site>().SingleAsync(s => s.Id == application.SiteId, cancellationToken);
        site.Connect(context.Now);
        // After a resumption the site is declared anew: what an earlier application declared is replaced.
        var replaced = await context.Db.Set<Device>()
            .Where(d => d.SiteId == site.Id && d.ApplicationId != null && d.ApplicationId != application.Id && d.RemovedAt == null).Select(d => d.Id).ToListAsync(cancellationToken);
        await service.TakeOutAsync(
            context.Db, new ChangeService { DeviceIds = replaced, At = context.Now, Reason = ServiceReason.Removed, Note = application.Number }, backAt: null, cancellationToken);
        var devices = await context.Db.Set<Device>().Where(d => d.ApplicationId == application.Id).Select(d => d.Id).ToListAsync(cancellationToken);
        await service.PutInAsync(
            context.Db,
            new ChangeService { DeviceIds = devices, At = context.Now, Reason = ServiceReason.Connected, Note = application.Number },
            cancellationToken);
        await InabilityWatch.TellConnectedAsync(context, site.Id, cancellationToken);
        return ServiceTaskContext.Nothing;
    }
}

internal static class AccessContext
{
    public static async Task<AccessApplication> ApplicationAsync(this ServiceTaskContext context, CancellationToken cancellationToken) =>
        await context.Db.Set<AccessApplication>().SingleAsync(a => a.Id == AccessScope.ApplicationId(context.Instance.BusinessKey), cancellationToken);
}
