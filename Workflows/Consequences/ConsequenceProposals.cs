using Domain.Appeals;
using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Suppliers;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Workflows.Appeals;
using Workflows.Calendar;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Consequences;

/// <summary>
/// What the rule proposes when a month's scores are closed, and takes back when an appeal has changed them. However often and wherever it
/// runs, a supplier has one case for each city, month and kind.
/// </summary>
public sealed class ConsequenceProposals(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, Calendars calendars, TimeProvider time)
{
    private const string Rule = "consequence.count";
    private const int PageSize = 200;

    /// <summary>Closed cards that are older than this, in months, propose nothing any more: their consequences would come too late to be fair.</summary>
    private const int Oldest = 6;

    /// <summary>Goes through closed cards that have been followed by nothing yet, the oldest first, each in a transaction of its own.</summary>
    /// <returns>How many cases were opened.</returns>
    /// <exception cref="AggregateException">Cards that could not be handled; the others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var from = ScoreMonth.Of(time.GetUtcNow()).Add(-Oldest).Number;
        var threshold = await HighestThresholdAsync(cancellationToken);
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<Scorecard>()
                    .Where(c => c.State == ScorecardState.Closed && c.Month >= from && c.Score < threshold
                        && !db.Set<Consequence>().Any(f => f.CityId == c.CityId && f.SupplierId == c.SupplierId && f.Month == c.Month))
                    .OrderBy(c => c.Month).ThenBy(c => c.Id).Select(c => c.Id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            cardId => ProposeAsync(cardId, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// After a closed card has been corrected: looks again at its month and the later ones that counted it. What no longer holds is withdrawn, what holds only now is
    /// proposed; what a person has decided stays.
    /// </summary>
    /// <param name="db">The context of the correction, its changes not saved yet.</param>
    /// <param name="corrected">A card that was corrected in it.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task ExamineAgainAsync(PortalDbContext db, Scorecard corrected, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cards = await ClosedAsync(db, corrected, cancellationToken);
        foreach (var card in cards.Where(c => c.Period >= corrected.Period).OrderBy(c => c.Period)) await ExamineAsync(db, card, cards, now, cancellationToken);
    }

    private async Task<bool> ProposeAsync(long cardId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var card = await db.Set<Scorecard>().SingleAsync(c => c.Id == cardId, cancellationToken);
        var closed = await ClosedAsync(db, card, cancellationToken);
        if (!await ExamineAsync(db, closed.Single(c => c.Id == cardId), closed, UtcMicroseconds.Cut(time.GetUtcNow()), cancellationToken)) return false;
        // Whoever corrects the card in the same moment decides anew.
        ConsequenceScope.Bind(db, card);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Another node, or an appeal, was faster; the next run sees what is left to do.
            return false;
        }
    }

