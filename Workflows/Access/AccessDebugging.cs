using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;

namespace Workflows.Access;

/// <summary>Files form 1-5.</summary>
public sealed record FileDebugApplication
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required DebugForm Form { get; init; }
}

/// <summary>The operator checks a delivery against form 1-5.</summary>
public sealed record CheckDelivery
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }

    /// <summary>What was brought, as the rows of form 1-6.</summary>
    public required IReadOnlyList<ReceiptRow> Rows { get; init; }

    /// <summary>Null: complete. Otherwise what is missing, in words.</summary>
    public string? Missing { get; init; }
}

/// <summary>How a debugging ends or is interrupted.</summary>
public enum DebugReport
{
    Passed,
    Failed,

    /// <summary>技术难题: stops the clock until it is resolved.</summary>
    Difficulty,
}

/// <summary>The operator reports on a debugging.</summary>
public sealed record ReportDebugging
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required DebugReport Report { get; init; }

    /// <summary>Required unless passed.</summary>
    public string? Note { get; init; }
}

/// <summary>From the debug application to the signed receipt (S2 annex 1, sections 3 and 4; forms 1-5 and 1-6).</summary>
public sealed class AccessDebugging(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    /// <exception cref="DomainException">work-item.*, those of DebugApplication, case.changed-meanwhile.</exception>
    public async Task FileAsync(FileDebugApplication request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ActAsync(request.Actor, request.WorkItemId, "debugApplication", async (db, held, application) =>
        {
            var now = time.GetUtcNow();
            await db.AddAsync(
                new DebugApplication(
                    application.Id, request.Form, application.Form, WorkingCalendar.ShanghaiDate(now), request.Actor.AccountId, request.Actor.Name, now),
                cancellationToken);
            return new CompleteItem { Held = held, Outcome = "file" };
        }, cancellationToken);
    }

    /// <exception cref="DomainException">
    /// work-item.*, access.delivery-short when rows are below form 1-5 and nothing is said to be missing, access.missing-required, receipt.*.
    /// </exception>
    public async Task CheckAsync(CheckDelivery request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ActAsync(request.Actor, request.WorkItemId, "delivery", async (db, held, application) =>
        {
            var now = time.GetUtcNow();
            DebugReceipt.RequireValid(request.Rows);
            var filed = await db.Set<DebugApplication>().SingleAsync(d => d.ApplicationId == application.Id, cancellationToken);
            var ordinal = await db.Set<DebugRound>().CountAsync(r => r.ApplicationId == application.Id, cancellationToken) + 1;
            var round = new DebugRound(
                application.Id, ordinal, request.Missing?.Trim(), DebugReceipt.Shortfall(filed.Form, request.Rows), request.Actor.Name, now);
            await db.AddAsync(round, cancellationToken);
            var complete = round.Missing is null;
            if (complete)
            {
                var receipt = await db.Set<DebugReceipt>().SingleOrDefaultAsync(r => r.ApplicationId == application.Id, cancellationToken);
                if (receipt is null) await db.AddAsync(new DebugReceipt(application.Id, request.Rows, request.Actor.Name, now), cancellationToken);
                else receipt.Receive(request.Rows, request.Actor.Name, now);
            }
            else
            {
                await db.AddRangeAsync(
                    AccessNotices.IncompleteDelivery(application, held.Item.TokenId, round.Missing!, now), cancellationToken);
            }

            return new CompleteItem { Held = held, Outcome = complete ? "complete" : "incomplete", Comment = round.Missing };
        }, cancellationToken);
    }

    /// <exception cref="DomainException">work-item.*, access.difficulty-reason-required, access.failure-reason-required, access.no-complete-delivery.</exception>
    public async Task ReportAsync(ReportDebugging request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await ActAsync(request.Actor, request.WorkItemId, "debugging", async (db, held, application) =>
        {
            var now = time.GetUtcNow();
            var note = CaseComment.Of(request.Note);
            if (request.Report == DebugReport.Difficulty)
                return new CompleteItem { Held = held, Outcome = "difficulty", Comment = note ?? throw new DomainException("access.difficulty-reason-required") };

            var passed = request.Report switch
            {
                DebugReport.Passed => true,
                DebugReport.Failed => false,
                _ => throw new DomainException("opinion.result-not-allowed"),
            };
            var round = await db.Set<DebugRound>().Where(r => r.ApplicationId == application.Id)
                .OrderByDescending(r => r.Ordinal).FirstAsync(cancellationToken);
            round.Finish(passed, note, request.Actor.Name, now);
            await db.AddRangeAsync(AccessNotices.DebuggingResult(application, held.Item.TokenId, passed, note, now), cancellationToken);
            return new CompleteItem { Held = held, Outcome = passed ? "passed" : "failed", Comment = note };
        }, cancellationToken);
    }

    /// <summary>The technical difficulty is over; the clock goes on.</summary>
    /// <exception cref="DomainException">work-item.*, opinion.text-required, field.too-long.</exception>
    public async Task ResolveAsync(Actor actor, long workItemId, string note, CancellationToken cancellationToken = default) =>
        await ActAsync(actor, workItemId, "technicalDifficulty", (_, held, _) =>
        {
            var comment = CaseComment.Of(note) ?? throw new DomainException("opinion.text-required");
            return Task.FromResult(new CompleteItem { Held = held, Outcome = "resolved", Comment = comment });
        }, cancellationToken);

    /// <summary>The operator's signature under form 1-6 at collection.</summary>
    /// <exception cref="DomainException">work-item.*, receipt.already-signed.</exception>
    public Task SignHandOverAsync(Actor actor, long workItemId, CancellationToken cancellationToken = default) =>
        SignAsync(actor, workItemId, "handOver", receipt => receipt.SignHandOver(actor.Name, time.GetUtcNow()), cancellationToken);

    /// <summary>The contractor's signature under form 1-6 at collection; from both on, five working days to connect.</summary>
    /// <exception cref="DomainException">work-item.*, receipt.already-signed.</exception>
    public Task SignCollectionAsync(Actor actor, long workItemId, CancellationToken cancellationToken = default) =>
        SignAsync(actor, workItemId, "collection", receipt => receipt.SignCollection(actor.Name, time.GetUtcNow()), cancellationToken);

    /// <summary>The county regulator confirms the connection.</summary>
    /// <exception cref="DomainException">work-item.*.</exception>
    public async Task ConfirmAsync(Actor actor, long workItemId, string? comment, CancellationToken cancellationToken = default) =>
        await ActAsync(actor, workItemId, "countyConfirmation", async (db, held, application) =>
        {
            await db.AddRangeAsync(AccessNotices.Connected(application, held.Item.TokenId, time.GetUtcNow()), cancellationToken);
            return new CompleteItem { Held = held, Outcome = "confirm", Comment = CaseComment.Of(comment) };
        }, cancellationToken);

    private async Task SignAsync(Actor actor, long workItemId, string node, Action<DebugReceipt> sign, CancellationToken cancellationToken) =>
        await ActAsync(actor, workItemId, node, async (db, held, application) =>
        {
            sign(await db.Set<DebugReceipt>().SingleAsync(r => r.ApplicationId == application.Id, cancellationToken));
            return new CompleteItem { Held = held, Outcome = "sign" };
        }, cancellationToken);

    /// <summary>
    /// Both signatures, or two applications that bring the same model, may be saved in one moment; each is right whatever the other
    /// did, so the later one is done again instead of bothering its person.
    /// </summary>
    private Task ActAsync(
        Actor actor, long workItemId, string node, Func<PortalDbContext, HeldItem, AccessApplication, Task<CompleteItem>> act, CancellationToken cancellationToken) =>
        Contention.RetryAsync(() => TryActAsync(actor, workItemId, node, act, cancellationToken), cancellationToken);

    private async Task TryActAsync(
        Actor actor, long workItemId, string node, Func<PortalDbContext, HeldItem, AccessApplication, Task<CompleteItem>> act, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await AccessScope.HoldAsync(db, workItemId, actor, [node], cancellationToken);
        var application = await db.Set<AccessApplication>()
            .SingleAsync(a => a.Id == AccessScope.ApplicationId(held.Item.BusinessKey), cancellationToken);
        await ProcessEngine.ActAsync(
            db, held, async () => await engine.CompleteAsync(db, await act(db, held, application), cancellationToken), cancellationToken);
    }
}
