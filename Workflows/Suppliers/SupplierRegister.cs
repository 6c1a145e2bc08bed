using Domain;
using Domain.Audit;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Suppliers;

/// <summary>Suppliers and what keeps them out of new applications: suspended for a time, or blacklisted (S2 annex 7).</summary>
public sealed class SupplierRegister(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private static readonly Role[] Readers = [Role.CityOfficer, Role.CountyOfficer, Role.OperatorEngineer];

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<SupplierRow>> ListAsync(Actor actor, SupplierQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Readers, cancellationToken);
        var today = Today();
        var inForce = db.Set<SupplierRestriction>().Where(r => r.LiftedAt == null && r.From <= today && (r.Until == null || r.Until >= today));
        var suppliers = db.Set<Organization>().AsNoTracking().Where(o => o.Kind == OrganizationKind.Supplier);
        suppliers = query.Standing switch
        {
            SupplierStanding.Free => suppliers.Where(o => !inForce.Any(r => r.SupplierId == o.Id)),
            SupplierStanding.Suspended => suppliers.Where(o => inForce.Any(r => r.SupplierId == o.Id)
                && !inForce.Any(r => r.SupplierId == o.Id && r.Kind == RestrictionKind.Blacklisted)),
            SupplierStanding.Blacklisted => suppliers.Where(o => inForce.Any(r => r.SupplierId == o.Id && r.Kind == RestrictionKind.Blacklisted)),
            _ => suppliers,
        };
        if (query.SupplierId is { } one) suppliers = suppliers.Where(o => o.Id == one);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            suppliers = suppliers.Where(o => EF.Functions.Like(o.Name, like, LikePattern.Escape) || EF.Functions.Like(o.ShortName!, like, LikePattern.Escape));
        }

        var total = await suppliers.CountAsync(cancellationToken);
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        var devices = db.Set<Device>().Where(d => sites.Any(s => s.Id == d.SiteId));
        var page = await Sorted(suppliers, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(o => new
            {
                o.Id,
                o.Name,
                o.ShortName,
                o.RegionCode,
                o.Enabled,
                Sites = devices.Where(d => d.SupplierId == o.Id).Select(d => d.SiteId).Distinct().Count(),
                Devices = devices.Count(d => d.SupplierId == o.Id),
            })
            .ToListAsync(cancellationToken);
        var ids = page.ConvertAll(o => o.Id);
        var restrictions = await ReadAsync(db, inForce.Where(r => ids.Contains(r.SupplierId)), actor, today, cancellationToken);
        return new PageOf<SupplierRow>([.. page.Select(o =>
        {
            // A blacklisting weighs more than a suspension, however long that lasts.
            var own = restrictions.Where(r => r.SupplierId == o.Id).Select(r => r.View)
                .OrderByDescending(r => r.Kind == RestrictionKind.Blacklisted).ThenByDescending(r => r.Until ?? DateOnly.MaxValue).FirstOrDefault();
            return new SupplierRow(o.Id, o.Name, o.ShortName, o.RegionCode, o.Enabled, o.Sites, o.Devices, StandingOf(own), own);
        })], total);
    }

    /// <summary>One supplier.</summary>
    /// <exception cref="DomainException">actor.not-allowed, supplier.unknown.</exception>
    public async Task<SupplierRow> ReadAsync(Actor actor, long supplierId, CancellationToken cancellationToken = default) =>
        (await ListAsync(actor, new SupplierQuery { SupplierId = supplierId }, cancellationToken)).Items is [var only] ? only : throw new DomainException("supplier.unknown");

    /// <summary>All restrictions of a supplier, the newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<RestrictionView>> HistoryAsync(Actor actor, long supplierId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Readers, cancellationToken);
        var all = await ReadAsync(db, db.Set<SupplierRestriction>().Where(r => r.SupplierId == supplierId), actor, Today(), cancellationToken);
        return [.. all.Select(r => r.View).OrderByDescending(r => r.DecidedAt)];
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, supplier.unknown, supplier.already-restricted (kind), and those of <see cref="SupplierRestriction"/>.
    /// </exception>
    public async Task RestrictAsync(RestrictSupplier request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.CityOfficer], cancellationToken);
        var supplier = await db.Set<Organization>().AsNoTracking()
            .SingleOrDefaultAsync(o => o.Id == request.SupplierId && o.Kind == OrganizationKind.Supplier, cancellationToken)
            ?? throw new DomainException("supplier.unknown");
        var now = time.GetUtcNow();
        var today = Today();
        var authority = request.Actor.OrganizationId;
        var standing = await db.Set<SupplierRestriction>()
            .AnyAsync(r => r.SupplierId == supplier.Id && r.AuthorityId == authority && r.Kind == request.Kind && r.LiftedAt == null
                && (r.Until == null || r.Until >= today), cancellationToken);
        if (standing) throw new DomainException("supplier.already-restricted", request.Kind);
        var restriction = new SupplierRestriction(supplier.Id, request.Kind, today, request.Until, request.Reason, request.Actor, now);
        await db.AddAsync(restriction, cancellationToken);
        Auditing.Record(
            db, request.Actor, request.Kind == RestrictionKind.Suspended ? "supplier.suspend" : "supplier.blacklist", Subject(supplier), now,
            after: Audited(restriction, restriction.Reason));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, supplier.restriction-unknown (also another authority's), supplier.restriction-lifted, supplier.restriction-reason-required.
    /// </exception>
    public async Task LiftAsync(LiftRestriction request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.Reason)) throw new DomainException("supplier.restriction-reason-required");
        if (request.Reason.Trim().Length > SupplierRestriction.ReasonLength) throw new DomainException("field.too-long", SupplierRestriction.ReasonLength);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.CityOfficer], cancellationToken);
        var authority = request.Actor.OrganizationId;
        var restriction = await db.Set<SupplierRestriction>()
            .SingleOrDefaultAsync(r => r.Id == request.RestrictionId && r.AuthorityId == authority, cancellationToken)
            ?? throw new DomainException("supplier.restriction-unknown");
        var supplier = await db.Set<Organization>().AsNoTracking().SingleAsync(o => o.Id == restriction.SupplierId, cancellationToken);
        var now = time.GetUtcNow();
        restriction.Lift(now);
        Auditing.Record(db, request.Actor, "supplier.lift", Subject(supplier), now, Audited(restriction, restriction.Reason), Audited(restriction, request.Reason.Trim()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("supplier.restriction-lifted");
        }
    }

    private static async Task<List<(long SupplierId, RestrictionView View)>> ReadAsync(
        PortalDbContext db, IQueryable<SupplierRestriction> restrictions, Actor actor, DateOnly today, CancellationToken cancellationToken)
    {
        var found = await (
            from restriction in restrictions.AsNoTracking()
            join authority in db.Set<Organization>() on restriction.AuthorityId equals authority.Id
            select new { restriction, authority.Name }).ToListAsync(cancellationToken);
        return found.ConvertAll(f =>
        {
            var r = f.restriction;
            var canLift = actor.Role == Role.CityOfficer && r.AuthorityId == actor.OrganizationId && r.LiftedAt is null && (r.Until is null || r.Until >= today);
            return (r.SupplierId, new RestrictionView(
                r.Id, r.Kind, r.From, r.Until, r.Reason, r.DecidedByName, f.Name, r.DecidedAt, r.LiftedAt, r.InForceOn(today), canLift));
        });
    }

    private static SupplierStanding StandingOf(RestrictionView? restriction) => restriction?.Kind switch
    {
        RestrictionKind.Suspended => SupplierStanding.Suspended,
        RestrictionKind.Blacklisted => SupplierStanding.Blacklisted,
        _ => SupplierStanding.Free,
    };

    private static IOrderedQueryable<Organization> Sorted(IQueryable<Organization> suppliers, PageRequest page) => page.Descending
        ? suppliers.OrderByDescending(o => o.Name).ThenBy(o => o.Id)
        : suppliers.OrderBy(o => o.Name).ThenBy(o => o.Id);

    private static AuditSubject Subject(Organization supplier) => new("supplier", supplier.Id, supplier.Name);

    private static Dictionary<string, object?> Audited(SupplierRestriction restriction, string reason) => new(StringComparer.Ordinal)
    {
        ["kind"] = restriction.Kind,
        ["from"] = restriction.From,
        ["until"] = restriction.Until,
        ["reason"] = reason,
    };

    private DateOnly Today() => WorkingCalendar.ShanghaiDate(time.GetUtcNow());
}
