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
    /// <summary>The newest rows of each key that the actor sees, merged: the log is written so often that it has no other index than that of its keys.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<SliceOf<RequestLogRow>> ListAsync(Actor actor, RequestLogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        var keys = db.Set<SupplierKey>().Where(SupplierKeyScope.Visible(actor));
        if (query.SupplierId is { } supplier) keys = keys.Where(k => k.SupplierId == supplier);
        if (query.SourceId is { } source) keys = keys.Where(k => k.Id == source);
        var entries = Filtered(db.Set<RequestLogEntry>().AsNoTracking(), query);
        var take = query.Slice.Take;
        var backwards = query.Slice.From?.Newer == true;
        var ofKeys = backwards
            ? keys.SelectMany(k => entries.Where(e => e.SourceId == k.Id).OrderBy(e => e.At).ThenBy(e => e.Id).Take(take))
            : keys.SelectMany(k => entries.Where(e => e.SourceId == k.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take));
        var merged = backwards ? ofKeys.OrderBy(e => e.At).ThenBy(e => e.Id) : ofKeys.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        var found = await Rows(db, merged.Take(take)).ToListAsync(cancellationToken);
        // The join forgets the order.
        found.Sort((a, b) => (backwards ? 1 : -1) * (a.At, a.Id).CompareTo((b.At, b.Id)));
        return found.Slice(query.Slice, row => (row.At, row.Id));
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
        var key = await db.Set<SupplierKey>().Where(k => k.Id == row.SourceId).Select(k => new { k.SupplierId, k.OwnerId }).SingleAsync(cancellationToken);
        return new RequestLogDetail(row, more.Address, more.Excerpt, more.Reasons, row.CanReplay && RequestReplay.May(actor, key.SupplierId, key.OwnerId));
    }

    private static IQueryable<RequestLogEntry> Filtered(IQueryable<RequestLogEntry> entries, RequestLogQuery query)
    {
        if (query.Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
        entries = query.Outcome switch
        {
            RequestOutcome.Taken => entries.Where(e => e.Code == null && e.Rejected == 0),
            RequestOutcome.Refused => entries.Where(e => e.Code != null || e.Rejected > 0),
            _ => entries,
        };
        if (query.From is { } from) entries = entries.Where(e => e.At >= from);
        if (query.Until is { } until) entries = entries.Where(e => e.At < until);
        return query.Slice.From switch
        {
            { Newer: true, At: var at, Id: var id } => entries.Where(e => e.At >= at && (e.At > at || e.Id > id)),
            { At: var at, Id: var id } => entries.Where(e => e.At <= at && (e.At < at || e.Id < id)),
            null => entries,
        };
    }

    private static IQueryable<RequestLogRow> Rows(PortalDbContext db, IQueryable<RequestLogEntry> entries) =>
        from entry in entries
        join key in db.Set<SupplierKey>() on entry.SourceId equals key.Id
        select new RequestLogRow(
            entry.Id, entry.At, entry.SourceId, key.KeyId, key.Name, entry.Kind, entry.Status, entry.Code, entry.AccessNumber, entry.Accepted,
            entry.Duplicates, entry.Rejected, entry.ClockDifference, entry.Bytes, entry.ReplayOf, entry.Body != null);
}
