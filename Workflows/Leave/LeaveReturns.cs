using Domain;
using Domain.Leave;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Leave;

/// <summary>What the applicant does after the application: cancels it, or registers the return (销假).</summary>
public sealed class LeaveReturns(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    /// <summary>The message that the chain waits for.</summary>
    internal const string Message = "leave.returned";

    /// <summary>Gives the leave up while it is under review, or before it begins.</summary>
    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in, leave.unknown, leave.already-begun, leave.not-open, field.too-long.</exception>
    public Task CancelAsync(Actor actor, long leaveId, string? reason, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var leave = await FindAsync(db, actor, leaveId, cancellationToken);
            leave.Cancel(actor, time.GetUtcNow());
            await engine.CancelAsync(
                db, new CancelProcess { BusinessKey = LeaveScope.BusinessKey(leaveId), Actor = actor, Reason = CaseComment.Of(reason) }, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        },
        cancellationToken);

    /// <summary>
    /// Registers that the applicant is back; from this moment on nobody stands in. Earlier leaves that this one continued are returned from with it.
    /// </summary>
    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in, leave.unknown, leave.not-away, field.too-long.</exception>
    public Task RegisterAsync(Actor actor, long leaveId, string? note, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var leave = await FindAsync(db, actor, leaveId, cancellationToken);
            var now = time.GetUtcNow();
            var continued = await db.Set<LeaveRequest>().Where(l => l.Id != leaveId && l.AccountId == leave.AccountId && l.SiteId == leave.SiteId
                && l.Status == LeaveStatus.Approved && l.To <= leave.From).ToListAsync(cancellationToken);
            foreach (var returned in continued.Prepend(leave)) await ReturnAsync(db, returned, actor, note, now, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        },
        cancellationToken);

    private async Task ReturnAsync(PortalDbContext db, LeaveRequest leave, Actor actor, string? note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        leave.RegisterReturn(actor, note, now);
        if (await db.Set<AbsenceRecord>().SingleOrDefaultAsync(a => a.LeaveId == leave.Id, cancellationToken) is { } absence) absence.End(now);
        await engine.DeliverAsync(
            db, new DeliverMessage { BusinessKey = LeaveScope.BusinessKey(leave.Id), Message = Message, Rule = Message, Actor = actor, Comment = leave.ReturnNote },
            cancellationToken);
    }

    private static async Task<LeaveRequest> FindAsync(PortalDbContext db, Actor actor, long leaveId, CancellationToken cancellationToken)
    {
        await Memberships.RequireAsync(db, actor, LeaveScope.Applicants, cancellationToken);
        return await db.Set<LeaveRequest>().RequireAsync(db, actor, leaveId, cancellationToken);
    }
}
