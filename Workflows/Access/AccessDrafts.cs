using Domain;
using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Access;

/// <summary>Opens a draft for a site of the actor's.</summary>
public sealed record StartAccessDraft
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
}

/// <summary>Saves the form as far as it is filled in.</summary>
public sealed record SaveAccessForm
{
    public required Actor Actor { get; init; }
    public required long ApplicationId { get; init; }
    public required AccessForm Form { get; init; }

    /// <summary>The revision that the editor last saw, so that a colleague's input is not overwritten unseen.</summary>
    public required long Revision { get; init; }
}

/// <summary>Adds a file to an application.</summary>
public sealed record AttachAccessFile
{
    public required Actor Actor { get; init; }
    public required long ApplicationId { get; init; }
    public required AttachmentKind Kind { get; init; }
    public required string FileName { get; init; }
    public required Stream Content { get; init; }
}

/// <summary>The installer's signature under form 1-4.</summary>
public sealed record SignCommitmentLetter
{
    public required Actor Actor { get; init; }
    public required long ApplicationId { get; init; }
    public required string ContactName { get; init; }
    public required string ContactPhone { get; init; }
}

/// <summary>What a contractor's people and the installer do before submission and during a correction.</summary>
public sealed class AccessDrafts(IDbContextFactory<PortalDbContext> databases, FileStore files, TimeProvider time)
{
    private static readonly Role[] Writers = [Role.ProjectManager, Role.SiteClerk];

    /// <returns>The draft's id; an open draft of the same site is returned instead of a second one.</returns>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, access.in-progress, and those of the aggregate.</exception>
    public async Task<long> StartAsync(StartAccessDraft request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Writers, cancellationToken);
        var site = await db.Set<Site>().Include(s => s.Participants).Where(VisibleSites.For(request.Actor))
            .SingleOrDefaultAsync(s => s.Id == request.SiteId, cancellationToken) ?? throw new DomainException("site.unknown");
        var open = await db.Set<AccessApplication>()
            .Where(a => a.SiteId == site.Id && a.Status != AccessStatus.Refused && a.Status != AccessStatus.Withdrawn && a.Status != AccessStatus.Connected)
            .Select(a => new { a.Id, a.Status, a.Number }).FirstOrDefaultAsync(cancellationToken);
        if (open is not null)
            return open.Status == AccessStatus.Draft ? open.Id : throw new DomainException("access.in-progress", site.Name, open.Number ?? "");

        var application = new AccessApplication(site, request.Actor, time.GetUtcNow());
        await db.AddAsync(application, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return application.Id;
    }

    /// <returns>The new revision, to be sent with the next save.</returns>
    /// <exception cref="DomainException">actor.not-allowed, access.unknown, access.changed-by-other, and those of the aggregate.</exception>
    public async Task<long> SaveFormAsync(SaveAccessForm request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ChangeAsync(request.Actor, request.ApplicationId, Writers, application =>
        {
            if (application.Revision != request.Revision) throw new DomainException("access.changed-by-other");
            application.SaveForm(request.Form);
        }, cancellationToken);
    }

    /// <exception cref="DomainException">file.* (FileKinds), actor.not-allowed, access.unknown, and those of the aggregate.</exception>
    public async Task<long> AttachAsync(AttachAccessFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Asked before a byte is stored, and again in the transaction.
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await Memberships.RequireAsync(db, request.Actor, Writers, cancellationToken);
            var target = await db.Set<AccessApplication>().RequireAsync(db, request.Actor, request.ApplicationId, cancellationToken);
            if (!target.Editable) throw new DomainException("access.not-editable");
        }

        var stored = await files.SaveAsync(
            new SaveFile { Content = request.Content, MaxBytes = AccessAttachment.MaxBytes, Allowed = FileKinds.Documents }, cancellationToken);
        var name = Path.GetFileName(request.FileName.Replace('\\', '/'));
        if (name.Length > AccessAttachment.FileNameLength) name = name[^AccessAttachment.FileNameLength..];
        return await ChangeAsync(request.Actor, request.ApplicationId, Writers, application => application.Attach(new AccessAttachment(
            request.Kind, name, stored.Kind.ContentType(), stored.Hash, stored.Bytes, request.Actor.AccountId, request.Actor.Name, time.GetUtcNow())), cancellationToken);
    }

    public async Task<long> RemoveAttachmentAsync(Actor actor, long applicationId, long attachmentId, CancellationToken cancellationToken = default) =>
        await ChangeAsync(actor, applicationId, Writers, a => a.RemoveAttachment(attachmentId, time.GetUtcNow()), cancellationToken);

    /// <exception cref="DomainException">actor.not-allowed, access.unknown, and those of the aggregate.</exception>
    public async Task SignCommitmentAsync(SignCommitmentLetter request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ChangeAsync(request.Actor, request.ApplicationId, [Role.SupplierStaff],
            a => a.SignCommitment(request.Actor, request.ContactName, request.ContactPhone, time.GetUtcNow()), cancellationToken);
    }

    private async Task<long> ChangeAsync(
        Actor actor, long applicationId, Role[] roles, Action<AccessApplication> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, roles, cancellationToken);
        var application = await db.Set<AccessApplication>().Include(a => a.Attachments)
            .RequireAsync(db, actor, applicationId, cancellationToken);
        change(application);
        // A new file alone is a change of the application too: whoever edits elsewhere must see it.
        db.Entry(application).Property(a => a.Form).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("access.changed-by-other");
        }

        return application.Revision;
    }
}
