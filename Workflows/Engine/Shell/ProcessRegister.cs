using Domain;
using Domain.Audit;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Engine.Bpmn;
using Workflows.Organizations;

namespace Workflows.Engine.Shell;

/// <summary>A chain with what runs on it.</summary>
/// <param name="Running">Instances that have not ended, on any version.</param>
public sealed record ChainRow(string Key, string Name, int Version, DateTimeOffset PublishedAt, string PublishedBy, int Running);

/// <summary>A version of a chain.</summary>
public sealed record ChainVersion(int Version, DateTimeOffset PublishedAt, string PublishedBy, int Running, int Ended);

/// <summary>One version with its file, among all versions.</summary>
public sealed record ChainView(string Key, string Name, int Version, string Xml, IReadOnlyList<ChainVersion> Versions);

/// <summary>What came of an upload: a version, or everything that stands against the file.</summary>
/// <param name="Chain">The chain's key, as far as it could be read.</param>
/// <param name="Version">The version that now is the newest; null when there are problems.</param>
/// <param name="Problems">In the order of the file.</param>
public sealed record UploadResult(string? Chain, int? Version, IReadOnlyList<UploadProblem> Problems);

/// <summary>Published chains, for administrators: what there is, and new versions of it.</summary>
public sealed class ProcessRegister(
    IDbContextFactory<PortalDbContext> databases, ProcessDefinitions definitions, IEnumerable<IServiceTaskHandler> handlers,
    IEnumerable<ICalledChain> calledChains, TimeProvider time)
{
    private static readonly Role[] Keepers = [Role.Administrator];

    private readonly Lazy<IReadOnlyDictionary<string, ProcessDefinition>> _shipped =
        new(() => ProcessDefinitions.Shipped().ToDictionary(d => d.Id, StringComparer.Ordinal));

    private readonly HashSet<string> _called = calledChains.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);

    private readonly HashSet<string> _handlers = handlers.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<ChainRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var all = db.Set<ProcessDefinitionVersion>();
        return await all.Where(v => v.Version == all.Where(o => o.Key == v.Key).Max(o => o.Version)).OrderBy(v => v.Key)
            .Select(v => new ChainRow(
                v.Key, v.Name, v.Version, v.PublishedAt, v.PublishedBy,
                db.Set<ProcessInstance>().Count(i => i.DefinitionKey == v.Key && i.Status == InstanceStatus.Running)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A version of a chain; the newest for null.</summary>
    /// <exception cref="DomainException">actor.not-allowed, process.unknown.</exception>
    public async Task<ChainView> ReadAsync(Actor actor, string key, int? version, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var of = db.Set<ProcessDefinitionVersion>().Where(v => v.Key == key);
        var chosen = await of.AsNoTracking().Where(v => version == null || v.Version == version).OrderByDescending(v => v.Version)
            .FirstOrDefaultAsync(cancellationToken) ?? throw new DomainException("process.unknown", key);
        var versions = await of.OrderByDescending(v => v.Version)
            .Select(v => new ChainVersion(
                v.Version, v.PublishedAt, v.PublishedBy,
                db.Set<ProcessInstance>().Count(i => i.DefinitionId == v.Id && i.Status == InstanceStatus.Running),
                db.Set<ProcessInstance>().Count(i => i.DefinitionId == v.Id && i.Status != InstanceStatus.Running)))
            .ToListAsync(cancellationToken);
        return new ChainView(chosen.Key, chosen.Name, chosen.Version, chosen.Xml, versions);
    }

    /// <summary>Publishes a file as the next version of its chain, unless something stands against it. Running cases stay on their version.</summary>
    /// <exception cref="DomainException">actor.not-allowed, process.publish-conflict.</exception>
    public async Task<UploadResult> UploadAsync(Actor actor, string xml, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(xml);
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);

        var read = BpmnReader.Read(xml);
        if (read.Definition is not { } definition)
            return new UploadResult(Chain: null, Version: null, [.. read.Problems.Select(p => new UploadProblem(p.Code, p.Id is null ? [] : [p.Id], p.Line, Detail(p)))]);
        var problems = Soundness.Check(definition).Select(p => new UploadProblem(p.Code, p.Nodes, p.Nodes.Length == 1 ? definition.Find(p.Nodes[0])?.Line : null, Detail: null))
            .Concat(UploadChecks.Check(definition, _shipped.Value.GetValueOrDefault(definition.Id), _handlers, _called)).ToList();
        if (problems.Count > 0) return new UploadResult(definition.Id, Version: null, problems);

        var published = await definitions.PublishAsync(xml, actor.Name, (db, version) => Auditing.Record(
            db, actor, "process.publish", new AuditSubject("process", version.Id, $"{version.Name} ({version.Key})"), time.GetUtcNow(),
            after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = version.Version, ["sha256"] = version.Hash }), cancellationToken);
        return new UploadResult(definition.Id, published.Version, []);
    }

    private static string Detail(BpmnProblem problem) => problem.Detail is null ? $"<{problem.Element}>" : $"<{problem.Element}> {problem.Detail}";
}