    /// <summary>The lowest score that is none: cards at or above it need no look.</summary>
    private async Task<int> HighestThresholdAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rules = await db.Set<ScoreRuleSet>().AsNoTracking().Select(r => r.Rules).ToListAsync(cancellationToken);
        return rules.Select(r => r.Threshold).Append(ScoreRules.Annex7.Threshold).Max();
    }

    /// <summary>The closed cards of the same supplier in the same city that can count with this one, without their facts, as the context has them.</summary>
    private static async Task<List<ClosedCard>> ClosedAsync(PortalDbContext db, Scorecard of, CancellationToken cancellationToken)
    {
        var first = of.Period.Add(-of.Rules.WindowMonths).Number;
        var stored = await db.Set<Scorecard>()
            .Where(c => c.CityId == of.CityId && c.SupplierId == of.SupplierId && c.State == ScorecardState.Closed && c.Month >= first)
            .Select(c => new { c.Id, c.Month, c.Score, c.ClosedAt, c.Rules }).ToListAsync(cancellationToken);
        var changed = db.Set<Scorecard>().Local.ToDictionary(c => c.Id, c => c.Score);
        return stored.ConvertAll(c => new ClosedCard(
            c.Id, of.CityId, of.SupplierId, ScoreMonth.FromNumber(c.Month), changed.GetValueOrDefault(c.Id, c.Score), c.ClosedAt!.Value, c.Rules));
    }

    /// <returns>Whether a case was opened.</returns>
    private async Task<bool> ExamineAsync(PortalDbContext db, ClosedCard card, List<ClosedCard> closed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var finding = ConsequenceRule.Find(card.Period, closed.Select(c => new MonthScore(c.Period, c.Score)), card.Rules);
        var month = card.Period.Number;
        var known = await db.Set<Consequence>().Where(c => c.CityId == card.CityId && c.SupplierId == card.SupplierId && c.Month == month).ToListAsync(cancellationToken);
        foreach (var open in known.Where(c => c.Status == ConsequenceStatus.Proposed))
        {
            if (open.Kind == finding.Kind) open.Recount(card.Score, finding.Counted);
            else await WithdrawAsync(db, open, now, cancellationToken);
        }

        // Once a talk or more of this month was decided, the month has had its consequence.
        if (finding.Kind is not { } kind || known.Exists(c => c.Status != ConsequenceStatus.Withdrawn || c.Kind == kind)) return false;
        if (kind != ConsequenceKind.Talk && await IsBlacklistedAsync(db, card, cancellationToken)) return false;
        await OpenAsync(db, card, kind, finding, now, cancellationToken);
        return true;
    }

    private async Task OpenAsync(PortalDbContext db, ClosedCard card, ConsequenceKind kind, ConsequenceFinding finding, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var consequence = new Consequence(
            new ConsequenceProposal
            {
                Kind = kind,
                CityId = card.CityId,
                SupplierId = card.SupplierId,
                Month = card.Period,
                ScorecardId = card.Id,
                Score = card.Score,
                Counted = finding.Counted,
                SuspensionMonths = card.Rules.SuspensionMonths,
                AppealUntil = Appeal.Deadline(card.ClosedAt, await calendars.CurrentAsync(cancellationToken)),
            },
            now);
        await db.AddAsync(consequence, cancellationToken);
        var units = await db.Set<Organization>().Where(o => o.Id == card.CityId || o.Id == card.SupplierId).ToDictionaryAsync(o => o.Id, cancellationToken);
        await engine.StartAsync(
            db,
            new StartProcess
            {
                DefinitionKey = ConsequenceScope.Key,
                BusinessKey = ConsequenceScope.BusinessKey(consequence.Id),
                SiteId = null,
                RegionCode = units[card.CityId].RegionCode!,
                Subject = $"{units[card.SupplierId].Name} {card.Period}",
                Parties = new Dictionary<string, long>(StringComparer.Ordinal) { ["city"] = card.CityId, ["supplier"] = card.SupplierId },
                Variables = new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["kind"] = kind.ToString() },
                Actor = null,
                Rule = Rule,
            },
            cancellationToken);
        await db.AddRangeAsync(ConsequenceMessages.Proposed(consequence, now), cancellationToken);
    }

    private async Task WithdrawAsync(PortalDbContext db, Consequence consequence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        consequence.Withdraw(now);
        await engine.CancelAsync(db, new CancelProcess { BusinessKey = ConsequenceScope.BusinessKey(consequence.Id), Actor = null, Rule = Rule }, cancellationToken);
        await db.AddRangeAsync(ConsequenceMessages.Withdrawn(consequence, now), cancellationToken);
    }

    private static Task<bool> IsBlacklistedAsync(PortalDbContext db, ClosedCard card, CancellationToken cancellationToken) =>
        db.Set<SupplierRestriction>().AnyAsync(
            r => r.SupplierId == card.SupplierId && r.AuthorityId == card.CityId && r.Kind == RestrictionKind.Blacklisted && r.LiftedAt == null && r.Until == null,
            cancellationToken);

    /// <summary>What counts of a closed card.</summary>
    private sealed record ClosedCard(long Id, long CityId, long SupplierId, ScoreMonth Period, int Score, DateTimeOffset ClosedAt, ScoreRules Rules);
}

/// <summary>Runs <see cref="ConsequenceProposals"/>, records suspensions that have ended, and forgets files that no appeal took.</summary>
[DisallowConcurrentExecution]
public sealed class ConsequencesJob(ConsequenceProposals proposals, RestrictionEnds ends, AppealEvidence evidence) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await proposals.RunAsync(cancellationToken);
        await ends.RunAsync(cancellationToken);
        await evidence.ForgetUnusedAsync(cancellationToken);
    }
}
