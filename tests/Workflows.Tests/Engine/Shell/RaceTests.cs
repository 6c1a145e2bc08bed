using Domain;
using Domain.Organizations;
using Testing;
using Testing.Access;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>Two at the same moment. Each race is run many times, since one that is lost only now and then is lost all the same.</summary>
public sealed class RaceTests : IAsyncLifetime
{
    private const int Races = 40;

    private PortalWorld _world = null!;
    private ShellCase _case = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task CompleteAsync_SameItemByTwo_HasOneWinnerAndTellsTheOtherWhoAndWhen()
    {
        await _case.PublishAsync(
            ShellCase.Task("review", "supervisor", """portal:outcomes="agree disagree" """) + ShellCase.Task("confirm", "county"), "start > review > confirm > end");
        var colleague = await _world.PersonAsync(await SupervisorsAsync(), _world.Supervisor.Role);
        (Actor Actor, string Outcome)[] both = [(_world.Supervisor, "agree"), (colleague, "disagree")];

        for (var race = 0; race < Races; race++)
        {
            var key = $"race:{race}";
            await _case.StartAsync(key);
            var item = await _case.ItemAsync("review", key);

            var refusals = await Task.WhenAll(both.Select(by => Task.Run(() => OutcomeAsync(() => _case.CompleteAsync(item.Id, by.Actor, by.Outcome)))));

            var winner = both[Array.FindIndex(refusals, refusal => refusal is null)];
            var refused = refusals.Where(refusal => refusal is not null).ShouldHaveSingleItem()!;
            refused.Code.ShouldBe("work-item.already-handled");
            refused.Arguments.ShouldBe([winner.Actor.Name, _world.Clock.GetUtcNow()]);
            var handled = await _case.ItemAsync("review", key);
            (handled.ClosedBy, handled.Outcome).ShouldBe((winner.Actor.AccountId, winner.Outcome));
            (await _case.HistoryAsync(key)).Count.ShouldBe(2);
            (await _case.OpenAsync(key)).ShouldBe(["confirm"]);
            await ShellCase.ShouldReplayAsync(_world, key);
        }
    }

    [Fact]
    public async Task CompleteAsync_ParallelBranchesByTwo_LosesNeither()
    {
        await _case.PublishAsync(
            """<parallelGateway id="fork"/><parallelGateway id="join"/>""" + ShellCase.Task("one", "contractor") + ShellCase.Task("two", "operator")
            + ShellCase.Task("confirm", "county"),
            "start > fork > one > join > confirm > end", "fork > two > join");

        for (var race = 0; race < Races; race++)
        {
            var key = $"race:{race}";
            await _case.StartAsync(key);

            await Task.WhenAll(
                Task.Run(() => Contention.RetryAsync(() => _case.CompleteAsync("one", _world.ProjectManager, key: key), default)),
                Task.Run(() => Contention.RetryAsync(() => _case.CompleteAsync("two", _world.Operator, key: key), default)));

            (await _case.OpenAsync(key)).ShouldBe(["confirm"]);
            (await _case.HistoryAsync(key)).Count(h => h.Action == "complete").ShouldBe(2);
            await ShellCase.ShouldReplayAsync(_world, key);
        }
    }

    [Fact]
    public async Task CompleteAsync_BesideAnotherStepWithoutTryingAgain_IsRefusedAndLeavesTheItemOpen()
    {
        await _case.StartAsync(
            """<parallelGateway id="fork"/><parallelGateway id="join"/>""" + ShellCase.Task("one", "contractor") + ShellCase.Task("two", "operator"),
            "start > fork > one > join > end", "fork > two > join");
        await using var db = _world.Open();
        var held = await ProcessEngine.HoldAsync(db, (await _case.ItemAsync("one")).Id, _world.ProjectManager);
        await _case.Engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = null });

        await _case.CompleteAsync("two", _world.Operator);
        var refusal = await Should.ThrowAsync<DomainException>(() => ProcessEngine.SaveAsync(db, held));

        refusal.Code.ShouldBe(Contention.ChangedMeanwhile);
        (await _case.OpenAsync()).ShouldBe(["one"]);
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CompleteAsync_WhileItsTimerFires_OneOfThemHappens()
    {
        await _case.PublishAsync(
            ShellCase.Task("review", "supervisor") + $"""<boundaryEvent id="late" attachedToRef="review">{ShellCase.Timer("PT1H")}</boundaryEvent>"""
            + ShellCase.Task("inTime", "county") + ShellCase.Task("tooLate", "county"),
            "start > review > inTime > end", "late > tooLate > end");
        HashSet<string> seen = [];

        for (var race = 0; race < Races; race++)
        {
            var key = $"race:{race}";
            await _case.StartAsync(key);
            var item = await _case.ItemAsync("review", key);
            _world.Clock.Advance(TimeSpan.FromHours(1));

            var person = Task.Run(() => OutcomeAsync(() => Contention.RetryAsync(() => _case.CompleteAsync(item.Id, _world.Supervisor), default)));
            await Task.WhenAll(person, Task.Run(() => _case.Timers.FireDueAsync()), Task.Run(() => _case.Timers.FireDueAsync()));

            var open = (await _case.OpenAsync(key)).ShouldHaveSingleItem();
            seen.Add(open);
            (await person)?.Code.ShouldBe("work-item.already-handled");
            ((await person) is null).ShouldBe(open == "inTime");
            (await _case.HistoryAsync(key)).Count.ShouldBe(2);
            await ShellCase.ShouldReplayAsync(_world, key);
        }

        seen.ShouldNotBeEmpty();
    }

    /// <summary>Form 1-6 is signed by both at the same table.</summary>
    [Fact]
    public async Task SignHandOverAndCollection_AtOnce_BothStandAndDevicesAreRegisteredOnce()
    {
        var walk = new AccessWalk(_world);
        await walk.ListModelsAsync();
        for (var race = 0; race < 4; race++)
        {
            var id = await walk.SubmittedAsync(await _world.SiteAsync());
            var handOver = await walk.UntilAsync(id, "handOver");
            var collection = (await walk.OpenAsync(id)).Single(w => w.NodeId == "collection");

            await Task.WhenAll(Task.Run(() => walk.StepAsync(id, handOver)), Task.Run(() => walk.StepAsync(id, collection)));

            (await walk.OpenAsync(id)).Select(w => w.NodeId).ShouldBe(["devicesOnline"]);
            (await walk.DevicesAsync(id)).Count.ShouldBe(3);
            var receipt = (await walk.ReadAsync(id)).Receipt.ShouldNotBeNull();
            (receipt.HandedOverByName, receipt.CollectedByName).ShouldBe((_world.Operator.Name, _world.ProjectManager.Name));
            await ShellCase.ShouldReplayAsync(_world, $"access:{id}");
        }
    }

    private static async Task<DomainException?> OutcomeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (DomainException e)
        {
            return e;
        }
    }

    private async Task<Organization> SupervisorsAsync()
    {
        await using var db = _world.Open();
        return (await db.FindAsync<Organization>(_world.Supervisor.OrganizationId))!;
    }
}
