using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Domain;
using Domain.Engine;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Bpmn;

namespace Workflows.Engine.Shell;

/// <summary>Published chains: checks and stores new versions, keeps read ones in memory (a version never changes).</summary>
public sealed class ProcessDefinitions(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>By their texts' hashes: what was read and found sound once is so for good, in whatever database it stands.</summary>
    private static readonly ConcurrentDictionary<string, ProcessDefinition> Sound = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<long, Published> _read = new();

    /// <summary>A stored version with its loaded form.</summary>
    public sealed record Published(ProcessDefinitionVersion Version, ProcessDefinition Definition);

    /// <summary>
    /// Publishes a text as the next version of its chain, unless it is the newest one already. Refuses what the engine cannot run and
    /// what is not sound.
    /// </summary>
    /// <exception cref="DomainException">process.not-publishable: the argument lists every problem with its element and line, or the nodes.</exception>
    public Task<ProcessDefinitionVersion> PublishAsync(string xml, string publishedBy, CancellationToken cancellationToken = default) =>
        PublishAsync(xml, publishedBy, beside: null, cancellationToken);

    /// <summary>As the other overload; <paramref name="beside"/> adds to the same save what goes with a new version, such as its audit entry.</summary>
    /// <exception cref="DomainException">As the other overload.</exception>
    internal async Task<ProcessDefinitionVersion> PublishAsync(
        string xml, string publishedBy, Action<PortalDbContext, ProcessDefinitionVersion>? beside, CancellationToken cancellationToken)
    {
        var definition = Check(xml);
        var hash = HashOf(xml);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var newest = await NewestAsync(db, definition.Id, cancellationToken);
        if (newest?.Hash == hash) return newest;

        var version = new ProcessDefinitionVersion(
            definition.Id, (newest?.Version ?? 0) + 1, definition.Name ?? definition.Id, xml, hash, time.GetUtcNow(), publishedBy);
        db.Add(version);
        beside?.Invoke(db, version);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            // Another node published at the same moment; if it was this text, all is done.
            db.ChangeTracker.Clear();
            newest = await NewestAsync(db, definition.Id, cancellationToken);
            if (newest?.Hash != hash) throw new DomainException("process.publish-conflict", definition.Id);
            return newest;
        }

        return version;
    }

    /// <summary>
    /// Publishes every chain that stands in the assembly and was not published before; called at start, on each node. A shipped text that
    /// an administrator has since replaced by a version of his own stays replaced.
    /// </summary>
    public async Task PublishShippedAsync(CancellationToken cancellationToken = default)
    {
        var shipped = ShippedTexts().ToDictionary(HashOf, StringComparer.Ordinal);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Set<ProcessDefinitionVersion>().Where(d => shipped.Keys.Contains(d.Hash)).Select(d => d.Hash).ToListAsync(cancellationToken);
        foreach (var (_, xml) in shipped.Where(text => !known.Contains(text.Key))) await PublishAsync(xml, "system", cancellationToken);
    }

    /// <summary>The chains as this version of the product brings them, whatever was published since.</summary>
    internal static IEnumerable<ProcessDefinition> Shipped() => ShippedTexts().Select(Check);

    /// <summary>The newest version of a chain.</summary>
    /// <exception cref="DomainException">process.unknown.</exception>
    public async Task<Published> LatestAsync(PortalDbContext db, string key, CancellationToken cancellationToken)
    {
        var id = await db.Set<ProcessDefinitionVersion>().Where(d => d.Key == key)
            .OrderByDescending(d => d.Version).Select(d => (long?)d.Id).FirstOrDefaultAsync(cancellationToken);
        return await GetAsync(db, id ?? throw new DomainException("process.unknown", key), cancellationToken);
    }

    /// <summary>The version that an instance runs on; from memory after the first time.</summary>
    public async ValueTask<Published> GetAsync(PortalDbContext db, long id, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(id, out var known)) return known;
        var version = await db.Set<ProcessDefinitionVersion>().AsNoTracking().SingleAsync(d => d.Id == id, cancellationToken);
        return _read.GetOrAdd(id, new Published(version, Check(version.Xml)));
    }

    private static Task<ProcessDefinitionVersion?> NewestAsync(PortalDbContext db, string key, CancellationToken cancellationToken) =>
        db.Set<ProcessDefinitionVersion>().AsNoTracking().Where(d => d.Key == key).OrderByDescending(d => d.Version)
            .FirstOrDefaultAsync(cancellationToken);

    private static IEnumerable<string> ShippedTexts()
    {
        var assembly = typeof(ProcessDefinitions).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".bpmn", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static string HashOf(string xml) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml)));

    private static ProcessDefinition Check(string xml) => Sound.GetOrAdd(HashOf(xml), static (_, text) => Read(text), xml);

    private static ProcessDefinition Read(string xml)
    {
        var read = BpmnReader.Read(xml);
        if (read.Definition is null || read.Problems.Length > 0)
            throw new DomainException("process.not-publishable", string.Join('\n', read.Problems));
        var unsound = Soundness.Check(read.Definition);
        if (unsound.Length > 0) throw new DomainException("process.not-publishable", string.Join('\n', unsound));
        return read.Definition;
    }
}
