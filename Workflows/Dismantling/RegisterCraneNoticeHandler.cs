using Domain.Dismantling;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Dismantling;

/// <summary>The county has acknowledged the notice: from now on it counts for removals.</summary>
internal sealed class RegisterCraneNoticeHandler : IServiceTaskHandler
{
    public string Name => "crane.register";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var id = CraneNoticeScope.NoticeId(context.Instance.BusinessKey);
        var notice = await context.Db.Set<CraneNotice>().Include(n => n.Site).ThenInclude(s => s.Participants).SingleAsync(n => n.Id == id, cancellationToken);
        notice.Register(context.Now);
        await context.Db.AddRangeAsync(CraneNoticeMessages.Registered(notice, context.Now), cancellationToken);
        return ServiceTaskContext.Nothing;
    }
}
