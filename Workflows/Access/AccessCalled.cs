using Domain.Access;
using Domain.Engine;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Access;

/// <summary>
/// The access chain as others call it (S2 section 3.2: after a resumption the site is connected anew). What is prepared is a draft with what the site's
/// last application said; an application that is on its way already is the one that is waited for.
/// </summary>
internal sealed class AccessCalled : ICalledChain
{
    public string Key => AccessSubmission.DefinitionKey;

    public async Task<string> PrepareAsync(ServiceTaskContext caller, CancellationToken cancellationToken)
    {
        var db = caller.Db;
        var site = await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == caller.Instance.SiteId, cancellationToken);
        var last = await db.Set<AccessApplication>().Include(a => a.Attachments).Where(a => a.SiteId == site.Id).OrderByDescending(a => a.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is { ClosedAt: null }) return AccessScope.BusinessKey(last.Id);
        var begunBy = await db.Set<HistoryEntry>().Where(h => h.InstanceId == caller.Instance.Id && h.Sequence == 1).Select(h => h.AccountId)
            .SingleAsync(cancellationToken);
        var application = AccessApplication.Again(site, last, begunBy.GetValueOrDefault(), caller.Now);
        await db.AddAsync(application, cancellationToken);
        return AccessScope.BusinessKey(application.Id);
    }

    public async Task<bool> DropAsync(ServiceTaskContext caller, string calledKey, CancellationToken cancellationToken)
    {
        var application = await caller.Db.Set<AccessApplication>().SingleAsync(a => a.Id == AccessScope.ApplicationId(calledKey), cancellationToken);
        if (!application.Withdrawable) return false;
        application.Withdraw(caller.Now);
        return true;
    }
}
