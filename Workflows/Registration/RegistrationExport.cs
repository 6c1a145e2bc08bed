using System.Globalization;
using Domain;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Registration;

/// <summary>The list as a whole, for a file. Who took what is recorded.</summary>
public sealed class RegistrationExport(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>More rows than this are asked for by mistake; filters make them fewer.</summary>
    public const int MaxRows = 10_000;

    /// <summary>All rows that the filters find among the reader's, in the list's order.</summary>
    /// <exception cref="DomainException">actor.not-allowed; registration.export-too-large (limit).</exception>
    public async Task<IReadOnlyList<RegistrationRow>> ReadAsync(Actor actor, RegistrationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, [actor.Role], cancellationToken);
        var found = RegistrationList.Sorted(RegistrationList.Matching(db, actor, query), query.Page).Take(MaxRows + 1);
        var rows = await RegistrationList.Rows(db, found).ToListAsync(cancellationToken);
        if (rows.Count > MaxRows) throw new DomainException("registration.export-too-large", MaxRows);
        Auditing.Record(
            db, actor, "registration.export", new AuditSubject("registration", actor.OrganizationId, actor.OrganizationName), time.GetUtcNow(),
            after: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["rows"] = rows.Count,
                ["state"] = query.State,
                ["from"] = query.From?.ToString("O", CultureInfo.InvariantCulture),
                ["until"] = query.Until?.ToString("O", CultureInfo.InvariantCulture),
                ["name"] = query.PointName,
                ["address"] = query.PointAddress,
                ["supplier"] = query.SupplierId,
                ["department"] = query.DepartmentId,
                ["level"] = query.Level,
                ["number"] = query.AccessNumber,
            });
        await db.SaveChangesAsync(cancellationToken);
        return rows;
    }
}
