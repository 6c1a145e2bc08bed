using Domain;
using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Registration;

namespace Workflows.Captures;

/// <summary>One capture with its pictures, for those who see its point.</summary>
public sealed class CaptureDetails(IDbContextFactory<PortalDbContext> databases, FileStore files)
{
    /// <exception cref="DomainException">capture.unknown, also for one that the actor does not see.</exception>
    public async Task<CaptureView> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = Visible(db, actor).Where(c => c.Id == id);
        var row = await CaptureList.Rows(db, found).SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException("capture.unknown");
        var capture = await found.SingleAsync(cancellationToken);
        var address = await (
            from registration in db.Set<DeviceRegistration>()
            join site in db.Set<Site>() on registration.SiteId equals site.Id
            where registration.Id == capture.RegistrationId
            select site.Address).SingleAsync(cancellationToken);
        var device = capture.DeviceId is { } deviceId
            ? await db.Set<Device>().Where(d => d.Id == deviceId).Select(d => d.Code).SingleOrDefaultAsync(cancellationToken)
            : null;
        var others = await Visible(db, actor)
            .Where(c => c.RegistrationId == capture.RegistrationId && c.Test == capture.Test && c.CapturedAt == capture.CapturedAt && c.Gate == capture.Gate
                && c.Direction == capture.Direction && c.Camera != capture.Camera)
            .OrderBy(c => c.Id).ToListAsync(cancellationToken);
        return new CaptureView(
            row, capture.RecordId, capture.Test, capture.ReceivedAt, address, device, capture.Images,
            others.ConvertAll(o => new MatchedCapture(o.Id, o.Camera, o.Plate, o.Images)));
    }

    /// <summary>Opens a picture of a capture.</summary>
    /// <exception cref="DomainException">capture.unknown: not there, or not for this reader.</exception>
    public async Task<(CapturedImage Image, Stream Content)> OpenImageAsync(Actor actor, long id, string hash, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var images = await Visible(db, actor).Where(c => c.Id == id).Select(c => c.Images).SingleOrDefaultAsync(cancellationToken);
        var image = images?.FirstOrDefault(i => i.Hash == hash) ?? throw new DomainException("capture.unknown");
        return (image, files.OpenRead(image.Hash) ?? throw new DomainException("capture.unknown"));
    }

    private static IQueryable<Capture> Visible(PortalDbContext db, Actor actor)
    {
        var points = db.Set<DeviceRegistration>().VisibleTo(db, actor);
        return db.Set<Capture>().AsNoTracking().Where(c => points.Any(p => p.Id == c.RegistrationId))
            .Where(VisibleRegistrations.Captures(actor, db.Set<DeviceRegistration>()));
    }
}
