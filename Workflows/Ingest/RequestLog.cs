using Domain;
using Domain.Ingest;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;
using Workflows.Suppliers;

namespace Workflows.Ingest;

/// <summary>What machines sent and how it was answered, for those who see the key that sent it.</summary>
public sealed class RequestLog(IDbContextFactory<PortalDbContext> databases)
{
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<RequestLogRow>> ListAsync(Actor actor, RequestLogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        var keys = db.Set<SupplierKey>().Where(SupplierKeyScope.Visible(actor));
        if (query.SupplierId is { } supplier) keys = keys.Where(k => k.SupplierId == supplier);
        if (query.SourceId is { } source) keys = keys.Where(k => k.Id == source);
        var entries = Filtered(db.Set<RequestLogEntry>().AsNoTracking(), query).Where(e => keys.Any(k => k.Id == e.SourceId));
        var total = await entries.CountAsync(cancellationToken);
        var page = entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(query.Page.Skip).Take(query.Page.Size);
        return new PageOf<RequestLogRow>(await Rows(db, page).ToListAsync(cancellationToken), total);
    }

    /// <exception cref="DomainException">actor.not-allowed; ingest.request-not-found, also for one of a key that the actor does not see.</exception>
    public async Task<RequestLogDetail> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        var keys = db.Set<SupplierKey>().Where(SupplierKeyScope.Visible(actor));
        var entries = db.Set<RequestLogEntry>().AsNoTracking().Where(e => e.Id == id && keys.Any(k => k.Id == e.SourceId));
        var row = await Rows(db, entries).SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException("ingest.request-not-found");
        var more = await entries.Select(e => new { e.Address, e.Excerpt, e.Reasons }).SingleAsync(cancellationToken);
        return new RequestLogDetail(row, more.Address, more.Excerpt, more.Reasons);
    }

    private static IQueryable<RequestLogEntry> Filtered(IQueryable<RequestLogEntry> entries, RequestLogQuery query)
    {
        if (query.Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
        if (query.RefusedOnly) entries = entries.Where(e => e.Code != null || e.Rejected > 0);
        if (query.From is { } from) entries = entries.Where(e => e.At >= from);
        if (query.Until is { } until) entries = entries.Where(e => e.At < until);
        return entries;
    }

    private static IQueryable<RequestLogRow> Rows(PortalDbContext db, IQueryable<RequestLogEntry> entries) =>
        from entry in entries
        join key in db.Set<SupplierKey>() on entry.SourceId equals key.Id
        orderby entry.At descending, entry.Id descending
        select new RequestLogRow(
            entry.Id, entry.At, entry.SourceId, key.KeyId, key.Name, entry.Kind, entry.Status, entry.Code, entry.AccessNumber, entry.Accepted,
            entry.Duplicates, entry.Rejected, entry.ClockDifference, entry.Bytes, entry.ReplayOf, entry.Body != null);
}
