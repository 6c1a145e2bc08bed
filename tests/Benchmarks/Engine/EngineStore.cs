using System.Runtime.InteropServices;
using Domain.Engine;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Testing;
using Workflows.Calendar;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Benchmarks.Engine;

/// <summary>
/// A database with so many running cases of the access chain, spread evenly over its stages. One case per stage is led there by the
/// engine; the others are copies of it with keys of their own, so states, items, history, timers and messages are what the engine writes.
/// </summary>
internal sealed class EngineStore : IAsyncDisposable
{
    /// <summary>Outcomes that lead from the submission to each stage.</summary>
    private static readonly string[] Stages =
    [
        "", "agree", "agree agree", "agree agree correct", "agree agree approve", "agree agree approve file", "agree agree approve file assign",
        "agree agree approve file assign complete", "agree agree approve file assign complete difficulty", "agree agree approve file assign complete passed",
        "agree agree approve file assign complete passed sign sign",
    ];

    private static readonly string[] Looping = ["agree agree", "agree agree correct"];

    /// <summary>Case n of a stage has the key stage * this + n, far above what the sequence gives, so that keys never meet.</summary>
    private const long StageKeys = 1_000_000_000;

    private readonly PortalWorld _world;
    private readonly ProcessEngine _engine;
    private readonly Dictionary<int, long> _templates = [];
    private readonly List<LoopingCase> _cases = [];

    private EngineStore(PortalWorld world)
    {
        _world = world;
        // As the portal composes it, on the real clock; only the handlers, which would want an application to each case, are empty.
        var calendars = new Calendars(world.Database.Contexts, TimeProvider.System, new CalendarSettings(), []);
        IServiceTaskHandler[] handlers =
            [.. new[] { "access.fix-track", "access.accept-models", "access.register-devices" }.Select(name => new EmptyHandler(name))];
        var definitions = new ProcessDefinitions(world.Database.Contexts, TimeProvider.System);
        _engine = new ProcessEngine(definitions, new StepApplier(calendars, definitions, handlers, []), TimeProvider.System);
    }

