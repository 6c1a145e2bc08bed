using Domain.Consequences;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Consequences;

/// <summary>A confirmed suspension or blacklisting takes effect in the transaction of the confirmation: the next access application is refused.</summary>
internal sealed class ImposeHandler : IServiceTaskHandler
{
    public string Name => "consequence.impose";

    public async Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
    {
        var (db, id) = (context.Db, ConsequenceScope.IdOf(context.Instance.BusinessKey));
        var consequence = await db.Set<Consequence>().SingleAsync(c => c.Id == id, cancellationToken);
        // Kept as the months alone: whoever reads it has the page's own words around them.
        var reason = string.Join(", ", consequence.Counted.Select(m => ScoreMonth.FromNumber(m).ToString()));
        await db.AddAsync(consequence.Impose(reason, context.Now), cancellationToken);
        await db.AddRangeAsync(ConsequenceMessages.Imposed(consequence, context.Now), cancellationToken);
        return ServiceTaskContext.Nothing;
    }
}
