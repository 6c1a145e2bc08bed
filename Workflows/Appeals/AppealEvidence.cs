using Domain;
using Domain.Appeals;
using Domain.Organizations;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Files;
using Workflows.Organizations;

namespace Workflows.Appeals;

/// <summary>The files that go with appeals.</summary>
public sealed class AppealEvidence(IDbContextFactory<PortalDbContext> databases, FileStore files, TimeProvider time)
{
    /// <summary>Files that one person may have lying unused: more are a program.</summary>
    private const int MaxUnused = 50;

    /// <summary>Stores a file for the supplier's next appeal.</summary>
    /// <exception cref="DomainException">file.* (FileStore), actor.not-allowed, actor.stand-in, appeal.attachments-too-many.</exception>
    public async Task<FileView> UploadAsync(UploadFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, AppealScope.Filers, cancellationToken);
        await Unused(db).RequireRoomAsync(
            request.Actor, MaxUnused, () => new DomainException("appeal.attachments-too-many", Appeal.MaxAttachments), cancellationToken);
        var attachment = new AppealAttachment(
            await files.SaveAsync(request, AppealAttachment.MaxBytes, FileKinds.Documents, time.GetUtcNow(), cancellationToken));
        await db.AddAsync(attachment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return FileView.Of(attachment);
    }

    /// <summary>A file of an appeal that the reader sees.</summary>
    /// <exception cref="DomainException">appeal.attachment-unknown.</exception>
    public async Task<(FileView File, Stream Content)> OpenAsync(Actor actor, long appealId, long fileId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var file = await db.Set<Appeal>().AsNoTracking().VisibleTo(db, actor).Where(a => a.Id == appealId)
            .SelectMany(a => a.Attachments).SingleOrDefaultAsync(f => f.Id == fileId, cancellationToken) ?? throw new DomainException("appeal.attachment-unknown");
        var content = files.OpenRead(file.Hash) ?? throw new DomainException("appeal.attachment-unknown");
        return (FileView.Of(file), content);
    }

    /// <summary>Forgets files that no appeal took.</summary>
    public async Task<int> ForgetUnusedAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Unused(db).ForgetAsync(time.GetUtcNow() - AppealAttachment.Unused, cancellationToken);
    }

    private static IQueryable<AppealAttachment> Unused(PortalDbContext db) => db.Set<AppealAttachment>().Where(a => a.AppealId == null);
}
