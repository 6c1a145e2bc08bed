using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Calendar;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>A chain of the test's own on a <see cref="PortalWorld"/>, led through the engine's shell on a real database.</summary>
internal sealed class ShellCase
{
    public const string Key = "test:1";

    private readonly PortalWorld _world;

    public ShellCase(PortalWorld world, params IServiceTaskHandler[] handlers)
        : this(world, [], handlers)
    {
    }

    public ShellCase(PortalWorld world, IReadOnlyList<ICalledChain> called, IReadOnlyList<IServiceTaskHandler> handlers)
    {
        _world = world;
        var applier = new StepApplier(world.Get<Calendars>(), world.Get<ProcessDefinitions>(), handlers, called);
        Engine = new ProcessEngine(world.Get<ProcessDefinitions>(), applier, world.Clock);
    }

    public ProcessEngine Engine { get; }

    public ProcessTimers Timers => new(_world.Database.Contexts, Engine, _world.Clock);

    public static string Task(string id, string party, string more = "") =>
        $"""<userTask id="{id}" portal:role="{RoleOf(party)}" portal:party="{party}" {more}/>""";

    public static string Timer(string duration, string days = "") =>
        $"<timerEventDefinition {days}><timeDuration>{duration}</timeDuration></timerEventDefinition>";

    /// <summary>Publishes the chain, whose start and end are written here, and starts a case on it.</summary>
    public async Task<ProcessInstance> StartAsync(string nodes, params string[] flows)
    {
        await PublishAsync(nodes, flows);
        return await StartAsync(Key);
    }

    public Task<ProcessDefinitionVersion> PublishAsync(string nodes, params string[] flows) =>
        _world.Get<ProcessDefinitions>().PublishAsync(
            BpmnText.Process("""<startEvent id="start"/><endEvent id="end"/>""" + nodes, flows), "test");

    public async Task<ProcessInstance> StartAsync(string key)
    {
        await using var db = _world.Open();
        var instance = await Engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = "chain",
            BusinessKey = key,
            SiteId = _world.Site.Id,
            RegionCode = PortalWorld.County,
            Subject = _world.Site.Name,
            Parties = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["contractor"] = _world.ProjectManager.OrganizationId,
                ["supervisor"] = _world.Supervisor.OrganizationId,
                ["operator"] = _world.Operator.OrganizationId,
                ["county"] = _world.CountyOfficer.OrganizationId,
            },
            Actor = _world.ProjectManager,
            Comment = "begun",
        });
        await ProcessEngine.SaveAsync(db, held: null);
        return instance;
    }

    public async Task CompleteAsync(string node, Actor actor, string? outcome = null, string? comment = null, string key = Key) =>
        await CompleteAsync((await ItemAsync(node, key)).Id, actor, outcome, comment);

    /// <summary>One attempt, as a service makes it: hold, complete, save.</summary>
    public async Task CompleteAsync(long item, Actor actor, string? outcome = null, string? comment = null)
    {
        await using var db = _world.Open();
        var held = await ProcessEngine.HoldAsync(db, item, actor);
        await Engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = outcome, Comment = comment });
        await ProcessEngine.SaveAsync(db, held);
    }

    public async Task<bool> DeliverAsync(string message = "arrived")
    {
        await using var db = _world.Open();
        var heard = await Engine.DeliverAsync(db, new DeliverMessage { BusinessKey = Key, Message = message, Rule = "test.arrived" });
        await ProcessEngine.SaveAsync(db, held: null);
        return heard;
    }

    public async Task CancelAsync(Actor actor, string? reason = null)
    {
        await using var db = _world.Open();
        await Engine.CancelAsync(db, new CancelProcess { BusinessKey = Key, Actor = actor, Reason = reason });
        await ProcessEngine.SaveAsync(db, held: null);
    }

    public async Task<WorkItem> ItemAsync(string node, string key = Key)
    {
        await using var db = _world.Open();
        return await db.Set<WorkItem>().AsNoTracking().Where(w => w.BusinessKey == key && w.NodeId == node).OrderByDescending(w => w.Id).FirstAsync();
    }

    public async Task<List<string>> OpenAsync(string key = Key)
    {
        await using var db = _world.Open();
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).OrderBy(w => w.Id).Select(w => w.NodeId).ToListAsync();
    }

    public async Task<ProcessInstance> InstanceAsync(string key = Key)
    {
        await using var db = _world.Open();
        return await db.Set<ProcessInstance>().AsNoTracking().SingleAsync(i => i.BusinessKey == key);
    }

    public async Task<List<HistoryEntry>> HistoryAsync(string key = Key)
    {
        await using var db = _world.Open();
        var instance = await db.Set<ProcessInstance>().SingleAsync(i => i.BusinessKey == key);
        return await db.Set<HistoryEntry>().AsNoTracking().Where(h => h.InstanceId == instance.Id).OrderBy(h => h.Sequence).ToListAsync();
    }

    /// <summary>Holds what is stored against a replay of the stored history; any test may end with it.</summary>
    public static async Task ShouldReplayAsync(PortalWorld world, string key = Key)
    {
        await using var db = world.Open();
        var instance = await db.Set<ProcessInstance>().AsNoTracking().SingleAsync(i => i.BusinessKey == key);
        var history = await db.Set<HistoryEntry>().AsNoTracking().Where(h => h.InstanceId == instance.Id).OrderBy(h => h.Sequence).ToListAsync();
        var definition = (await world.Get<ProcessDefinitions>().GetAsync(db, instance.DefinitionId, default)).Definition;
        history.Select(h => h.Sequence).ShouldBe(Enumerable.Range(1, instance.HistoryCount));

        var state = History.Replay(definition, history.Where(h => h.Command is not null).Select(h => new HistoryStep(EngineJson.ReadCommand(h.Command!), h.At)));

        EngineJson.Write(state).ShouldBe(instance.State);
        var tokens = state.Tokens.Where(t => definition.Node(t.Node) is UserTask or MessageCatch { Work.IsVisible: true } or CallActivity { Work.IsVisible: true }).Select(t => t.Id);
        (await db.Set<WorkItem>().Where(w => w.InstanceId == instance.Id && w.Status == WorkItemStatus.Open).Select(w => w.TokenId).ToListAsync())
            .ShouldBe(tokens, ignoreOrder: true);
        (await db.Set<ProcessTimer>().Where(t => t.InstanceId == instance.Id).Select(t => t.TimerId).ToListAsync())
            .ShouldBe(state.Timers.Select(t => t.Id), ignoreOrder: true);
    }

    private static Role RoleOf(string party) => party switch
    {
        "contractor" => Role.ProjectManager,
        "supervisor" => Role.SupervisionEngineer,
        "operator" => Role.OperatorEngineer,
        _ => Role.CountyOfficer,
    };
}
