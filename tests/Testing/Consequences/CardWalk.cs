using Domain.Consequences;
using Domain.Engine;
using Domain.Organizations;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Consequences;

namespace Testing.Consequences;

/// <summary>Closed scorecards of a <see cref="PortalWorld"/> with the scores that a test wants, and what follows from them.</summary>
public sealed class CardWalk(PortalWorld world)
{
    /// <summary>A closed card of the supplier in the city.</summary>
    /// <param name="month">The month.</param>
    /// <param name="score">A multiple of ten: what is missing was deducted by its Monday checks, 40 points at most for each.</param>
    /// <param name="supplier">By default the world's.</param>
    /// <param name="city">By default the world's.</param>
    /// <param name="offline">The devices that each check found offline; by default some that are not there.</param>
    /// <param name="at">When it was published; by default two hours after the month's close.</param>
    public async Task<Scorecard> ClosedAsync(ScoreMonth month, int score, Actor? supplier = null, Actor? city = null, IReadOnlyList<long>? offline = null, DateTimeOffset? at = null)
    {
        var card = new Scorecard((city ?? world.CityOfficer).OrganizationId, (supplier ?? world.Supplier).OrganizationId, month);
        var facts = new ScoreFacts { Month = month.Number, AsOf = month.ClosesAt, Checks = [.. Checks(month, 100 - score, offline)], Outages = [], Streams = [] };
        card.Compute(facts, ScoreRules.Annex7, ruleSetId: null, [], month.ClosesAt);
        card.Close(at ?? month.ClosesAt.AddHours(2));
        if (card.Score != score) throw new ArgumentException($"A card cannot have {score}.", nameof(score));
        return await world.Database.AddAsync(card);
    }

    /// <summary>Low cards of several months before the last one, which is closed too; then the rule proposes.</summary>
    /// <returns>What was proposed for the last month.</returns>
    public async Task<long> ProposedAsync(ScoreMonth last, int times = 1, Actor? supplier = null)
    {
        for (var ago = times - 1; ago >= 0; ago--) await ClosedAsync(last.Add(-ago), 40, supplier);
        await world.Get<ConsequenceProposals>().RunAsync();
        var unit = (supplier ?? world.Supplier).OrganizationId;
        await using var db = world.Open();
        return await db.Set<Consequence>().Where(c => c.SupplierId == unit && c.Month == last.Number).Select(c => c.Id).SingleAsync();
    }

    /// <summary>The open item of a case.</summary>
    public async Task<long> ItemAsync(string businessKey, string node)
    {
        await using var db = world.Open();
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == businessKey && w.NodeId == node && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync();
    }

    public async Task DecideAsync(long consequenceId, string outcome, string? opinion = null, Actor? by = null) =>
        await world.Get<CaseDecisions>().DecideAsync(new DecideItem
        {
            Actor = by ?? world.CityOfficer,
            WorkItemId = await ItemAsync($"consequence:{consequenceId}", "cityDecision"),
            Outcome = outcome,
            Opinion = opinion,
        });

    public async Task HoldTalkAsync(long consequenceId) => await world.Get<Talks>().RecordAsync(new RecordTalk
    {
        Actor = world.CityOfficer,
        WorkItemId = await ItemAsync($"consequence:{consequenceId}", "talk"),
        Record = new TalkRecord
        {
            HeldOn = Domain.Calendar.WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow()),
            Participants = "City: Zhou. Supplier: Lin.",
            Minutes = "The supplier will replace the cameras of two sites by the end of the month.",
        },
    });

    private static IEnumerable<MondayCheck> Checks(ScoreMonth month, int points, IReadOnlyList<long>? offline)
    {
        var devices = offline ?? [901, 902, 903, 904, 905, 906];
        foreach (var monday in month.Mondays)
        {
            // Of twice as many devices half are offline: 40 points; fewer by a larger number in service.
            var (share, inService) = points switch { >= 40 => (40, devices.Count * 2), >= 20 => (20, devices.Count * 5), >= 10 => (10, devices.Count * 10), _ => (0, 0) };
            if (share == 0) yield break;
            points -= share;
            yield return new MondayCheck(monday, inService, [.. devices.Select(d => new OfflineDevice(d, monday.AddHours(-5), Domain.Devices.OfflineCause.Device))]);
        }
    }
}
