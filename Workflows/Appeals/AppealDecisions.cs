using Domain;
using Domain.Appeals;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Engine.Shell;
using Workflows.Scoring;

namespace Workflows.Appeals;

/// <summary>Decides an appeal.</summary>
public sealed record DecideAppeal
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }

    /// <summary>One for every deduction in question, by its <see cref="AppealItem.Ordinal"/>.</summary>
    public required IReadOnlyDictionary<int, AppealVerdict> Verdicts { get; init; }

    /// <summary>What is said about the whole of it.</summary>
    public required string? Opinion { get; init; }
}

/// <summary>
/// The city regulator's decision. What it accepts becomes corrections of evidence; the card, and the closed ones after it that hold the same outage, are computed
/// again from their own facts and rules and frozen anew, each with its own digest, and what follows from low scores is counted again. All of it is one transaction.
/// </summary>
public sealed class AppealDecisions(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, ConsequenceProposals proposals, TimeProvider time)
{
    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), those of <see cref="Appeal.Decide"/>, opinion.text-required, appeal.device-unknown,
    /// field.too-long, case.changed-meanwhile.</exception>
    public Task DecideAsync(DecideAppeal request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryDecideAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryDecideAsync(DecideAppeal request, CancellationToken cancellationToken)
    {
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, request.WorkItemId, request.Actor, cancellationToken);
        if ((held.Item.DefinitionKey, held.Item.NodeId) != (AppealScope.Key, AppealChain.Decision)) throw new DomainException("work-item.not-yours");
        var opinion = CaseComment.Of(request.Opinion) ?? throw new DomainException("opinion.text-required");
        var id = AppealScope.IdOf(held.Item.BusinessKey);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            var appeal = await db.Set<Appeal>().Include(a => a.Items).SingleAsync(a => a.Id == id, cancellationToken);
            appeal.Decide(request.Verdicts, request.Actor, now);
            await CorrectAsync(db, appeal, request.Actor, now, cancellationToken);
            await db.AddRangeAsync(AppealMessages.Decided(appeal, now), cancellationToken);
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "decide", Comment = opinion }, cancellationToken);
        }, cancellationToken);
    }

    private async Task CorrectAsync(PortalDbContext db, Appeal appeal, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (city, supplier) = (appeal.CityId, appeal.SupplierId);
        var cards = await db.Set<Scorecard>().Include(c => c.Deductions)
            .Where(c => c.CityId == city && c.SupplierId == supplier && c.State == ScorecardState.Closed && c.Month >= appeal.Month).ToListAsync(cancellationToken);
        var card = cards.Single(c => c.Id == appeal.ScorecardId);
        RequireDevices(appeal, card);
        var made = appeal.Corrections().Select(c => new ScoreCorrection(card, c.Corrected, c.Reason, appeal.Id, actor, now)).ToList();
        if (made.Count == 0) return;
        await db.AddRangeAsync(made, cancellationToken);
        var stored = await db.Set<ScoreCorrection>().AsNoTracking().Where(c => c.CityId == city && c.SupplierId == supplier).ToListAsync(cancellationToken);
        var all = stored.Concat(made).ToList();
        foreach (var one in cards.Where(c => c.Id == card.Id || c.Facts.Outages.Any(o => made.Exists(m => m.OutageId == o.OutageId))))
        {
            var before = one.Score;
            one.Correct([.. all.Where(c => c.Month <= one.Month)], now);
            // The card in question is spoken of with the decision.
            if (one.Id != card.Id && one.Score != before) await db.AddRangeAsync(ScoreNotices.Corrected(one.Id, one.SupplierId, one.Period.ToString(), before, one.Score, now), cancellationToken);
        }

        appeal.Rescored(card);
        await proposals.ExamineAgainAsync(db, card, now, cancellationToken);
    }

    /// <summary>Devices that are taken out of a check must be among those that it found offline.</summary>
    private static void RequireDevices(Appeal appeal, Scorecard card)
    {
        foreach (var item in appeal.Items.Where(i => i.Verdict is { Accepted: true, Remedy: AppealRemedy.CheckCorrected }))
        {
            var found = card.Facts.Checks.Where(c => c.At == item.Deduction.Evidence.CheckedAt).SelectMany(c => c.Offline).Select(o => o.DeviceId).ToHashSet();
            if (!item.Verdict!.Devices.All(found.Contains)) throw new DomainException("appeal.device-unknown");
        }
    }
}
