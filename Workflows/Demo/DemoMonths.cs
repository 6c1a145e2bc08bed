using Domain.Appeals;
using Domain.Calendar;
using Domain.Consequences;
using Domain.Devices;
using Domain.Engine;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Appeals;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Scoring;

namespace Workflows.Demo;

/// <summary>
/// The last three closed months of the suppliers whose devices stand on sites, and the present one. The demo's machines send only lately, so the checks of
/// closed months are invented; everything that follows from them is told by the services. One supplier is low three times: a talk was held, a suspension is proposed.
/// Another is low once and has appealed.
/// </summary>
internal sealed class DemoMonths(IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names, DateTimeOffset now)
{
    private const int Months = 3;

    /// <summary>At how many Mondays of each month a third of the devices was away, by supplier.</summary>
    private static readonly int[][] BadMondays = [[0, 0, 0], [1, 0, 1], [2, 2, 2], [0, 1, 2]];

    private readonly DemoUnit _city = registers.Of(OrganizationKind.CityRegulator).First();
    private readonly List<DemoUnit> _suppliers = [.. registers.Of(OrganizationKind.Supplier).Take(BadMondays.Length)];

    public async Task TellAsync(WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var present = ScoreMonth.Of(now);
        var last = present.Previous.ClosesAt + ScoreRuns.Settling < now ? present.Previous : present.Add(-2);
        for (var i = 0; i < Months; i++)
        {
            var month = last.Add(i + 1 - Months);
            services.Clock.Now = month.ClosesAt + ScoreRuns.Settling;
            await CloseAsync(month, i, cancellationToken);
            await services.Proposals.RunAsync(cancellationToken);
        }

        await TalkAsync(calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(last.Add(1 - Months).ClosesAt), Appeal.WorkingDays + 2), cancellationToken);
        // On the first days after a close nobody has appealed yet, but against the month before.
        if (FilingAt(last, calendar) > now) last = last.Previous;
        await AppealAsync(last, FilingAt(last, calendar), cancellationToken);
        services.Clock.Now = now;
        await services.Scores.RunAsync(cancellationToken);
    }

    private async Task CloseAsync(ScoreMonth month, int index, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var region = _city.Organization.RegionCode![..4];
        var cards = 0;
        foreach (var (i, supplier) in _suppliers.Index())
        {
            var id = supplier.Organization.Id;
            var devices = await db.Set<Device>().Where(d => d.SupplierId == id && db.Set<Site>().Any(s => s.Id == d.SiteId && s.RegionCode.StartsWith(region)))
                .OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken);
            if (devices.Count == 0) continue;
            var card = new Scorecard(_city.Organization.Id, id, month);
            card.Compute(Facts(month, devices, BadMondays[i][index]), ScoreRules.Annex7, ruleSetId: null, [], services.Clock.Now);
            card.Close(services.Clock.Now);
            await db.AddAsync(card, cancellationToken);
            await db.AddAsync(new ScoreSnapshot(card), cancellationToken);
            cards++;
        }

        await db.AddAsync(new ScoreClose(_city.Organization.Id, month, cards, services.Clock.Now), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static ScoreFacts Facts(ScoreMonth month, List<long> devices, int bad) => new()
    {
        Month = month.Number,
        AsOf = month.ClosesAt,
        Checks =
        [
            .. month.Mondays.Select((monday, i) => new MondayCheck(
                monday, devices.Count, [.. devices.Take(i < bad ? (devices.Count + 2) / 3 : 0).Select(d => new OfflineDevice(d, monday.AddHours(-9), OfflineCause.Device))])),
        ],
        Outages = [],
        Streams = [],
    };

    /// <summary>The first low month's talk, confirmed when nobody may appeal any more.</summary>
    private async Task TalkAsync(DateOnly day, CancellationToken cancellationToken)
    {
        services.Clock.Now = WorkingCalendar.StartOfDay(day).AddHours(10);
        var (supplier, city) = (_suppliers[2].Organization.Id, _city[Role.CityOfficer]);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var id = await db.Set<Consequence>().Where(c => c.Kind == ConsequenceKind.Talk && c.SupplierId == supplier)
            .OrderBy(c => c.Month).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellationToken);
        if (id is null) return;
        await services.Decisions.DecideAsync(
            new DecideItem { Actor = city, WorkItemId = await ItemAsync($"consequence:{id}", cancellationToken), Outcome = "confirm", Opinion = names.Texts["talkConfirmed"] }, cancellationToken);
        services.Clock.Now = WorkingCalendar.StartOfDay(day.AddDays(1)).AddHours(15);
        await services.Talks.RecordAsync(
            new RecordTalk
            {
                Actor = city,
                WorkItemId = await ItemAsync($"consequence:{id}", cancellationToken),
                Record = new TalkRecord { HeldOn = day.AddDays(1), Participants = names.Texts["talkParticipants"], Minutes = names.Texts["talkMinutes"] },
            },
            cancellationToken);
    }

    /// <summary>The other supplier's appeal, with the operator's opinion; the city has to decide.</summary>
    private async Task AppealAsync(ScoreMonth month, DateTimeOffset at, CancellationToken cancellationToken)
    {
        services.Clock.Now = at;
        var supplier = _suppliers[3];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var card = await db.Set<Scorecard>().AsNoTracking().Include(c => c.Deductions)
            .SingleOrDefaultAsync(c => c.SupplierId == supplier.Organization.Id && c.Month == month.Number, cancellationToken);
        if (card is not { Deductions.Count: > 0 }) return;
        var id = await services.Appeals.FileAsync(
            new FileAppeal
            {
                Actor = supplier[Role.SupplierStaff],
                ScorecardId = card.Id,
                Form = new AppealForm { Reason = names.Texts["appealReason"], Deductions = [card.Deductions.MinBy(d => d.Ordinal)!.Facts.Evidence] },
                AttachmentIds = [],
            },
            cancellationToken);
        services.Clock.Now += TimeSpan.FromHours(4);
        var engineer = registers.Of(OrganizationKind.Operator).First(o => o.Organization.RegionCode == _city.Organization.RegionCode)[Role.OperatorEngineer];
        await services.Decisions.DecideAsync(
            new DecideItem { Actor = engineer, WorkItemId = await ItemAsync($"appeal:{id}", cancellationToken), Outcome = "agree", Opinion = names.Texts["appealChecked"] }, cancellationToken);
    }

    private static DateTimeOffset FilingAt(ScoreMonth month, WorkingCalendar calendar) =>
        WorkingCalendar.StartOfDay(calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(month.ClosesAt), 1)).AddHours(11);

    private async Task<long> ItemAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync(cancellationToken);
    }
}
