using Domain;
using Domain.Calendar;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Calendar;

namespace Workflows.Tests.Calendar;

public sealed class CalendarsTests : IAsyncLifetime
{
    private static readonly DateOnly Workday = new(2026, 11, 25);
    private static readonly CalendarDay NewYear2027 = new(new DateOnly(2027, 1, 1), IsWorkingDay: false, "元旦");

    private readonly TestClock _clock = new();
    private readonly Follower _follower = new();
    private TestDatabase _database = null!;
    private Actor _administrator = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _administrator = await _database.AddAdministratorAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task CurrentAsync_NothingStored_IsThePackagesCalendar()
    {
        var calendar = await Node().CurrentAsync();

        calendar.Years.ShouldBe(Enumerable.Range(2004, 23));
        calendar.AddWorkingDays(new DateOnly(2026, 2, 14), 5).ShouldBe(new DateOnly(2026, 2, 28));
    }

    [Fact]
    public async Task CurrentAsync_UnchangedCalendar_IsTheSameObject()
    {
        var node = Node();
        var first = await node.CurrentAsync();

        _clock.Advance(TimeSpan.FromMinutes(1));

        (await node.CurrentAsync()).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task CurrentAsync_YearSavedOnAnotherNode_IsSeenWithinSeconds()
    {
        var (here, there) = (Node(), Node());
        (await here.CurrentAsync()).Years.ShouldNotContain(2027);

        await there.SaveYearAsync(Save(2027, null, NewYear2027));

        (await there.CurrentAsync()).Years.ShouldContain(2027);
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await here.CurrentAsync()).Years.ShouldContain(2027);
    }

    [Fact]
    public async Task CurrentAsync_YearCorrectedTwiceOnAnotherNode_FollowsEachTime()
    {
        var (here, there) = (Node(), Node());
        await here.ImportPackagedAsync();
        var days = (await here.YearsAsync()).Single(year => year.Year == 2026).Days;

        await there.SaveYearAsync(Save(2026, 0, [.. days, new(Workday, IsWorkingDay: false, "某日")]));
        (await here.CurrentAsync()).IsWorkingDay(Workday).ShouldBeFalse();
        await there.SaveYearAsync(Save(2026, 1, [.. days]));
        _clock.Advance(TimeSpan.FromSeconds(2));

        (await here.CurrentAsync()).IsWorkingDay(Workday).ShouldBeTrue();
    }

    [Fact]
    public async Task CurrentAsync_EndOfWorkIsSet_CarriesIt()
    {
        var node = new Calendars(_database.Contexts, _clock, new CalendarSettings { EndOfWork = new TimeOnly(18, 0) }, []);

        (await node.CurrentAsync()).EndOfWork.ShouldBe(new TimeOnly(18, 0));
    }

    [Fact]
    public async Task SaveYearAsync_NewYear_CallsFollowersWithBothCalendarsAndSavesTheirWorkToo()
    {
        _follower.Does = change => change.Context.Add(new CalendarYear(2028, [new(new DateOnly(2028, 1, 1), IsWorkingDay: false, "元旦")]));

        await Node().SaveYearAsync(Save(2027, null, NewYear2027));

        var change = _follower.Changes.ShouldHaveSingleItem();
        change.Years.ShouldBe([2027]);
        (change.Before.Years.Contains(2027), change.After.Years.Contains(2027)).ShouldBe((false, true));
        (change.ByName, change.At).ShouldBe((_administrator.Name, _clock.GetUtcNow()));
        await using var context = _database.Open();
        (await context.Set<CalendarYear>().Select(year => year.Year).Order().ToListAsync()).ShouldBe([2027, 2028]);
    }

