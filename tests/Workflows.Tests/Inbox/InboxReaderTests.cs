using Domain.Access;
using Testing;
using Workflows.Inbox;
using Workflows.Tests.Access;

namespace Workflows.Tests.Inbox;

public class InboxReaderTests : AccessTest
{
    [Fact]
    public async Task Read_SeveralItems_ComeByRemainingWorkingDays()
    {
        var lab = await Walk.SubmittedAsync();
        await Walk.UntilAsync(lab, "debugging");
        var waiting = await Walk.SubmittedAsync(await World.SiteAsync());
        await Walk.UntilAsync(waiting, "delivery");
        var review = await Walk.SubmittedAsync(await World.SiteAsync());
        await Walk.UntilAsync(review, "operatorReview");

        var page = await ReadAsync();

        page.Rows.Select(r => (r.BusinessKey, r.NodeId, r.RemainingDays, r.AllowanceDays)).ShouldBe(
        [
            ($"access:{review}", "operatorReview", 2, 2),
            ($"access:{lab}", "debugging", 10, 10),
            ($"access:{waiting}", "delivery", null, null),
        ]);
        page.Steps.ShouldBe([new InboxStep("access", "debugging"), new InboxStep("access", "delivery"), new InboxStep("access", "operatorReview")]);
    }

    [Fact]
    public async Task Read_AroundTheDeadline_CountsDownThroughZero()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "operatorReview"); // Due at the end of Friday 11-27.
        var remaining = new List<(int?, int, int)>();

        foreach (var day in new[] { 25, 26, 27, 28, 30 })
        {
            World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, day, 23, 59));
            var page = await ReadAsync();
            remaining.Add((page.Rows.Single().RemainingDays, page.DueSoon, page.Overdue));
        }

        // Saturday 11-28 is past the deadline, with no working day in between.
        remaining.ShouldBe([(2, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 1)]);
    }

    [Fact]
    public async Task Read_Filters_FindWhatTheirCountsSay()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "devicesOnline");
        var debugging = await Walk.SubmittedAsync(await World.SiteAsync());
        await Walk.UntilAsync(debugging, "debugging");
        World.Clock.MoveTo(EndOf(2026, 12, 8).AddHours(-1));

        var manager = await World.Get<InboxReader>().ReadAsync(World.ProjectManager, new InboxQuery { Filter = InboxFilter.Waiting });
        manager.Rows.ShouldHaveSingleItem().NodeId.ShouldBe("devicesOnline");
        (manager.All, manager.Waiting, manager.Overdue).ShouldBe((1, 1, 1));

        var soon = await World.Get<InboxReader>().ReadAsync(World.Operator, new InboxQuery { Filter = InboxFilter.DueSoon });
        soon.Rows.ShouldHaveSingleItem().BusinessKey.ShouldBe($"access:{debugging}");
        soon.DueSoon.ShouldBe(1);
        (await World.Get<InboxReader>().ReadAsync(World.Operator, new InboxQuery { Text = "no such site" })).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Read_YearWithoutCalendarHasBegun_ShowsTheWorkWithoutItsDays()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "operatorReview");
        World.Clock.MoveTo(TestClock.ShanghaiTime(2036, 1, 4, 9));

        var row = (await ReadAsync()).Rows.ShouldHaveSingleItem();

        (row.NodeId, row.RemainingDays).ShouldBe(("operatorReview", null));
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.UnderReview);
    }

    private async Task<InboxPage> ReadAsync() => await World.Get<InboxReader>().ReadAsync(World.Operator, new InboxQuery());
}
