using System.Globalization;
using Domain;
using Domain.Calendar;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Leave;

/// <summary>Applies for leave.</summary>
public sealed record SubmitLeave
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
    public required LeaveApplication Application { get; init; }

    /// <summary>Membership of the colleague who stands in.</summary>
    public required long StandInMembershipId { get; init; }

    /// <summary>Papers that the actor uploaded for it.</summary>
    public required IReadOnlyList<long> AttachmentIds { get; init; }
}

/// <summary>Submits an application and starts its chain.</summary>
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

    private async Task<long> TrySubmitAsync(SubmitLeave request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // One transaction around the number and the save, as with every numbered case.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, LeaveScope.Applicants, cancellationToken);
        var site = await LeaveForms.HeldBy(db, actor).Include(s => s.Participants).AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SiteId, cancellationToken)
            ?? throw new DomainException("leave.not-key-person");
        var post = KeyPosts.Of(actor.OrganizationKind)!.Value;
        var qualified = LeaveScope.Qualified(db, actor.OrganizationId, post);
        var person = await qualified.SingleAsync(q => q.Membership.Id == actor.MembershipId, cancellationToken);
        var standIn = await qualified.SingleOrDefaultAsync(q => q.Membership.Id == request.StandInMembershipId, cancellationToken)
            ?? throw new DomainException("leave.stand-in-unqualified");
        if (request.Application.Problems(now) is [var wrong, ..]) throw new DomainException(wrong.Code, wrong.Arguments);
        var others = await LeaveScope.TakenAsync(db, actor.AccountId, standIn.Membership.AccountId, exceptId: 0, now, cancellationToken);
        if (LeaveRules.Conflicts(actor.AccountId, site.Id, standIn.Membership.AccountId, request.Application.Time, others) is [var conflict, ..])
            throw new DomainException(conflict.Code, conflict.Arguments);
        LeaveScope.Bind(db, person.Membership, standIn.Membership);

        var attachments = await db.Set<LeaveAttachment>()
            .Where(a => request.AttachmentIds.Contains(a.Id) && a.UploadedBy == actor.AccountId && a.LeaveId == null).ToListAsync(cancellationToken);
        if (attachments.Count != request.AttachmentIds.Distinct().Count()) throw new DomainException("leave.attachment-unknown");
        var series = string.Create(CultureInfo.InvariantCulture, $"QJ{WorkingCalendar.ShanghaiDate(now).Year}");
        var number = series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
        var leave = new LeaveRequest(
            number, new LeavePlace(site.Id, post, actor.OrganizationId), new LeavePerson(actor.MembershipId, actor.AccountId, person.Name),
            new LeavePerson(standIn.Membership.Id, standIn.Membership.AccountId, standIn.Name), request.Application, attachments, now);
        await db.AddAsync(leave, cancellationToken);
        await engine.StartAsync(db, await StartAsync(db, leave, site, actor, cancellationToken), cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return leave.Id;
    }

    private static async Task<StartProcess> StartAsync(PortalDbContext db, LeaveRequest leave, Site site, Actor actor, CancellationToken cancellationToken)
    {
        // Who does not take part in a leave (the operator, the other unit) is named to the chain all the same; it asks nothing of them.
        var parties = await SiteParties.ReadAsync(db, site, cancellationToken);
        if (!parties.ContainsKey("owner")) throw new DomainException("leave.no-owner", site.Name);
        parties["unit"] = leave.UnitId;
        return new StartProcess
        {
            DefinitionKey = LeaveScope.DefinitionKey,
            BusinessKey = LeaveScope.BusinessKey(leave.Id),
            SiteId = site.Id,
            RegionCode = site.RegionCode,
            Subject = site.Name,
            Parties = parties,
            Variables = new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["post"] = leave.Post.ToString(), ["days"] = leave.Days },
            Actor = actor,
            Comment = leave.Reason,
        };
    }
}
