using Domain.Access;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

public class SlotBoardTests : AccessTest
{
    private static readonly DateOnly Thursday = new(2026, 11, 26);

    private SlotBoard Board => World.Get<SlotBoard>();

    [Fact]
    public async Task Assign_FullDay_IsRefusedNamingDayAndCapacity()
    {
        await Board.SetCapacityAsync(World.Operator, Thursday, 1, "Stocktaking");
        var ids = await WaitingAsync(2);
        await AssignAsync(ids[0], Thursday);

        var refusal = await RefusedAsync("slot.day-full", () => AssignAsync(ids[1], Thursday));

        refusal.Arguments.ShouldBe([Thursday, 1]);
        (await Walk.OpenAsync(ids[1])).ShouldHaveSingleItem().NodeId.ShouldBe("slotAssignment");
    }

    [Fact]
    public async Task Assign_MoreAtOnceThanTheDayTakes_NeverExceedsItAndWastesNoPlace()
    {
        var ids = await WaitingAsync(8);

        var codes = await Task.WhenAll(ids.Select(id => CodeOfAsync(() => AssignAsync(id, Thursday))));

        codes.Count(c => c is null).ShouldBe(4);
        codes.Where(c => c is not null).ShouldAllBe(c => c == "slot.day-full");
        await using var db = World.Open();
        (await db.Set<DebugSlot>().Select(s => s.Ordinal).OrderBy(o => o).ToListAsync()).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task SetCapacity_WhilePlacesAreGiven_NeverEndsBelowThem()
    {
        var ids = await WaitingAsync(6);

        await Task.WhenAll(
            [.. ids.Select(id => CodeOfAsync(() => AssignAsync(id, Thursday))), CodeOfAsync(() => Board.SetCapacityAsync(World.Operator, Thursday, 2, null))]);

        var day = await DayAsync(Thursday);
        day.Slots.Count.ShouldBeLessThanOrEqualTo(day.Capacity);
    }

    [Fact]
    public async Task SetCapacity_BelowWhatIsTaken_IsRefused()
    {
        foreach (var id in await WaitingAsync(2)) await AssignAsync(id, Thursday);

        await RefusedAsync("slot.capacity-below-taken", () => Board.SetCapacityAsync(World.Operator, Thursday, 1, null));
        await Board.SetCapacityAsync(World.Operator, Thursday, 2, null);

        (await DayAsync(Thursday)).Capacity.ShouldBe(2);
    }

    [Theory]
    [InlineData(2026, 11, 28, "slot.not-a-working-day")]
    [InlineData(2026, 11, 24, "slot.date-past")]
    [InlineData(2027, 1, 1, "slot.not-a-working-day")]
    public async Task Assign_DayThatCannotBe_IsRefused(int year, int month, int day, string code)
    {
        var id = (await WaitingAsync(1))[0];

        // Where the calendar of the next year has not been announced the refusal says so instead.
        var refused = await CodeOfAsync(() => AssignAsync(id, new DateOnly(year, month, day)));

        refused.ShouldBeOneOf(code, year == 2027 ? "calendar.year-missing" : code);
    }

    [Fact]
    public async Task Move_BeforeDelivery_FreesTheOldPlaceAndTellsTheContractor()
    {
        var ids = await WaitingAsync(2);
        foreach (var id in ids) await AssignAsync(id, Thursday);

        await MoveAsync(ids[0], Thursday.AddDays(1));

        (await DayAsync(Thursday)).Slots.ShouldHaveSingleItem().ApplicationId.ShouldBe(ids[1]);
        (await DayAsync(Thursday.AddDays(1))).Slots.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            slot => slot.ApplicationId.ShouldBe(ids[0]),
            slot => slot.Step.ShouldBe("delivery"));
        (await Walk.ReadAsync(ids[0])).SlotDate.ShouldBe(Thursday.AddDays(1));
        (await MessagesAsync("access.slot-given")).Where(m => m.Arguments.Contains("2026-11-27")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Move_ToTheSameFullDay_KeepsItsPlace()
    {
        await Board.SetCapacityAsync(World.Operator, Thursday, 1, null);
        var id = (await WaitingAsync(1))[0];
        await AssignAsync(id, Thursday);

        await MoveAsync(id, Thursday);

        (await DayAsync(Thursday)).Slots.ShouldHaveSingleItem().Ordinal.ShouldBe(1);
    }

    [Fact]
    public async Task Move_AfterDelivery_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "debugging");

        await RefusedAsync("slot.too-late-to-move", () => MoveAsync(id, Thursday.AddDays(1)));
        (await Walk.ReadAsync(id, World.Operator)).MayMoveSlot.ShouldBeFalse();
    }

    [Fact]
    public async Task Days_OfAnotherCitysOperator_AreTheirOwn()
    {
        await Board.SetCapacityAsync(World.Operator, Thursday, 1, "Stocktaking");
        await AssignAsync((await WaitingAsync(1))[0], Thursday);

        var theirs = (await Board.DaysAsync(World.NeighbourOperator, Thursday, 1)).ShouldHaveSingleItem();

        (theirs.Capacity, theirs.Note, theirs.Slots.Count).ShouldBe((4, null, 0));
    }

    [Fact]
    public async Task Days_WeekendAndYearWithoutCalendar_TakeNothing()
    {
        var weekend = await Board.DaysAsync(World.Operator, new DateOnly(2026, 11, 28), 2);
        var far = await Board.DaysAsync(World.Operator, new DateOnly(2040, 3, 1), 31);

        weekend.Concat(far).ShouldAllBe(d => !d.IsWorkingDay && d.Capacity == 0);
    }

    [Fact]
    public async Task Assign_ItemOfOneAndIdOfAnother_IsRefused()
    {
        var ids = await WaitingAsync(2);
        var item = (await Walk.OpenAsync(ids[0])).Single();

        await RefusedAsync("work-item.not-yours", () => Board.AssignAsync(
            new AssignDebugSlot { Actor = World.Operator, WorkItemId = item.Id, ApplicationId = ids[1], Date = Thursday }));
    }

    private async Task<IReadOnlyList<long>> WaitingAsync(int count)
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
        {
            var id = await Walk.SubmittedAsync(i == 0 ? World.Site : await World.SiteAsync());
            await Walk.UntilAsync(id, "slotAssignment");
            ids.Add(id);
        }

        return ids;
    }

    private async Task AssignAsync(long id, DateOnly date) => await Board.AssignAsync(
        new AssignDebugSlot { Actor = World.Operator, WorkItemId = (await Walk.OpenAsync(id)).Single().Id, ApplicationId = id, Date = date });

    private Task MoveAsync(long id, DateOnly date) => Board.AssignAsync(new AssignDebugSlot { Actor = World.Operator, ApplicationId = id, Date = date });

    private async Task<BoardDay> DayAsync(DateOnly date) => (await Board.DaysAsync(World.Operator, date, 1)).Single();
}
