using Domain;
using Domain.Appeals;
using Domain.Organizations;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Appeals;

/// <summary>A file of an appeal.</summary>
public sealed record AppealFile(long Id, string FileName, string ContentType, long Bytes);

/// <summary>Adds a file to the form.</summary>
public sealed record UploadAppealFile
{
    public required Actor Actor { get; init; }
    public required string FileName { get; init; }
    public required Stream Content { get; init; }
}

/// <summary>The files that go with appeals.</summary>
public sealed class AppealEvidence(IDbContextFactory<PortalDbContext> databases, FileStore files, TimeProvider time)
{
    /// <summary>Files that one person may have lying unused: more are a program.</summary>
    private const int MaxUnused = 50;

    /// <summary>Stores a file for the supplier's next appeal.</summary>
    /// <exception cref="DomainException">file.* (FileStore), actor.not-allowed, actor.stand-in, appeal.attachments-too-many.</exception>
    public async Task<AppealFile> UploadAsync(UploadAppealFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, AppealScope.Filers, cancellationToken);
        var unused = await db.Set<AppealAttachment>().CountAsync(a => a.UploadedBy == request.Actor.AccountId && a.AppealId == null, cancellationToken);
        if (unused >= MaxUnused) throw new DomainException("appeal.attachments-too-many", Appeal.MaxAttachments);
        var stored = await files.SaveAsync(
            new SaveFile { Content = request.Content, MaxBytes = AppealAttachment.MaxBytes, Allowed = FileKinds.Documents }, cancellationToken);
        var attachment = new AppealAttachment(request.FileName, stored.Kind.ContentType(), stored.Hash, stored.Bytes, request.Actor.AccountId, time.GetUtcNow());
        await db.AddAsync(attachment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new AppealFile(attachment.Id, attachment.FileName, attachment.ContentType, attachment.Bytes);
    }

    /// <summary>A file of an appeal that the reader sees.</summary>
    /// <exception cref="DomainException">appeal.attachment-unknown.</exception>
    public async Task<(AppealFile File, Stream Content)> OpenAsync(Actor actor, long appealId, long fileId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var file = await db.Set<Appeal>().AsNoTracking().VisibleTo(db, actor).Where(a => a.Id == appealId)
            .SelectMany(a => a.Attachments).SingleOrDefaultAsync(f => f.Id == fileId, cancellationToken) ?? throw new DomainException("appeal.attachment-unknown");
        var content = files.OpenRead(file.Hash) ?? throw new DomainException("appeal.attachment-unknown");
        return (new AppealFile(file.Id, file.FileName, file.ContentType, file.Bytes), content);
    }

    /// <summary>Forgets files that no appeal took.</summary>
    public async Task<int> ForgetUnusedAsync(CancellationToken cancellationToken = default)
    {
        var before = time.GetUtcNow() - AppealAttachment.Unused;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<AppealAttachment>().Where(a => a.AppealId == null && a.UploadedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
