using System.Globalization;
using Domain;
using Domain.Calendar;
using Domain.Engine;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Leave;

/// <summary>What an applicant asks for.</summary>
public abstract record LeavePlan
{
    public required Actor Actor { get; init; }
    public required LeaveApplication Application { get; init; }

    /// <summary>Membership of the colleague who stands in.</summary>
    public required long StandInMembershipId { get; init; }

    /// <summary>Its papers, which the actor uploaded for it.</summary>
    public required IReadOnlyList<long> AttachmentIds { get; init; }
}

/// <summary>Applies for leave.</summary>
public sealed record SubmitLeave : LeavePlan
{
    public required long SiteId { get; init; }
}

/// <summary>Changes a leave that is back with its applicant, and applies for it again.</summary>
public sealed record ResubmitLeave : LeavePlan
{
    public required long LeaveId { get; init; }
}

/// <summary>Submitting, submitting again.</summary>
public sealed class LeaveSubmission(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    /// <returns>The leave's id.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed, actor.stand-in, leave.not-key-person, leave.stand-in-unqualified, leave.attachment-unknown, leave.no-owner, access.no-regulator;
    /// those of <see cref="LeaveApplication.Problems"/> and <see cref="LeaveRules.Conflicts"/>; case.changed-meanwhile.
    /// </exception>
    public Task<long> SubmitAsync(SubmitLeave request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TrySubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">
    /// leave.unknown, leave.not-editable, those of <see cref="SubmitAsync"/> and of <see cref="ProcessEngine.HoldAsync"/>.
    /// </exception>
    public Task ResubmitAsync(ResubmitLeave request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryResubmitAsync(request, cancellationToken), cancellationToken);
    }

    private async Task<long> TrySubmitAsync(SubmitLeave request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // One transaction around the number and the save, as with every numbered case.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, LeaveScope.Applicants, cancellationToken);
        var (site, person, standIn, attachments) = await RequireAsync(db, request, request.SiteId, leaveId: null, now, cancellationToken);
        var series = string.Create(CultureInfo.InvariantCulture, $"QJ{WorkingCalendar.ShanghaiDate(now).Year}");
        var number = series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
        var leave = new LeaveRequest(
            number, new LeavePlace(site.Id, KeyPosts.Of(actor.OrganizationKind)!.Value, actor.OrganizationId), person, standIn, request.Application, attachments, now);
        await db.AddAsync(leave, cancellationToken);
        await engine.SubmitAsync(db, await StartAsync(db, leave, site, actor, cancellationToken), "submit", ContentOf(leave), cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return leave.Id;
    }

    private async Task TryResubmitAsync(ResubmitLeave request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, LeaveScope.Applicants, cancellationToken);
        var leave = await db.Set<LeaveRequest>().Include(l => l.Attachments).RequireAsync(db, actor, request.LeaveId, cancellationToken);
        var held = await ProcessEngine.HoldAtAsync(db, LeaveScope.BusinessKey(leave.Id), [LeaveChain.Submission], actor, cancellationToken);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            var now = time.GetUtcNow();
            var (_, _, standIn, attachments) = await RequireAsync(db, request, leave.SiteId, leave.Id, now, cancellationToken);
            leave.Resubmit(actor, standIn, request.Application, attachments, now);
            await engine.CompleteAsync(
                db,
                new CompleteItem { Held = held, Outcome = "submit", Comment = leave.Reason, Content = ContentOf(leave), Variables = Facts(leave) },
                cancellationToken);
        }, cancellationToken);
    }

    /// <summary>What holds of every submission: who applies, who stands in, what else binds the two, the papers.</summary>
    private static async Task<(Site Site, LeavePerson Person, LeavePerson StandIn, List<LeaveAttachment> Attachments)> RequireAsync(
        PortalDbContext db, LeavePlan plan, long siteId, long? leaveId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var actor = plan.Actor;
        var site = await LeaveForms.HeldBy(db, actor).Include(s => s.Participants).AsNoTracking().SingleOrDefaultAsync(s => s.Id == siteId, cancellationToken)
            ?? throw new DomainException("leave.not-key-person");
        var qualified = LeaveScope.Qualified(db, actor.OrganizationId, KeyPosts.Of(actor.OrganizationKind)!.Value);
        var person = await qualified.SingleAsync(q => q.Membership.Id == actor.MembershipId, cancellationToken);
        var standIn = await qualified.SingleOrDefaultAsync(q => q.Membership.Id == plan.StandInMembershipId, cancellationToken)
            ?? throw new DomainException("leave.stand-in-unqualified");
        if (plan.Application.Problems(now) is [var wrong, ..]) throw new DomainException(wrong.Code, wrong.Arguments);
        var others = await LeaveScope.TakenAsync(db, actor.AccountId, standIn.Membership.AccountId, leaveId ?? 0, now, cancellationToken);
        if (LeaveRules.Conflicts(actor.AccountId, site.Id, standIn.Membership.AccountId, plan.Application.Time, others) is [var conflict, ..])
            throw new DomainException(conflict.Code, conflict.Arguments);
        LeaveScope.Bind(db, person.Membership, standIn.Membership);

        var attachments = await db.Set<LeaveAttachment>()
            .Where(a => plan.AttachmentIds.Contains(a.Id) && a.UploadedBy == actor.AccountId && (a.LeaveId == null || a.LeaveId == leaveId)).ToListAsync(cancellationToken);
        if (attachments.Count != plan.AttachmentIds.Distinct().Count()) throw new DomainException("leave.attachment-unknown");
        return (site, Of(person), Of(standIn), attachments);

        static LeavePerson Of(QualifiedPerson of) => new(of.Membership.Id, of.Membership.AccountId, of.Name);
    }

    private static async Task<StartProcess> StartAsync(PortalDbContext db, LeaveRequest leave, Site site, Actor actor, CancellationToken cancellationToken)
    {
        // Who does not take part in a leave (the operator, the other unit) is named to the chain all the same; it asks nothing of them.
        var start = await SiteCases.StartAsync(db, site, new CaseKey(LeaveScope.DefinitionKey, leave.Id), actor, leave.Reason, cancellationToken);
        if (!start.Parties.ContainsKey("owner")) throw new DomainException("leave.no-owner", site.Name);
        return start with
        {
            Parties = new Dictionary<string, long>(start.Parties, StringComparer.Ordinal) { ["unit"] = leave.UnitId },
            People = new Dictionary<string, CasePerson>(StringComparer.Ordinal) { ["applicant"] = new(actor.AccountId, leave.PersonName) },
            Variables = Facts(leave),
        };
    }

    private static string ContentOf(LeaveRequest leave) => FiledContent.Of(
        leave.Kind, leave.From, leave.To, leave.Reason, leave.StandInMembershipId, FiledContent.Papers(leave.Attachments));

    /// <summary>Who applies, whose unit decides, and whether the county does too.</summary>
    private static Dictionary<string, ProcessValue> Facts(LeaveRequest leave) => new(StringComparer.Ordinal)
    {
        ["applicantRole"] = KeyPosts.RoleOf(leave.Post).ToString(),
        ["post"] = leave.Post.ToString(),
        ["days"] = leave.Days,
    };
}
