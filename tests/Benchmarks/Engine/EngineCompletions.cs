using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Benchmarks.Engine;

/// <summary>The product: hold, complete, save, each time in a new context as a service does it.</summary>
internal sealed class EngineCompletions(IDbContextFactory<PortalDbContext> contexts, ProcessEngine engine, Actor county, Actor contractor) : ICompletions
{
    public async Task CompleteAsync(LoopingCase looping)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var held = await ProcessEngine.HoldAsync(db, looping.ItemId, looping.InReview ? county : contractor);
        await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = looping.InReview ? "correct" : "resubmit", Comment = "Layout plan is missing." });
        await ProcessEngine.SaveAsync(db, held);

        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries<WorkItem>())
        {
            if (entry.Entity.Status == WorkItemStatus.Open) looping.ItemId = entry.Entity.Id;
        }

        looping.InReview = !looping.InReview;
    }
}
