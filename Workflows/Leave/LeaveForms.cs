using Domain;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Workflows.Files;
using Workflows.Organizations;

namespace Workflows.Leave;

/// <summary>What the form of an applicant offers.</summary>
/// <param name="Sites">The sites whose key post the applicant holds.</param>
/// <param name="StandIns">The colleagues who are qualified to stand in.</param>
public sealed record LeaveOptions(IReadOnlyList<LeaveSite> Sites, IReadOnlyList<LeaveColleague> StandIns);

/// <summary>A site with the post that the applicant holds there.</summary>
public sealed record LeaveSite(long SiteId, string Name, KeyPost Post);

/// <summary>Somebody who can stand in.</summary>
public sealed record LeaveColleague(long MembershipId, string Name);

/// <summary>What is needed while the form is filled in.</summary>
public sealed class LeaveForms(IDbContextFactory<PortalDbContext> databases, FileStore files, TimeProvider time)
{
    /// <summary>Papers that one person may have lying unused: more are a program.</summary>
    private const int MaxUnused = 50;

    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in.</exception>
    public async Task<LeaveOptions> OptionsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, LeaveScope.Applicants, cancellationToken);
        var post = KeyPosts.Of(actor.OrganizationKind)!.Value;
        var sites = await HeldBy(db, actor).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new LeaveSite(s.Id, s.Name, post)).ToListAsync(cancellationToken);
        var colleagues = await LeaveScope.Qualified(db, actor.OrganizationId, post).Where(q => q.Membership.AccountId != actor.AccountId)
            .OrderBy(q => q.Name).Select(q => new LeaveColleague(q.Membership.Id, q.Name)).ToListAsync(cancellationToken);
        return new LeaveOptions(sites, colleagues);
    }

    /// <summary>Stores a paper for the applicant's next submission.</summary>
    /// <exception cref="DomainException">file.* (FileStore), actor.not-allowed, actor.stand-in, leave.attachments-too-many.</exception>
    public async Task<FileView> UploadAsync(UploadFile request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, LeaveScope.Applicants, cancellationToken);
        await Unused(db).RequireRoomAsync(
            request.Actor, MaxUnused, () => new DomainException("leave.attachments-too-many", LeaveRequest.MaxAttachments), cancellationToken);
        var attachment = new LeaveAttachment(
            await files.SaveAsync(request, LeaveAttachment.MaxBytes, FileKinds.Documents, time.GetUtcNow(), cancellationToken));
        await db.AddAsync(attachment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return FileView.Of(attachment);
    }

    /// <summary>Forgets papers that no application took.</summary>
    public async Task<int> ForgetUnusedAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Unused(db).ForgetAsync(time.GetUtcNow() - LeaveAttachment.Unused, cancellationToken);
    }

    /// <summary>The sites whose post in the actor's unit the actor holds.</summary>
    internal static IQueryable<Site> HeldBy(PortalDbContext db, Actor actor)
    {
        var (unit, membership) = (actor.OrganizationId, actor.MembershipId);
        return db.Set<Site>().Where(s => s.Participants.Any(p => p.OrganizationId == unit && p.KeyMembershipId == membership));
    }

    private static IQueryable<LeaveAttachment> Unused(PortalDbContext db) => db.Set<LeaveAttachment>().Where(a => a.LeaveId == null);
}
