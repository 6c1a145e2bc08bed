using Domain;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Registration;

/// <summary>Reads one registration, and its files.</summary>
public sealed class RegistrationReader(IDbContextFactory<PortalDbContext> databases, FileStore files)
{
    /// <exception cref="DomainException">registration.unknown: not there, or not for this reader.</exception>
    public async Task<RegistrationView> ReadAsync(Actor actor, long registrationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var registration = await db.Set<DeviceRegistration>().AsNoTracking().Include(r => r.Events).RequireAsync(db, actor, registrationId, cancellationToken);
        var names = await db.Set<Organization>().Where(o => o.Id == registration.ContractorId || o.Id == registration.SupplierId || o.Id == registration.Form.SupplierId)
            .ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var pointedAt = registration.Form.Devices.SelectMany(d => new[] { d.PhotoId, d.ScenePhotoId, d.ContractId }).OfType<long>().ToList();
        var attached = await db.Set<RegistrationFile>().Where(f => f.RegistrationId == registrationId && pointedAt.Contains(f.Id))
            .Select(f => new RegistrationFileView(f.Id, f.Kind, f.FileName, f.ContentType, f.Bytes, f.UploadedByName, f.UploadedAt)).ToListAsync(cancellationToken);
        return new RegistrationView
        {
            Id = registration.Id,
            AccessNumber = registration.AccessNumber,
            State = registration.State,
            Revision = registration.Revision,
            Form = registration.Form,
            ContractorName = names[registration.ContractorId],
            SupplierName = registration.Form.SupplierId is { } supplier ? names.GetValueOrDefault(supplier) : null,
            CreatedAt = registration.CreatedAt,
            AppliedAt = registration.AppliedAt,
            LiveAt = registration.LiveAt,
            Review = registration.Review,
            Site = registration.SiteId is { } site ? await SiteAsync(db, site, actor, cancellationToken) : null,
            Files = attached.ToDictionary(f => f.Id),
            Events = [.. registration.Events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
                .Select(e => new RegistrationEventView(e.Action, e.State, e.Reason, e.At, e.Name, e.OrganizationName, e.Role))],
            Rights = RightsOf(registration, actor),
        };
    }

    /// <summary>A file that the form points at, or one that was just added to it.</summary>
    /// <exception cref="DomainException">registration.file-unknown: not there, or not for this reader.</exception>
    public async Task<(RegistrationFileView File, Stream Content)> OpenFileAsync(
        Actor actor, long registrationId, long fileId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visible = db.Set<DeviceRegistration>().VisibleTo(db, actor);
        var found = await db.Set<RegistrationFile>().AsNoTracking()
            .SingleOrDefaultAsync(f => f.Id == fileId && f.RegistrationId == registrationId && visible.Any(r => r.Id == registrationId), cancellationToken)
            ?? throw new DomainException("registration.file-unknown");
        var content = files.OpenRead(found.Hash) ?? throw new DomainException("registration.file-unknown");
        return (new RegistrationFileView(found.Id, found.Kind, found.FileName, found.ContentType, found.Bytes, found.UploadedByName, found.UploadedAt), content);
    }

    private static async Task<RegisteredSiteView> SiteAsync(PortalDbContext db, long siteId, Actor actor, CancellationToken cancellationToken)
    {
        var found = await (
            from site in db.Set<Site>().AsNoTracking()
            where site.Id == siteId
            join muck in db.Set<MuckSite>() on site.Id equals muck.SiteId
            select new { site, muck, Department = db.Set<Organization>().Where(o => o.Id == muck.DepartmentId).Select(o => o.Name).FirstOrDefault() })
            .SingleAsync(cancellationToken);
        var numbers = await db.Set<DeclaredLink>().Where(l => l.SiteId == siteId).OrderBy(l => l.Number).Select(l => l.Number).ToListAsync(cancellationToken);
        return new RegisteredSiteView(
            found.site.Id, found.site.Name, found.site.Address, found.site.RegionCode, found.site.Number, found.muck.Form, found.Department, numbers,
            found.muck.Declared || found.site.Number is null ? null : new OneStopReportView(
                found.muck.ReportedAt, found.muck.ReportAttempts, found.muck.NextReportAt, actor.Role == Role.OperatorEngineer ? found.muck.ReportError : null));
    }

    /// <summary>The page's buttons; the services check again.</summary>
    private static RegistrationRights RightsOf(DeviceRegistration registration, Actor actor)
    {
        var writer = registration.ContractorId == actor.OrganizationId && RegistrationScope.Writers.Contains(actor.Role);
        var overseer = RegistrationScope.Overseers.Contains(actor.Role);
        var state = registration.State;
        return new RegistrationRights
        {
            Edit = writer && state is (RegistrationState.Draft or RegistrationState.Debugging),
            Discard = writer && state == RegistrationState.Draft,
            RequestGoLive = writer && state == RegistrationState.Debugging,
            GoLive = writer && state == RegistrationState.PendingGoLive,
            ReturnToDebugging = writer && state == RegistrationState.PendingGoLive,
            Suspend = overseer && state == RegistrationState.Live,
            Resume = overseer && state == RegistrationState.Suspended,
            Remove = actor.Role == Role.CountyOfficer && state is not (RegistrationState.Draft or RegistrationState.Removed),
        };
    }
}
