using System.Runtime.CompilerServices;
using Domain;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Lists;

/// <summary>Section <c>Exports</c> of the configuration.</summary>
public sealed class ExportOptions
{
    /// <summary>Rows of one export at most.</summary>
    public int Rows { get; set; } = 200_000;

    /// <summary>Minutes that an export may take: it holds a connection to the database.</summary>
    public double Minutes { get; set; } = 10;
}

/// <summary>A list that somebody takes out as a whole; made by the list's own service.</summary>
public sealed record RowExport<TRow>
{
    public required Actor Actor { get; init; }

    /// <summary>As the audit names it, such as "capture.export".</summary>
    public required string Action { get; init; }

    /// <summary>What the list was narrowed to, for the audit.</summary>
    public required IReadOnlyDictionary<string, object?> Filters { get; init; }

    /// <summary>The first rows in the list's order, of those that the actor may see; at most so many as the second argument says.</summary>
    public required Func<PortalDbContext, int, IQueryable<TRow>> Rows { get; init; }

    /// <summary>Adds to some hundreds of rows what their own statement does not say; null where it says all.</summary>
    public Func<PortalDbContext, IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlyList<TRow>>>? Complete { get; init; }
}

/// <summary>Reads lists for files, one row after the other and never all in memory. That they were taken out is recorded.</summary>
public sealed class RowExports(IDbContextFactory<PortalDbContext> databases, IOptions<ExportOptions> options, TimeProvider time)
{
    /// <summary>Rows that are completed together: two statements for so many cost little, and the page that watches still sees it move.</summary>
    private const int Together = 500;

    public int MaxRows => options.Value.Rows;

    public TimeSpan MaxTime => TimeSpan.FromMinutes(options.Value.Minutes);

    /// <summary>Refuses whoever acts no more, and records what is taken out.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task BeginAsync<TRow>(RowExport<TRow> export, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        var actor = export.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await Memberships.Standing(db, actor).AnyAsync(cancellationToken)) throw new DomainException("actor.not-allowed");
        Auditing.Record(
            db, actor, export.Action, new AuditSubject("organization", actor.OrganizationId, actor.OrganizationName), time.GetUtcNow(), after: export.Filters);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The first <see cref="MaxRows"/> rows and one more, which tells that there are more.</summary>
    public async IAsyncEnumerable<TRow> ReadAsync<TRow>(RowExport<TRow> export, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(MaxTime);
        var rows = export.Rows(db, MaxRows + 1).AsAsyncEnumerable();
        await foreach (var row in (export.Complete is { } complete ? CompletedAsync(rows, complete, cancellationToken) : rows).WithCancellation(cancellationToken))
            yield return row;
    }

    private async IAsyncEnumerable<TRow> CompletedAsync<TRow>(
        IAsyncEnumerable<TRow> rows, Func<PortalDbContext, IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlyList<TRow>>> complete,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A connection of its own: the rows' is still reading them.
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var some in rows.Chunk(Together).WithCancellation(cancellationToken))
        {
            foreach (var row in await complete(db, some, cancellationToken)) yield return row;
        }
    }
}
