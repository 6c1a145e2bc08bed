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
    /// <summary>Whether a page offers to register a supplier; <see cref="SupplierEntries"/> decides.</summary>
    public static bool MayRegister(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return SupplierScope.Registrars.Contains(actor.Role);
    }

    /// <summary>Whether contacts are shown to the reader, and can be searched by.</summary>
    public static bool SeesContacts(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return SupplierScope.SeesContacts(actor);
    }

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<SupplierRow>> ListAsync(Actor actor, SupplierQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, SupplierScope.Readers, cancellationToken);
        var today = Today();
        var inForce = db.Set<SupplierRestriction>().Where(r => r.LiftedAt == null && r.From <= today && (r.Until == null || r.Until >= today));
        var suppliers = Filtered(SupplierScope.Visible(db.Set<Organization>().AsNoTracking(), actor), query, SupplierScope.SeesContacts(actor));
        suppliers = query.Standing switch
        {
            SupplierStanding.Free => suppliers.Where(o => !inForce.Any(r => r.SupplierId == o.Id)),
            SupplierStanding.Suspended => suppliers.Where(o => inForce.Any(r => r.SupplierId == o.Id)
                && !inForce.Any(r => r.SupplierId == o.Id && r.Kind == RestrictionKind.Blacklisted)),
            SupplierStanding.Blacklisted => suppliers.Where(o => inForce.Any(r => r.SupplierId == o.Id && r.Kind == RestrictionKind.Blacklisted)),
            _ => suppliers,
        };
        var total = await suppliers.CountAsync(cancellationToken);
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        var devices = db.Set<Device>().Where(d => sites.Any(s => s.Id == d.SiteId));
        var page = await Sorted(suppliers, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(o => new
            {
                o.Id,
                o.Name,
                o.ShortName,
                o.CreditCode,
                o.RegionCode,
                o.Address,
                o.ContactName,
                o.ContactPhone,
                o.Enabled,
                Sites = devices.Where(d => d.SupplierId == o.Id).Select(d => d.SiteId).Distinct().Count(),
                Devices = devices.Count(d => d.SupplierId == o.Id),
            })
            .ToListAsync(cancellationToken);
        var contacts = SupplierScope.SeesContacts(actor);
        var ids = page.ConvertAll(o => o.Id);
        var restrictions = await ReadAsync(db, inForce.Where(r => ids.Contains(r.SupplierId)), actor, today, cancellationToken);
        return new PageOf<SupplierRow>([.. page.Select(o =>
        {
            // A blacklisting weighs more than a suspension, however long that lasts.
            var own = restrictions.Where(r => r.SupplierId == o.Id).Select(r => r.View)
                .OrderByDescending(r => r.Kind == RestrictionKind.Blacklisted).ThenByDescending(r => r.Until ?? DateOnly.MaxValue).FirstOrDefault();
            return new SupplierRow(
                o.Id, o.Name, o.ShortName, o.CreditCode, o.RegionCode, contacts ? o.Address : null, contacts ? o.ContactName : null,
                contacts ? Auditing.Mask(o.ContactPhone) : null, o.Enabled, o.Sites, o.Devices, StandingOf(own), contacts ? own : own is null ? null : own with { Reason = "" });
        })], total);
    }

    /// <summary>One supplier.</summary>
    /// <exception cref="DomainException">actor.not-allowed; supplier.unknown, also another supplier for a supplier's staff.</exception>
    public async Task<SupplierView> ReadAsync(Actor actor, long supplierId, CancellationToken cancellationToken = default)
    {
        var found = await ListAsync(actor, new SupplierQuery { SupplierId = supplierId }, cancellationToken);
        if (found.Items is not [var only]) throw new DomainException("supplier.unknown");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mayCall = await SupplierEntries.MayCallAsync(db, actor, supplierId, cancellationToken);
        if (mayCall && !SupplierScope.SeesContacts(actor))
        {
            var contact = await db.Set<Organization>().Where(o => o.Id == supplierId).Select(o => new { o.Address, o.ContactName, o.ContactPhone })
                .SingleAsync(cancellationToken);
            only = only with { Address = contact.Address, ContactName = contact.ContactName, Phone = Auditing.Mask(contact.ContactPhone) };
        }

        return new SupplierView(only, SupplierScope.CanChange(actor, supplierId), mayCall && only.Phone is not null, SupplierScope.SeesContacts(actor));
    }

    /// <summary>All restrictions of a supplier, the newest first; none for those who only choose.</summary>
    /// <exception cref="DomainException">actor.not-allowed, supplier.unknown.</exception>
    public async Task<IReadOnlyList<RestrictionView>> HistoryAsync(Actor actor, long supplierId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, SupplierScope.Readers, cancellationToken);
        if (!SupplierScope.SeesContacts(actor)) return [];
        if (!await SupplierScope.Visible(db.Set<Organization>(), actor).AnyAsync(o => o.Id == supplierId, cancellationToken)) throw new DomainException("supplier.unknown");
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

    private static IQueryable<Organization> Filtered(IQueryable<Organization> suppliers, SupplierQuery query, bool contacts)
    {
        if (query.SupplierId is { } one) suppliers = suppliers.Where(o => o.Id == one);
        if (Like(query.Text) is { } name)
            suppliers = suppliers.Where(o => EF.Functions.Like(o.Name, name, LikePattern.Escape) || EF.Functions.Like(o.ShortName!, name, LikePattern.Escape));
        if (Like(query.CreditCode) is { } code) suppliers = suppliers.Where(o => EF.Functions.Like(o.CreditCode!, code, LikePattern.Escape));
        if (!string.IsNullOrWhiteSpace(query.RegionCode))
        {
            var within = LikePattern.StartingWith(OrganizationDirectory.Within(query.RegionCode));
            suppliers = suppliers.Where(o => EF.Functions.Like(o.RegionCode!, within, LikePattern.Escape));
        }

        // What is not shown must not be found out by searching either.
        if (!contacts) return suppliers;
        if (Like(query.Address) is { } address) suppliers = suppliers.Where(o => EF.Functions.Like(o.Address!, address, LikePattern.Escape));
        if (Like(query.Contact) is { } contact)
        {
            var phone = query.Contact!.Trim();
            suppliers = suppliers.Where(o => EF.Functions.Like(o.ContactName!, contact, LikePattern.Escape) || o.ContactPhone == phone);
        }

        return suppliers;
    }

    private static string? Like(string? text) => string.IsNullOrWhiteSpace(text) ? null : LikePattern.Containing(text.Trim());

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
                r.Id, r.Kind, r.From, r.Until, r.Reason, r.DecidedByName, f.Name, r.DecidedAt, r.LiftedAt, r.InForceOn(today), canLift, r.ConsequenceId));
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
