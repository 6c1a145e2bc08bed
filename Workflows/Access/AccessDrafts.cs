using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Files;
using Workflows.Organizations;
using Workflows.Sites;
using Workflows.Supervision;

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
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, access.in-progress, access.supervision-stopped, and those of the aggregate.</exception>
    public Task<long> StartAsync(StartAccessDraft request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryStartAsync(request, cancellationToken), cancellationToken);
    }

    private async Task<long> TryStartAsync(StartAccessDraft request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, request.Actor, Writers, cancellationToken);
        var site = await SiteCases.RequireAsync(db, request.Actor, request.SiteId, cancellationToken);
        var open = await db.Set<AccessApplication>()
            .Where(a => a.SiteId == site.Id && a.Status != AccessStatus.Refused && a.Status != AccessStatus.Withdrawn && a.Status != AccessStatus.Connected)
            .Select(a => new { a.Id, a.Status, a.Number }).FirstOrDefaultAsync(cancellationToken);
        if (open is not null)
            return open.Status == AccessStatus.Draft ? open.Id : throw new DomainException("access.in-progress", site.Name, open.Number ?? "");

        if (await SupervisionStandings.InForceAsync(db, site.Id, WorkingCalendar.ShanghaiDate(time.GetUtcNow()), cancellationToken))
            throw new DomainException("access.supervision-stopped");
        var application = new AccessApplication(site, request.Actor, time.GetUtcNow());
        await db.AddAsync(application, cancellationToken);
        // Saving the site too makes two colleagues who start at once meet: the second finds the first one's draft.
        db.Entry(site).Property(s => s.Name).IsModified = true;
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return application.Id;
    }

    /// <returns>The new revision, to be sent with the next save.</returns>
    /// <exception cref="DomainException">actor.not-allowed, access.unknown, access.changed-by-other, access.supplier-unknown, and those of the aggregate.</exception>
    public async Task<long> SaveFormAsync(SaveAccessForm request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ChangeAsync(request.Actor, request.ApplicationId, Writers, async (db, application) =>
        {
            if (application.Revision != request.Revision) throw new DomainException("access.changed-by-other");
            var before = application.SupplierId;
            application.SaveForm(request.Form);
            if (application.SupplierId is not null && application.SupplierId != before)
                await NameInstallerAsync(db, application, request.Actor, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>An installer named anew must be a supplier, and is asked once to sign form 1-4.</summary>
    private async Task NameInstallerAsync(PortalDbContext db, AccessApplication application, Actor actor, CancellationToken cancellationToken)
    {
        var known = await db.Set<Organization>().AnyAsync(
            o => o.Id == application.SupplierId && o.Kind == OrganizationKind.Supplier && o.Enabled, cancellationToken);
        if (!known) throw new DomainException("access.supplier-unknown");
        var key = AccessNotices.LetterKey(application);
        if (application.LetterHolds || await db.Set<OutboxMessage>().AnyAsync(m => m.DeduplicationKey == key, cancellationToken)) return;
        var site = await db.Set<Site>().Where(s => s.Id == application.SiteId).Select(s => s.Name).SingleAsync(cancellationToken);
        await db.AddRangeAsync(AccessNotices.LetterWanted(application, site, actor.OrganizationName, time.GetUtcNow()), cancellationToken);
    }

    /// <exception cref="DomainException">file.* (FileKinds), actor.not-allowed, access.unknown, and those of the aggregate.</exception>
    public async Task<long> AttachAsync(AttachAccessFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Asked before a byte is stored, and again in the transaction.
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await Memberships.RequireAtSiteAsync(db, request.Actor, Writers, cancellationToken);
            var target = await db.Set<AccessApplication>().RequireAsync(db, request.Actor, request.ApplicationId, cancellationToken);
            if (!target.Editable) throw new DomainException("access.not-editable");
        }

        var file = new UploadFile { Actor = request.Actor, FileName = request.FileName, Content = request.Content };
        var upload = await files.SaveAsync(file, AccessAttachment.MaxBytes, FileKinds.Documents, time.GetUtcNow(), cancellationToken);
        return await ChangeAsync(
            request.Actor, request.ApplicationId, Writers,
            application => application.Attach(new AccessAttachment(request.Kind, upload, request.Actor.Name)), cancellationToken);
    }

    /// <returns>The new revision.</returns>
    /// <exception cref="DomainException">actor.not-allowed, access.unknown, access.attachment-unknown, access.not-editable.</exception>
    public async Task<long> RemoveAttachmentAsync(Actor actor, long applicationId, long attachmentId, CancellationToken cancellationToken = default) =>
        await ChangeAsync(actor, applicationId, Writers, a => a.RemoveAttachment(attachmentId, time.GetUtcNow()), cancellationToken);

    /// <exception cref="DomainException">actor.not-allowed, access.unknown, and those of the aggregate.</exception>
    public async Task SignCommitmentAsync(SignCommitmentLetter request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ChangeAsync(request.Actor, request.ApplicationId, [Role.SupplierStaff],
            a => a.SignCommitment(request.Actor, request.ContactName, request.ContactPhone, time.GetUtcNow()), cancellationToken);
    }

    private Task<long> ChangeAsync(
        Actor actor, long applicationId, Role[] roles, Action<AccessApplication> change, CancellationToken cancellationToken) =>
        ChangeAsync(actor, applicationId, roles, (_, application) =>
        {
            change(application);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Several files may come at once, or a signature beside them: none is lost. Only a form is bound to the revision it was read at.</summary>
    private Task<long> ChangeAsync(
        Actor actor, long applicationId, Role[] roles, Func<PortalDbContext, AccessApplication, Task> change, CancellationToken cancellationToken) =>
        Contention.RetryAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await Memberships.RequireAtSiteAsync(db, actor, roles, cancellationToken);
            var application = await db.Set<AccessApplication>().Include(a => a.Attachments)
                .RequireAsync(db, actor, applicationId, cancellationToken);
            if (actor.OrganizationKind == OrganizationKind.Contractor && application.ContractorId != actor.OrganizationId)
                throw new DomainException("access.unknown");
            await change(db, application);
            // A new file alone is a change of the application too: whoever edits elsewhere must see it.
            db.Entry(application).Property(a => a.Form).IsModified = true;
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
            return application.Revision;
        }, cancellationToken);
}
