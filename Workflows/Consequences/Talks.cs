using Domain;
using Domain.Consequences;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Consequences;

/// <summary>Records a talk that was held.</summary>
public sealed record RecordTalk
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required TalkRecord Record { get; init; }
}

/// <summary>The second step of a talk: it was held, with whom, and what was said.</summary>
public sealed class Talks(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), those of <see cref="Consequence.RecordTalk"/>, case.changed-meanwhile.</exception>
    public Task RecordAsync(RecordTalk request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryRecordAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryRecordAsync(RecordTalk request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, request.WorkItemId, request.Actor, cancellationToken);
        if ((held.Item.DefinitionKey, held.Item.NodeId) != (ConsequenceScope.Key, ConsequenceChain.Talk)) throw new DomainException("work-item.not-yours");
        var id = ConsequenceScope.IdOf(held.Item.BusinessKey);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            var consequence = await db.Set<Consequence>().SingleAsync(c => c.Id == id, cancellationToken);
            consequence.RecordTalk(request.Record, request.Actor, time.GetUtcNow());
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "held" }, cancellationToken);
        }, cancellationToken);
    }
}
