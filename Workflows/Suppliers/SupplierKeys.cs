using Domain;
using Domain.Audit;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Suppliers;

/// <summary>
/// Keys of suppliers' machines (S0 section 3): a supplier makes its own, a contractor makes one for the supplier of its sites. Each unit has
/// at most <see cref="SupplierKey.MaxLive"/> enabled keys for one supplier. The unit that made a key manages it; the supplier, the operator
/// and administrators can also stop it.
/// </summary>
public sealed class SupplierKeys(IDbContextFactory<PortalDbContext> databases, SecretSeal seal, TimeProvider time)
{
    private const string PlaceIndex = "IX_SupplierKey_SupplierId_OwnerId_Place";

    /// <summary>A place can be lost to another maker so often; by then it is not a coincidence.</summary>
    private const int Attempts = 5;

    /// <summary>Makes a key. What it returns is the only time that the secret is told.</summary>
    /// <exception cref="DomainException">
    /// actor.not-allowed, supplier.unknown (also a supplier that is not the actor's, for a supplier's staff), supplier-key.unknown (the one to
    /// replace), supplier-key.disabled (the one to replace), supplier-key.too-many, supplier-key.name-required, field.too-long.
    /// </exception>
    public Task<CreatedSupplierKey> CreateAsync(CreateSupplierKey request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PlacedAsync(() => CreateOnceAsync(request, cancellationToken));
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, supplier-key.unknown, supplier-key.enabled, supplier-key.disabled-by-platform, supplier-key.too-many,
    /// supplier-key.changed-meanwhile.
    /// </exception>
    public Task EnableAsync(Actor actor, long id, CancellationToken cancellationToken = default) =>
        PlacedAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var key = await FindAsync(db, actor, id, cancellationToken);
            if (!SupplierKeyScope.CanEnable(actor, key)) RefuseEnabling(actor, key);
            key.Enable(SupplierKey.FreePlace(await TakenAsync(db, key.SupplierId, key.OwnerId, cancellationToken)), SupplierKeyScope.IsPlatform(actor));
            Record(db, actor, "supplier-key.enable", key);
            await SaveAsync(db, cancellationToken);
            return key.Id;
        });

    /// <exception cref="DomainException">
    /// actor.not-allowed, supplier-key.unknown, supplier-key.disabled, supplier-key.reason-required, field.too-long, supplier-key.changed-meanwhile.
    /// </exception>
    public async Task DisableAsync(DisableSupplierKey request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var key = await FindAsync(db, request.Actor, request.Id, cancellationToken);
        key.Disable(request.Reason, request.Actor.Name, SupplierKeyScope.IsPlatform(request.Actor), time.GetUtcNow());
        Record(db, request.Actor, "supplier-key.disable", key);
        await SaveAsync(db, cancellationToken);
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, supplier-key.unknown, supplier-key.name-required, field.too-long, supplier-key.changed-meanwhile.
    /// </exception>
    public async Task DescribeAsync(DescribeSupplierKey request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var key = await FindAsync(db, request.Actor, request.Id, cancellationToken);
        if (!SupplierKeyScope.Owns(request.Actor, key.OwnerId)) throw new DomainException("actor.not-allowed");
        key.Describe(request.Name, request.Note);
        Record(db, request.Actor, "supplier-key.describe", key);
        await SaveAsync(db, cancellationToken);
    }

    private async Task<CreatedSupplierKey> CreateOnceAsync(CreateSupplierKey request, CancellationToken cancellationToken)
    {
        var (actor, supplierId) = (request.Actor, request.SupplierId);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Makers, cancellationToken);
        if (actor.Role == Role.SupplierStaff && supplierId != actor.OrganizationId) throw new DomainException("supplier.unknown");
        if (!await db.Set<Organization>().AnyAsync(o => o.Id == supplierId && o.Kind == OrganizationKind.Supplier && o.Enabled, cancellationToken))
            throw new DomainException("supplier.unknown");
        if (request.ReplacesId is { } replaced) await RequireReplaceableAsync(db, actor, replaced, supplierId, cancellationToken);
        var place = SupplierKey.FreePlace(await TakenAsync(db, supplierId, actor.OrganizationId, cancellationToken));
        var (keyId, secret) = (SupplierSecrets.NewKeyId(), SupplierSecrets.NewSecret());
        var key = new SupplierKey(new NewSupplierKey
        {
            KeyId = keyId,
            SupplierId = supplierId,
            OwnerId = actor.OrganizationId,
            Name = request.Name,
            Note = request.Note,
            SealedSecret = SupplierSecrets.Seal(seal, keyId, secret),
            Place = place,
            ReplacesId = request.ReplacesId,
            CreatedAt = time.GetUtcNow(),
            CreatedByName = actor.Name,
        });
        await db.AddAsync(key, cancellationToken);
        Record(db, actor, "supplier-key.create", key);
        await db.SaveChangesAsync(cancellationToken);
        return new CreatedSupplierKey(key.Id, keyId, secret);
    }

    /// <summary>Runs again when another maker took the place first; then it meets fewer free places, or none.</summary>
    private static async Task<T> PlacedAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (DbUpdateException exception) when (attempt < Attempts && exception.IsUniqueViolation(PlaceIndex))
            {
                // Once more, on what is there now.
            }
        }
    }

    private static Task<List<int>> TakenAsync(PortalDbContext db, long supplierId, long ownerId, CancellationToken cancellationToken) =>
        db.Set<SupplierKey>().Where(k => k.SupplierId == supplierId && k.OwnerId == ownerId && k.Place != null).Select(k => k.Place!.Value)
            .ToListAsync(cancellationToken);

    private static async Task RequireReplaceableAsync(PortalDbContext db, Actor actor, long id, long supplierId, CancellationToken cancellationToken)
    {
        var owner = actor.OrganizationId;
        var enabled = await db.Set<SupplierKey>().Where(k => k.Id == id && k.SupplierId == supplierId && k.OwnerId == owner).Select(k => (bool?)k.Enabled)
            .SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException("supplier-key.unknown");
        if (!enabled) throw new DomainException("supplier-key.disabled");
    }

    private static async Task<SupplierKey> FindAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken)
    {
        await Memberships.RequireAsync(db, actor, SupplierKeyScope.Readers, cancellationToken);
        return await db.Set<SupplierKey>().Where(SupplierKeyScope.Visible(actor)).SingleOrDefaultAsync(k => k.Id == id, cancellationToken)
            ?? throw new DomainException("supplier-key.unknown");
    }

    private static void RefuseEnabling(Actor actor, SupplierKey key) => throw new DomainException(
        key.Enabled ? "supplier-key.enabled"
        : SupplierKeyScope.Owns(actor, key.OwnerId) ? "supplier-key.disabled-by-platform"
        : "actor.not-allowed");

    private static async Task SaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("supplier-key.changed-meanwhile");
        }
    }

    private void Record(PortalDbContext db, Actor actor, string action, SupplierKey key) => Auditing.Record(
        db, actor, action, new AuditSubject("supplier-key", key.Id, key.Name), time.GetUtcNow(), after: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["keyId"] = key.KeyId,
            ["supplierId"] = key.SupplierId,
            ["ownerId"] = key.OwnerId,
            ["name"] = key.Name,
            ["note"] = key.Note,
            ["enabled"] = key.Enabled,
            ["reason"] = key.Enabled ? null : key.DisabledReason,
            ["replacesId"] = key.ReplacesId,
        });
}
