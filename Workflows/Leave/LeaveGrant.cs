using Domain;
using Domain.Leave;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Leave;

/// <summary>The last approval: what was in order at submission must be so still, or the approval is refused with the reason.</summary>
internal sealed class LeaveGrantHandler : IServiceTaskHandler
{
    public string Name => "leave.grant";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var (db, now) = (context.Db, context.Now);
        var id = CaseKey.Parse(context.Instance.BusinessKey).Id;
        var leave = await db.Set<LeaveRequest>().SingleAsync(l => l.Id == id, cancellationToken);
        var qualified = LeaveScope.Qualified(db, leave.UnitId, leave.Post);
        var person = await qualified.SingleOrDefaultAsync(q => q.Membership.Id == leave.MembershipId, cancellationToken)
            ?? throw new DomainException("leave.not-key-person");
        var standIn = await qualified.SingleOrDefaultAsync(q => q.Membership.Id == leave.StandInMembershipId, cancellationToken)
            ?? throw new DomainException("leave.stand-in-unqualified");
        var others = await LeaveScope.TakenAsync(db, leave.AccountId, leave.StandInAccountId, leave.Id, now, cancellationToken);
        if (LeaveRules.Conflicts(leave.AccountId, leave.SiteId, leave.StandInAccountId, new(leave.From, leave.To), others) is [var conflict, ..])
            throw new DomainException(conflict.Code, conflict.Arguments);
        LeaveScope.Bind(db, person.Membership, standIn.Membership);
        leave.Approve(now);
        await db.AddRangeAsync(LeaveNotices.Granted(leave, await SiteNameAsync(context, leave, cancellationToken), now), cancellationToken);
        return ServiceTaskContext.Nothing;
    }

    private static Task<string> SiteNameAsync(ServiceTaskContext context, LeaveRequest leave, CancellationToken cancellationToken) =>
        context.Db.Set<Domain.Sites.Site>().Where(s => s.Id == leave.SiteId).Select(s => s.Name).SingleAsync(cancellationToken);
}
