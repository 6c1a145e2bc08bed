using Domain;
using Domain.Engine;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>One case calls another; both move in the same transactions.</summary>
public sealed class CaseCallTests : IAsyncLifetime
{
    private const string Call = """<callActivity id="call" calledElement="other" portal:role="ProjectManager" portal:party="contractor"/>""";
    private const string OtherKey = "other:1";

    private PortalWorld _world = null!;
    private ShellCase _case = null!;
    private readonly Other _other = new();

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world, [_other], [new Telling()]);
        await _world.Get<ProcessDefinitions>().PublishAsync(
            BpmnText.Process(
                """<startEvent id="start"/>""" + ShellCase.Task("work", "operator", """portal:outcomes="good bad" """)
                + """<exclusiveGateway id="how" default="how-refused"/><endEvent id="connected"/><endEvent id="refused"/>""",
                "start > work > how", "how > connected if work.outcome = \"good\"", "how > refused").Replace("id=\"chain\"", "id=\"other\"", StringComparison.Ordinal),
            "test");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("good", "connected", "done")]
    [InlineData("bad", "refused", "again")]
    public async Task CalledCaseEnds_ItsOutcome_MovesTheCallerInTheSameTransaction(string outcome, string end, string next)
    {
        await StartBothAsync();

        await _case.CompleteAsync("work", _world.Operator, outcome, key: OtherKey);

        (await _case.OpenAsync()).ShouldBe([next]);
        var call = await CallAsync();
        (call.CallerKey, call.NodeId, call.Outcome, call.EndedAt).ShouldBe((ShellCase.Key, "call", end, _world.Clock.GetUtcNow()));
        (await _case.HistoryAsync())[^1].ShouldSatisfyAllConditions(
            h => h.Action.ShouldBe("called"), h => h.Rule.ShouldBe("case.ended"), h => h.Outcome.ShouldBe(end), h => h.AccountId.ShouldBeNull());
        await ShellCase.ShouldReplayAsync(_world);
        await ShellCase.ShouldReplayAsync(_world, OtherKey);
    }

    [Fact]
    public async Task CalledCase_Withdrawn_LetsTheCallerKnow()
    {
        await StartBothAsync();

        await using (var db = _world.Open())
        {
            await _case.Engine.CancelAsync(db, new CancelProcess { BusinessKey = OtherKey, Actor = _world.ProjectManager });
            await ProcessEngine.SaveAsync(db, held: null);
        }

        (await _case.OpenAsync()).ShouldBe(["again"]);
        (await CallAsync()).Outcome.ShouldBe(StepApplier.Cancelled);
    }

    [Fact]
    public async Task CalledDraft_WithdrawnBeforeItsChainBegan_LetsTheCallerKnow()
    {
        await StartCallerAsync();

        await using (var db = _world.Open())
        {
            await _case.Engine.EndCalledAsync(db, OtherKey, "withdrawn");
            await ProcessEngine.SaveAsync(db, held: null);
        }

        (await _case.OpenAsync()).ShouldBe(["again"]);
    }

    [Theory]
    [InlineData(true, InstanceStatus.Cancelled, false)]
    [InlineData(false, InstanceStatus.Running, true)]
    public async Task Caller_Cancelled_TakesBackTheCalledCaseIfThatCanBeDone(bool canDrop, InstanceStatus status, bool open)
    {
        _other.CanDrop = canDrop;
        await StartBothAsync();

        await _case.CancelAsync(_world.ProjectManager);

        (await _case.InstanceAsync(OtherKey)).Status.ShouldBe(status);
        (await _case.OpenAsync(OtherKey)).Count.ShouldBe(open ? 1 : 0);
        (await CallAsync()).Outcome.ShouldBe(CaseCall.Dropped);
        if (!open) return;
        // Its end later concerns nobody.
        await _case.CompleteAsync("work", _world.Operator, "good", key: OtherKey);
        (await _case.InstanceAsync()).Status.ShouldBe(InstanceStatus.Cancelled);
    }

    [Fact]
    public async Task CallerAndCalled_ActedOnAtOnce_AreOneOrTheOther()
    {
        await StartBothAsync();
        var item = await _case.ItemAsync("work", OtherKey);
        await using var db = _world.Open();
        var held = await ProcessEngine.HoldAsync(db, item.Id, _world.Operator);
        await _case.Engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "good" });

        _other.CanDrop = false;
        await _case.CancelAsync(_world.ProjectManager);

        var refusal = await Should.ThrowAsync<DomainException>(() => ProcessEngine.SaveAsync(db, held));
        refusal.Code.ShouldBe(Contention.ChangedMeanwhile);
        (await _case.OpenAsync(OtherKey)).ShouldBe(["work"]);
    }

    [Fact]
    public async Task Tell_FromAServiceTask_MovesTheCaseThatWaits()
    {
        await _case.StartAsync(
            """<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""" + ShellCase.Task("heard", "county"),
            "start > wait > heard > end");
        await _world.Get<ProcessDefinitions>().PublishAsync(
            BpmnText.Process("""<startEvent id="start"/><endEvent id="end"/><serviceTask id="tell" portal:handler="test.tell"/>""", "start > tell > end")
                .Replace("id=\"chain\"", "id=\"other\"", StringComparison.Ordinal), "test");

        await StartOtherAsync();

        (await _case.OpenAsync()).ShouldBe(["heard"]);
    }

    private async Task StartBothAsync()
    {
        await StartCallerAsync();
        await StartOtherAsync();
    }

    private async Task StartCallerAsync() => await _case.StartAsync(
        Call + """<exclusiveGateway id="how" default="how-again"/>""" + ShellCase.Task("done", "county") + ShellCase.Task("again", "contractor"),
        "start > call > how", "how > done if call.outcome = \"connected\"", "done > end", "how > again > call");

    private async Task StartOtherAsync()
    {
        await using var db = _world.Open();
        await _case.Engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = "other",
            BusinessKey = OtherKey,
            SiteId = _world.Site.Id,
            RegionCode = PortalWorld.County,
            Subject = _world.Site.Name,
            Parties = new Dictionary<string, long>(StringComparer.Ordinal) { ["operator"] = _world.Operator.OrganizationId },
            Actor = _world.ProjectManager,
        });
        await ProcessEngine.SaveAsync(db, held: null);
    }

    private async Task<CaseCall> CallAsync()
    {
        await using var db = _world.Open();
        return await db.Set<CaseCall>().AsNoTracking().SingleAsync(c => c.Outcome != null);
    }

    private sealed class Other : ICalledChain
    {
        public bool CanDrop { get; set; } = true;

        public string Key => "other";

        public Task<string> PrepareAsync(ServiceTaskContext caller, CancellationToken cancellationToken) => Task.FromResult(OtherKey);

        public Task<bool> DropAsync(ServiceTaskContext caller, string calledKey, CancellationToken cancellationToken) => Task.FromResult(CanDrop);
    }

    private sealed class Telling : IServiceTaskHandler
    {
        public string Name => "test.tell";

        public Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken)
        {
            context.Tell(ShellCase.Key, "arrived", "test.told");
            context.Tell("nobody:1", "arrived", "test.told");
            return Task.FromResult(ServiceTaskContext.Nothing);
        }
    }
}
