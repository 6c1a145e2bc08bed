using Domain;
using Domain.Audit;
using Domain.Ingest;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;
using Workflows.Suppliers;

namespace Workflows.Ingest;

/// <summary>
/// Takes the kept body of a refused request in once more, as if its machine had sent it now: what was stored meanwhile is a duplicate, and
/// what was refused is stored if it is right by today's state. Not needed where the machine itself sends again.
/// </summary>
public sealed class RequestReplay(IDbContextFactory<PortalDbContext> databases, KnownKeys keys, UploadDesk desk, TimeProvider time)
{
    /// <summary>The unit that the key belongs to, and the supplier whose machines sign with it; the platform sends for nobody.</summary>
    internal static bool May(Actor actor, long supplierId, long ownerId) =>
        SupplierKeyScope.Owns(actor, ownerId) || (actor.Role == Role.SupplierStaff && actor.OrganizationId == supplierId);

    /// <returns>How it is answered now; the log keeps that as an entry of its own.</returns>
    /// <exception cref="DomainException">actor.not-allowed; ingest.request-not-found, also for one of a key that the actor does not see; ingest.body-not-kept.</exception>
    public async Task<UploadAnswer> RunAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        var visible = db.Set<SupplierKey>().Where(SupplierKeyScope.Visible(actor));
        var found = await (
            from entry in db.Set<RequestLogEntry>().AsNoTracking()
            join key in visible on entry.SourceId equals key.Id
            where entry.Id == id
            select new { entry.Kind, entry.Body, Key = key.Id, key.KeyId, key.Name, key.SupplierId, key.OwnerId }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException("ingest.request-not-found");
        if (!May(actor, found.SupplierId, found.OwnerId)) throw new DomainException("actor.not-allowed");
        if (found.Body is null) throw new DomainException("ingest.body-not-kept");
        var signing = await keys.FindAsync(found.KeyId, cancellationToken) ?? throw new DomainException("ingest.request-not-found");
        var now = time.GetUtcNow();
        Auditing.Record(
            db, actor, "supplier-key.replay", new AuditSubject("supplier-key", found.Key, found.Name), now,
            after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["request"] = id });
        await db.SaveChangesAsync(cancellationToken);
        return await desk.ReceiveAsync(
            new ReceivedUpload { Key = signing, Kind = found.Kind, ReceivedAt = now, Body = found.Body, ReplayOf = id }, cancellationToken);
    }
}
