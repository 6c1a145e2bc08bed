using Domain.Access;
using Domain.Engine;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Access;

/// <summary>Overdue at any step: a reminder one working day before, one on the due day, then escalation to the next level.</summary>
public class AccessDeadlineTests : AccessTest
{
    private static readonly (string Step, int Days, Role NextLevel)[] Steps =
    [
        ("supervisorReview", 2, Role.CountyOfficer),
        ("operatorReview", 2, Role.CountyOfficer),
        ("countyReview", 3, Role.CityOfficer),
        ("correction", 10, Role.CountyOfficer),
        ("debugApplication", 5, Role.CountyOfficer),
        ("slotAssignment", 2, Role.CountyOfficer),
        ("debugging", 10, Role.CountyOfficer),
        ("handOver", 3, Role.CountyOfficer),
        ("collection", 3, Role.CountyOfficer),
        ("devicesOnline", 5, Role.CountyOfficer),
        ("countyConfirmation", 3, Role.CityOfficer),
    ];

    [Fact]
    public async Task Overdue_AtEveryStep_IsToldToTheNextLevelOnce()
    {
        var items = new List<(WorkItem Item, Role NextLevel)>();
        foreach (var (step, days, nextLevel) in Steps)
        {
            var id = await Walk.SubmittedAsync(await World.SiteAsync());
            if (step == "correction") await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "Again.");
            var item = await Walk.UntilAsync(id, step);
            item.AllowanceDays.ShouldBe(days, step);
            items.Add((item, nextLevel));
        }

        World.Clock.MoveTo(EndOf(2026, 12, 10).AddHours(9));
        await World.Get<DeadlineNotices>().SendDueAsync();
        var told = await MessagesAsync("deadline.escalated");
        await World.Get<DeadlineNotices>().SendDueAsync();

        foreach (var (item, nextLevel) in items)
        {
            var own = told.Where(m => m.Channel == MessageChannel.Portal && m.Link == "/cases/" + item.BusinessKey && m.Arguments[1] == item.NodeId);
            own.ShouldHaveSingleItem(item.NodeId).ShouldSatisfyAllConditions(
                m => m.Role.ShouldBe(nextLevel),
                m => m.OrganizationId.ShouldBe(nextLevel == Role.CityOfficer ? World.CityOfficer.OrganizationId : World.CountyOfficer.OrganizationId));
        }

        (await MessagesAsync("deadline.escalated")).Count.ShouldBe(told.Count);
    }

    [Fact]
    public async Task Due_ReviewOfTheCounty_IsRemindedTheDayBeforeAndOnTheDay()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "countyReview");
        item.DueAt.ShouldBe(EndOf(2026, 11, 30));
        var said = new List<string>();

        foreach (var day in new[] { 26, 27, 28, 30 })
        {
            World.Clock.MoveTo(Testing.TestClock.ShanghaiTime(2026, 11, day, 9));
            await World.Get<DeadlineNotices>().SendDueAsync();
            await using var db = World.Open();
            var messages = await db.Set<OutboxMessage>()
                .Where(m => m.Template.StartsWith("deadline.") && m.Role == Role.CountyOfficer && m.Channel == MessageChannel.Portal)
                .OrderBy(m => m.Id).Select(m => m.Template).ToListAsync();
            said.AddRange(messages.Skip(said.Count(s => s.Contains("deadline", StringComparison.Ordinal))).Select(m => $"{day} {m}"));
        }

        // Friday 11-27 is the working day before Monday 11-30.
        said.ShouldBe(["27 deadline.day-before", "30 deadline.due-day"]);
    }

    [Fact]
    public async Task Stopped_TechnicalDifficulty_RemindsNobodyOfTheStoppedDeadline()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.ReportAsync(await Walk.UntilAsync(id, "debugging"), DebugReport.Difficulty, "Firmware.");

        World.Clock.MoveTo(EndOf(2026, 12, 30));
        await World.Get<DeadlineNotices>().SendDueAsync();

        (await MessagesAsync("deadline.overdue")).ShouldBeEmpty();
        (await MessagesAsync("deadline.escalated")).ShouldBeEmpty();
    }
}
