using Domain;
using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Files;
using Workflows.Organizations;

namespace Workflows.Violations;

/// <summary>A photo as pages name it.</summary>
public sealed record PhotoView(long Id, PhotoStage Stage, int? OrderOrdinal, string FileName, long Bytes);

/// <summary>Photos on their way in and out.</summary>
public sealed class ViolationPhotos(IDbContextFactory<PortalDbContext> databases, FileStore files, TimeProvider time)
{
    /// <summary>Photos that one person may have lying unused: more are a program.</summary>
    private const int MaxUnused = 60;

    /// <summary>Stores an officer's photo for the next form.</summary>
    /// <exception cref="DomainException">file.* (FileStore), actor.not-allowed, violation.photos-too-many.</exception>
    public async Task<PhotoView> UploadAsync(UploadFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, ViolationScope.Officers, cancellationToken);
        await Unused(db).RequireRoomAsync(
            request.Actor, MaxUnused, () => new DomainException("violation.photos-too-many", ViolationPhoto.MaxCount), cancellationToken);
        var photo = await StoreAsync(request, cancellationToken);
        await db.AddAsync(photo, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return View(photo);
    }

    /// <summary>Adds a photo to the answer that the contractor's people prepare together.</summary>
    /// <exception cref="DomainException">file.* (FileStore), actor.not-allowed, violation.unknown, violation.step, violation.contractor-only,
    /// violation.photos-too-many.</exception>
    public async Task AddToAnswerAsync(UploadFile request, long violationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var violation = await OwnAsync(db, request.Actor, violationId, cancellationToken);
        var photo = await StoreAsync(request, cancellationToken);
        await db.AddAsync(photo, cancellationToken);
        violation.Attach(PhotoStage.Answer, [photo]);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, violation.unknown, violation.step, violation.contractor-only, violation.photo-unknown.</exception>
    public async Task RemoveFromAnswerAsync(Actor actor, long violationId, long photoId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var violation = await OwnAsync(db, actor, violationId, cancellationToken);
        db.Remove(violation.RemoveAnswerPhoto(photoId, actor));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Opens a photo: of a case for who sees the case (of an answer once it is given), and one that no form took yet for its uploader.</summary>
    /// <exception cref="DomainException">violation.photo-unknown: not there, or not for this reader.</exception>
    public async Task<(string ContentType, string Hash, Stream Content)> OpenAsync(Actor actor, long photoId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visible = db.Set<Violation>().VisibleTo(db, actor);
        var standing = Memberships.Standing(db, actor);
        var (account, unit) = (actor.AccountId, actor.OrganizationId);
        var photo = await db.Set<ViolationPhoto>().AsNoTracking().Where(p => p.Id == photoId)
            .SingleOrDefaultAsync(
                p => p.ViolationId == null
                    ? p.UploadedBy == account && standing.Any()
                    : visible.Any(v => v.Id == p.ViolationId && (p.Stage != PhotoStage.Answer || v.ContractorId == unit
                        || v.Orders.Any(o => o.Ordinal == p.OrderOrdinal && o.AnsweredAt != null))),
                cancellationToken)
            ?? throw new DomainException("violation.photo-unknown");
        return (photo.ContentType, photo.Hash, files.OpenRead(photo.Hash) ?? throw new DomainException("violation.photo-unknown"));
    }

    /// <summary>Forgets photos that no form took.</summary>
    public async Task<int> ForgetUnusedAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Unused(db).ForgetAsync(time.GetUtcNow() - ViolationPhoto.Unused, cancellationToken);
    }

    internal static PhotoView View(ViolationPhoto photo) => new(photo.Id, photo.Stage, photo.OrderOrdinal, photo.FileName, photo.Bytes);

    /// <summary>The actor's own photos of these numbers that lie unused, or are the case's already.</summary>
    /// <exception cref="DomainException">violation.photo-unknown: one is somebody else's, or used.</exception>
    internal static async Task<List<ViolationPhoto>> TakeAsync(PortalDbContext db, Actor actor, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var photos = await Unused(db).Where(p => ids.Contains(p.Id) && p.UploadedBy == actor.AccountId).ToListAsync(cancellationToken);
        return photos.Count == ids.Distinct().Count() ? photos : throw new DomainException("violation.photo-unknown");
    }

    private static async Task<Violation> OwnAsync(PortalDbContext db, Actor actor, long violationId, CancellationToken cancellationToken)
    {
        await Memberships.RequireAtSiteAsync(db, actor, [Role.ProjectManager, Role.SiteClerk], cancellationToken);
        var violation = await db.Set<Violation>().Include(v => v.Orders).Include(v => v.Photos).AsSplitQuery().RequireAsync(db, actor, violationId, cancellationToken);
        if (violation.MayPrepare(actor)) return violation;
        throw new DomainException(violation.ContractorId == actor.OrganizationId ? "violation.step" : "violation.contractor-only");
    }

    private async Task<ViolationPhoto> StoreAsync(UploadFile request, CancellationToken cancellationToken) =>
        new(await files.SaveAsync(request, ViolationPhoto.MaxBytes, FileKinds.Pictures, time.GetUtcNow(), cancellationToken));

    private static IQueryable<ViolationPhoto> Unused(PortalDbContext db) => db.Set<ViolationPhoto>().Where(p => p.ViolationId == null);
}