    [Fact]
    public async Task SaveYearAsync_FollowerFails_StoresNothing()
    {
        _follower.Does = _ => throw new DomainException("calendar.year-missing", 2028);

        await Should.ThrowAsync<DomainException>(() => Node().SaveYearAsync(Save(2027, null, NewYear2027)));

        await using var context = _database.Open();
        (await context.Set<CalendarYear>().AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task SaveYearAsync_SomeoneElseSavedMeanwhile_IsRefusedWithTheYear()
    {
        var node = Node();
        await node.SaveYearAsync(Save(2027, null, NewYear2027));
        await node.SaveYearAsync(Save(2027, 0, NewYear2027 with { Name = "新年" }));

        var asNew = await Should.ThrowAsync<DomainException>(() => node.SaveYearAsync(Save(2027, null, NewYear2027)));
        var asOld = await Should.ThrowAsync<DomainException>(() => node.SaveYearAsync(Save(2027, 0, NewYear2027)));

        (asNew.Code, asOld.Code).ShouldBe(("calendar.changed-meanwhile", "calendar.changed-meanwhile"));
        asNew.Arguments.ShouldBe([2027]);
    }

    [Theory]
    [InlineData(2027, null)]
    [InlineData(2026, 0L)]
    public async Task SaveYearAsync_TwoAtOnce_OneIsRefused(int year, long? revision)
    {
        await Node().ImportPackagedAsync();
        _follower.Changes.Clear();
        // Both have read before either saves.
        var bothHaveRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _follower.Waits = () =>
        {
            if (_follower.Changes.Count == 2)
                bothHaveRead.SetResult();
            return bothHaveRead.Task;
        };

        var day = NewYear2027 with { Date = new DateOnly(year, 1, 1) };
        var outcomes = await Task.WhenAll(Outcome(Node().SaveYearAsync(Save(year, revision, day))), Outcome(Node().SaveYearAsync(Save(year, revision, day))));

        outcomes.Order(StringComparer.Ordinal).ShouldBe(["calendar.changed-meanwhile", "saved"]);

        static async Task<string> Outcome(Task save)
        {
            try
            {
                await save;
                return "saved";
            }
            catch (DomainException exception)
            {
                return exception.Code;
            }
        }
    }

    [Fact]
    public async Task SaveYearAsync_ByAnyoneElse_IsRefused()
    {
        var ended = await _database.AddAdministratorAsync(active: false);
        var madeUp = _administrator with { MembershipId = _administrator.MembershipId + 1_000_000 };
        var stolen = _administrator with { AccountId = _administrator.AccountId + 1_000_000 };

        foreach (var actor in new[] { ended, madeUp, stolen })
        {
            var exception = await Should.ThrowAsync<DomainException>(() => Node().SaveYearAsync(Save(2027, null, NewYear2027) with { By = actor }));
            exception.Code.ShouldBe("calendar.administrators-only");
        }
    }

    [Fact]
    public async Task ImportPackagedAsync_OnSeveralNodesAndAgain_StoresEveryYearOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Node().ImportPackagedAsync()));
        _follower.Changes.Clear();

        await Node().ImportPackagedAsync();

        _follower.Changes.ShouldBeEmpty();
        (await Node().YearsAsync()).Select(year => (year.Year, year.Revision)).ShouldBe(Enumerable.Range(0, 23).Select(i => (2026 - i, 0L)));
    }

    [Fact]
    public async Task ImportPackagedAsync_YearOfAnAdministrator_StaysAndAnOlderPackagesYearIsCorrected()
    {
        var special = new CalendarDay(Workday, IsWorkingDay: false, "某日");
        await _database.AddAsync(new CalendarYear(2025, [special with { Date = new DateOnly(2025, 11, 25) }]));
        await _database.AddAsync(new CalendarYear(2026, [special], CalendarSource.Administrator));

        await Node().ImportPackagedAsync();

        var years = (await Node().YearsAsync()).ToDictionary(year => year.Year);
        years[2026].Days.ShouldBe([special]);
        years[2025].Days.Count.ShouldBeGreaterThan(20);
        _follower.Changes.ShouldHaveSingleItem().Years.ShouldBe(Enumerable.Range(2004, 22), ignoreOrder: true);
    }

    private Calendars Node() => new(_database.Contexts, _clock, new CalendarSettings(), [_follower]);

    private SaveCalendarYear Save(int year, long? revision, params CalendarDay[] days) =>
        new() { By = _administrator, Year = year, Revision = revision, Days = days };

    private sealed class Follower : ICalendarFollower
    {
        private readonly Lock _lock = new();

        public List<CalendarChange> Changes { get; } = [];

        public Action<CalendarChange> Does { get; set; } = _ => { };

        public Func<Task> Waits { get; set; } = () => Task.CompletedTask;

        public Task FollowAsync(CalendarChange change, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Changes.Add(change);
                Does(change);
                return Waits();
            }
        }
    }
}
