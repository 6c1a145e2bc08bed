using Domain.Appeals;
using Domain.Calendar;
using Domain.Consequences;
using Domain.Engine;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Appeals;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Scoring;

namespace Workflows.Demo;

/// <summary>
/// The scores of <see cref="DemoPast"/>'s months and of the present one, closed by the services on the days on which they would have been, and what followed. One supplier
/// is low three times: a talk was held, a suspension is proposed. Another is low once and has appealed.
/// </summary>
internal sealed class DemoMonths(IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names, DateTimeOffset now)
{
    private readonly DemoUnit _city = registers.Of(OrganizationKind.CityRegulator).First();
    private readonly List<DemoUnit> _suppliers = [.. registers.Of(OrganizationKind.Supplier).Take(DemoStory.Suppliers)];

    public async Task TellAsync(WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var (first, last) = (DemoPast.First(now), DemoPast.Last(now));
        // Each close, and each week of the last two months, so that there is something to compare with.
        var closes = Enumerable.Range(-1, DemoPast.Months + 1).Select(i => first.Add(i).ClosesAt);
        var weeks = Enumerable.Range(0, 3).SelectMany(i => last.Add(i).Mondays);
        foreach (var at in closes.Concat(weeks).Order().Where(at => at + ScoreRuns.Settling < now))
        {
            services.Clock.Now = at + ScoreRuns.Settling;
            await services.Scores.RunAsync(cancellationToken);
            await services.Proposals.RunAsync(cancellationToken);
        }

        await TalkAsync(calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(first.ClosesAt), Appeal.WorkingDays + 2), cancellationToken);
        // On the first days after a close nobody has appealed yet, but against the month before.
        if (FilingAt(last, calendar) > now) last = last.Previous;
        await AppealAsync(last, FilingAt(last, calendar), cancellationToken);
        services.Clock.Now = now;
        await services.Scores.RunAsync(cancellationToken);
    }

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