    /// <summary>What the figures depend on: version, durability, size.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var db = _world.Open();
        return await db.Database.SqlQuery<string>($"""
            SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit '
                || current_setting('synchronous_commit') || ', database ' || pg_size_pretty(pg_database_size(current_database())) AS "Value"
            """).SingleAsync();
    }

    public static async Task<EngineStore> CreateAsync(int running)
    {
        var store = new EngineStore(await PortalWorld.CreateAsync());
        var copies = (running / Stages.Length) - 1;
        for (var stage = 1; stage <= Stages.Length; stage++)
        {
            store._templates[stage] = await store.LeadAsync($"access:{stage}", Stages[stage - 1]);
            await store.CopyAsync(stage, Enumerable.Range(1, copies));
            if (Looping.Contains(Stages[stage - 1])) store._cases.AddRange(await store.OpenCasesAsync(stage));
        }

        new Random(1).Shuffle(CollectionsMarshal.AsSpan(store._cases));
        await store.VacuumAsync();
        return store;
    }

    public EngineCompletions Engine() => new(_world.Database.Contexts, _engine, _world.CountyOfficer, _world.ProjectManager);

    public async Task<HandWrittenCompletions> HandWrittenAsync()
    {
        var connection = new NpgsqlConnection(_world.Database.ConnectionString);
        await connection.OpenAsync();
        return new HandWrittenCompletions(connection, _world.CountyOfficer, _world.ProjectManager);
    }

    /// <summary>The cases that can be completed again and again, in no order.</summary>
    public IReadOnlyList<LoopingCase> Cases => _cases;

    /// <summary>
    /// Puts cases back where they stood. A clock notes each of its stops, so that a case which went round hundreds of times is like none
    /// in practice; and the hand-written side leaves states behind that only it understands.
    /// </summary>
    public async Task RewindAsync(IEnumerable<LoopingCase> moved)
    {
        foreach (var ofStage in moved.Distinct().GroupBy(looping => (int)(looping.InstanceId / StageKeys)))
        {
            var instances = ofStage.Select(looping => looping.InstanceId).ToList();
            await using (var db = _world.Open())
            {
                var links = instances.Select(instance => $"/cases/access:{instance}").ToList();
                await db.Set<OutboxMessage>().Where(m => links.Contains(m.Link!)).ExecuteDeleteAsync();
                await db.Set<HistoryEntry>().Where(h => instances.Contains(h.InstanceId)).ExecuteDeleteAsync();
                await db.Set<WorkItem>().Where(w => instances.Contains(w.InstanceId)).ExecuteDeleteAsync();
                await db.Set<ProcessTimer>().Where(t => instances.Contains(t.InstanceId)).ExecuteDeleteAsync();
                await db.Set<ProcessInstance>().Where(i => instances.Contains(i.Id)).ExecuteDeleteAsync();
            }

            await CopyAsync(ofStage.Key, instances.Select(instance => (int)(instance % StageKeys)));
            var open = (await OpenCasesAsync(ofStage.Key)).ToDictionary(looping => looping.InstanceId);
            foreach (var looping in ofStage) (looping.ItemId, looping.InReview) = (open[looping.InstanceId].ItemId, open[looping.InstanceId].InReview);
        }

        await VacuumAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<long> LeadAsync(string key, string outcomes)
    {
        await using var db = _world.Open();
        var instance = await _engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = "access",
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
                ["city"] = _world.CityOfficer.OrganizationId,
            },
            Actor = _world.ProjectManager,
            Comment = "All is there.",
        });
        await ProcessEngine.SaveAsync(db, held: null);
        foreach (var outcome in outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("submit"))
        {
            await using var step = _world.Open();
            var item = await step.Set<WorkItem>().Where(w => w.InstanceId == instance.Id && w.Status == WorkItemStatus.Open).OrderBy(w => w.Id).FirstAsync();
            var held = await ProcessEngine.HoldAsync(step, item.Id, ActorFor(item.Role));
            await _engine.CompleteAsync(step, new CompleteItem { Held = held, Outcome = outcome, Comment = "Checked." });
            await ProcessEngine.SaveAsync(step, held);
        }

        return instance.Id;
    }

    private Actor ActorFor(Role role) => role switch
    {
        Role.SupervisionEngineer => _world.Supervisor,
        Role.OperatorEngineer => _world.Operator,
        Role.CountyOfficer => _world.CountyOfficer,
        _ => _world.ProjectManager,
    };

    private async Task CopyAsync(int stage, IEnumerable<int> numbers)
    {
        await using var db = _world.Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(20));
        var (template, copies) = (_templates[stage], numbers.ToArray());
        var instance = $"({stage * StageKeys}::bigint + g)";
        var key = $"('access:' || {instance})";
        await CopyRowsAsync<ProcessInstance>(db, $"""s."Id" = {template}""", copies, new() { ["Id"] = instance, ["BusinessKey"] = key });
        var own = new Dictionary<string, string>(StringComparer.Ordinal) { ["Id"] = $"{instance} * 100 + s.n", ["InstanceId"] = instance };
        var ofCase = $"""s."InstanceId" = {template}""";
        await CopyRowsAsync<WorkItem>(db, ofCase, copies, new(own) { ["BusinessKey"] = key });
        await CopyRowsAsync<HistoryEntry>(db, ofCase, copies, own);
        await CopyRowsAsync<ProcessTimer>(db, ofCase, copies, own);
        await CopyRowsAsync<OutboxMessage>(db, $"""s."Link" = '/cases/access:{stage}'""", copies, new()
        {
            ["Id"] = $"{instance} * 100 + s.n",
            ["Link"] = $"'/cases/' || {key}",
            ["DeduplicationKey"] = $"""s."DeduplicationKey" || ':' || {instance}""",
            ["NextAttemptAt"] = "NULL",
            ["DeliveredAt"] = """s."CreatedAt" """,
        });
    }

    private static async Task CopyRowsAsync<T>(PortalDbContext db, string which, int[] copies, Dictionary<string, string> changed)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(property => property.GetColumnName()).ToList();
        var values = columns.Select(column => changed.TryGetValue(column, out var value) ? value : $"""s."{column}" """);
#pragma warning disable EF1002 // Names come from the model and expressions from this file; nothing from outside.
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO "{{type.GetTableName()}}" ({{string.Join(", ", columns.Select(column => $"\"{column}\""))}})
            SELECT {{string.Join(", ", values)}}
            FROM (SELECT s.*, row_number() OVER (ORDER BY s."Id") AS n FROM "{{type.GetTableName()}}" s WHERE {{which}}) s, unnest({0}) g
            """,
            copies);
#pragma warning restore EF1002
    }

    private async Task<List<LoopingCase>> OpenCasesAsync(int stage)
    {
        await using var db = _world.Open();
        var (from, until) = (stage * StageKeys, (stage + 1) * StageKeys);
        return await db.Set<WorkItem>().Where(w => w.InstanceId > from && w.InstanceId < until && w.Status == WorkItemStatus.Open)
            .Select(w => new LoopingCase { InstanceId = w.InstanceId, ItemId = w.Id, InReview = w.NodeId == "countyReview" }).ToListAsync();
    }

    private async Task VacuumAsync()
    {
        await using var db = _world.Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(20));
        await db.Database.ExecuteSqlAsync($"VACUUM ANALYZE");
    }

    private sealed class EmptyHandler(string name) : IServiceTaskHandler
    {
        public string Name => name;

        public Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, ProcessValue>>(
                new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["track"] = "Commitment", ["debugDays"] = 3 });
    }
}
