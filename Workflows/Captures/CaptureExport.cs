using System.Runtime.CompilerServices;
using Domain;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Captures;

/// <summary>Section <c>Captures</c> of the configuration.</summary>
public sealed class CaptureOptions
{
    /// <summary>Rows of one export at most.</summary>
    public int ExportRows { get; set; } = 200_000;

    /// <summary>Minutes that an export may take: it holds a connection to the database.</summary>
    public double ExportMinutes { get; set; } = 10;
}

/// <summary>All captures that a query finds, one after the other and never all in memory. That they were taken out is recorded.</summary>
public sealed class CaptureExport(IDbContextFactory<PortalDbContext> databases, IOptions<CaptureOptions> options, TimeProvider time)
{
    public int MaxRows => options.Value.ExportRows;

    public TimeSpan MaxTime => TimeSpan.FromMinutes(options.Value.ExportMinutes);

    /// <summary>Refuses whoever acts no more, and records what is taken out.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task BeginAsync(Actor actor, CaptureQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await Memberships.Standing(db, actor).AnyAsync(cancellationToken)) throw new DomainException("actor.not-allowed");
        Auditing.Record(
            db, actor, "capture.export", new AuditSubject("organization", actor.OrganizationId, actor.OrganizationName), time.GetUtcNow(),
            after: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["from"] = query.From,
                ["until"] = query.Until,
                ["registrationId"] = query.RegistrationId,
                ["point"] = query.Point,
                ["plate"] = query.Plate,
                ["manifestNumber"] = query.ManifestNumber,
                ["direction"] = query.Direction,
                ["camera"] = query.Camera,
                ["test"] = query.Test,
            });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The newest first, at most <see cref="MaxRows"/> and one more, which tells that there are more.</summary>
    public async IAsyncEnumerable<CaptureRow> ReadAsync(Actor actor, CaptureQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(MaxTime);
        var newest = CaptureSearch.All(db, actor, query).OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id).Take(MaxRows + 1);
        await foreach (var row in CaptureList.Rows(db, newest).AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return row;
    }
}
