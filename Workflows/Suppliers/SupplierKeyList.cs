using Domain;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Suppliers;

/// <summary>Reads of keys; never of secrets.</summary>
public sealed class SupplierKeyList(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>Whether a page offers to make a key; <see cref="SupplierKeys"/> decides.</summary>
    public static bool MayCreate(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return SupplierKeyScope.Makers.Contains(actor.Role);
    }

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<SupplierKeyRow>> ListAsync(Actor actor, SupplierKeyQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        var keys = Filtered(Named(db, actor), query);
        var total = await keys.CountAsync(cancellationToken);
        var page = await keys.OrderByDescending(k => k.Key.Enabled).ThenByDescending(k => k.Key.CreatedAt).ThenByDescending(k => k.Key.Id)
            .Skip(query.Page.Skip).Take(query.Page.Size).ToListAsync(cancellationToken);
        return new PageOf<SupplierKeyRow>(page.ConvertAll(Row), total);
    }

    /// <exception cref="DomainException">actor.not-allowed, supplier-key.unknown.</exception>
    public async Task<SupplierKeyView> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        var found = await Named(db, actor).SingleOrDefaultAsync(k => k.Key.Id == id, cancellationToken) ?? throw new DomainException("supplier-key.unknown");
        var successor = await db.Set<SupplierKey>().Where(k => k.ReplacesId == id).OrderByDescending(k => k.Id).Select(k => (long?)k.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var key = found.Key;
        return new SupplierKeyView(
            Row(found), key.Note, key.CreatedByName, key.DisabledAt, key.DisabledByName, key.DisabledReason, key.DisabledByPlatform, key.ReplacesId, successor,
            SupplierKeyScope.Owns(actor, key.OwnerId), SupplierKeyScope.CanEnable(actor, key), key.Enabled);
    }

    private static IQueryable<NamedKey> Named(PortalDbContext db, Actor actor) =>
        from key in db.Set<SupplierKey>().AsNoTracking().Where(SupplierKeyScope.Visible(actor))
        join supplier in db.Set<Organization>() on key.SupplierId equals supplier.Id
        join owner in db.Set<Organization>() on key.OwnerId equals owner.Id
        select new NamedKey { Key = key, Supplier = supplier, Owner = owner };

    private static IQueryable<NamedKey> Filtered(IQueryable<NamedKey> keys, SupplierKeyQuery query)
    {
        if (query.Enabled is { } enabled) keys = keys.Where(k => k.Key.Enabled == enabled);
        if (query.SupplierId is { } one) keys = keys.Where(k => k.Key.SupplierId == one);
        if (Like(query.Supplier) is { } supplier)
        {
            keys = keys.Where(k => EF.Functions.Like(k.Supplier.Name, supplier, LikePattern.Escape)
                || EF.Functions.Like(k.Supplier.ShortName!, supplier, LikePattern.Escape));
        }

        if (Like(query.Key) is { } name)
            keys = keys.Where(k => EF.Functions.Like(k.Key.Name, name, LikePattern.Escape) || EF.Functions.Like(k.Key.KeyId, name, LikePattern.Escape));
        if (Like(query.Owner) is { } owner) keys = keys.Where(k => EF.Functions.Like(k.Owner.Name, owner, LikePattern.Escape));
        if (Like(query.CreditCode) is { } code) keys = keys.Where(k => EF.Functions.Like(k.Supplier.CreditCode!, code, LikePattern.Escape));
        return keys;
    }

    private static string? Like(string? text) => string.IsNullOrWhiteSpace(text) ? null : LikePattern.Containing(text.Trim());

    private static SupplierKeyRow Row(NamedKey named) => new(
        named.Key.Id, named.Key.KeyId, named.Key.Name, named.Supplier.Id, named.Supplier.Name, named.Supplier.CreditCode, named.Owner.Id, named.Owner.Name,
        named.Key.Enabled, named.Key.CreatedAt, named.Key.LastUsedAt);

    private sealed class NamedKey
    {
        public required SupplierKey Key { get; init; }
        public required Organization Supplier { get; init; }
        public required Organization Owner { get; init; }
    }
}
