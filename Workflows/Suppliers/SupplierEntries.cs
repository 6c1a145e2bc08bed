using Domain;
using Domain.Audit;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Suppliers;

/// <summary>Writes the register of suppliers (S0 section 3.1), and tells a phone number to whoever may have it.</summary>
public sealed class SupplierEntries(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <returns>The new supplier's id.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed; the first problem of <see cref="SupplierFields.Check"/>; organization.region-unknown,
    /// organization.credit-code-taken, organization.name-taken.
    /// </exception>
    public async Task<long> RegisterAsync(RegisterSupplier request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, SupplierScope.Registrars, cancellationToken);
        var supplier = new Organization(OrganizationKind.Supplier, await AcceptAsync(db, request.Details, request.CreditCodeConfirmed, cancellationToken));
        await db.AddAsync(supplier, cancellationToken);
        Auditing.Record(db, request.Actor, "supplier.register", Subject(supplier), time.GetUtcNow(), after: OrganizationFields.Audited(supplier));
        await OrganizationRegister.SaveAsync(db, supplier, cancellationToken);
        return supplier.Id;
    }

    /// <summary>A supplier's own staff changes its short name, address and contact; names and codes are for those who keep the register.</summary>
    /// <exception cref="DomainException">As <see cref="RegisterAsync"/>; supplier.unknown, organization.changed-meanwhile.</exception>
    public async Task ChangeAsync(ChangeSupplier request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, SupplierScope.Readers, cancellationToken);
        var supplier = await FindAsync(db, actor, request.SupplierId, cancellationToken);
        if (!SupplierScope.CanChange(actor, supplier.Id)) throw new DomainException("actor.not-allowed");
        if (supplier.Revision != request.Revision) throw new DomainException("organization.changed-meanwhile");
        var details = request.Details;
        if (SupplierScope.IsOwn(actor, supplier.Id))
            details = details with { Name = supplier.Name, CreditCode = supplier.CreditCode, RegionCode = supplier.RegionCode };
        // A code that was confirmed once needs no second confirmation while it stays the same.
        var confirmed = request.CreditCodeConfirmed || string.Equals(supplier.CreditCode, details.CreditCode?.Trim(), StringComparison.OrdinalIgnoreCase);
        var before = OrganizationFields.Audited(supplier);
        supplier.Change(await AcceptAsync(db, details, confirmed, cancellationToken));
        Auditing.Record(db, actor, "supplier.change", Subject(supplier), time.GetUtcNow(), before, OrganizationFields.Audited(supplier));
        await OrganizationRegister.SaveAsync(db, supplier, cancellationToken);
    }

    /// <summary>The details for a form, with the phone number in full: who may change them may read them.</summary>
    /// <exception cref="DomainException">actor.not-allowed, supplier.unknown.</exception>
    public async Task<(OrganizationDetails Details, long Revision)> ReadForChangeAsync(Actor actor, long supplierId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, SupplierScope.Readers, cancellationToken);
        var supplier = await FindAsync(db, actor, supplierId, cancellationToken);
        if (!SupplierScope.CanChange(actor, supplierId)) throw new DomainException("actor.not-allowed");
        Auditing.Record(db, actor, "supplier.phone-shown", Subject(supplier), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return (OrganizationDirectory.Details(supplier), supplier.Revision);
    }

    /// <summary>Tells a supplier's phone number, and keeps a record of it.</summary>
    /// <exception cref="DomainException">actor.not-allowed (also a contractor that has no dealings with the supplier), supplier.unknown.</exception>
    public async Task<string?> RevealPhoneAsync(Actor actor, long supplierId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, SupplierScope.Readers, cancellationToken);
        var supplier = await FindAsync(db, actor, supplierId, cancellationToken);
        if (!await MayCallAsync(db, actor, supplierId, cancellationToken)) throw new DomainException("actor.not-allowed");
        Auditing.Record(db, actor, "supplier.phone-shown", Subject(supplier), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return supplier.ContactPhone;
    }

    /// <summary>A contractor has dealings with the suppliers of its sites and registrations.</summary>
    internal static async Task<bool> MayCallAsync(PortalDbContext db, Actor actor, long supplierId, CancellationToken cancellationToken)
    {
        if (SupplierScope.SeesContacts(actor)) return true;
        var contractor = actor.OrganizationId;
        return await db.Set<DeviceRegistration>().Where(VisibleRegistrations.For(actor, db.Set<Site>())).AnyAsync(r => r.ContractorId == contractor && r.SupplierId == supplierId, cancellationToken)
            || await db.Set<Site>().Where(VisibleSites.For(actor)).AnyAsync(s => s.Participants.Any(p => p.OrganizationId == supplierId), cancellationToken);
    }

    private static async Task<OrganizationDetails> AcceptAsync(
        PortalDbContext db, OrganizationDetails details, bool confirmed, CancellationToken cancellationToken)
    {
        var problems = SupplierFields.Check(details, confirmed);
        if (problems.Count > 0) throw new DomainException(problems[0].Code, problems[0].Arguments);
        return await OrganizationRegister.AcceptAsync(db, OrganizationKind.Supplier, details, confirmed, cancellationToken);
    }

    private static async Task<Organization> FindAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await SupplierScope.Visible(db.Set<Organization>(), actor).SingleOrDefaultAsync(o => o.Id == id, cancellationToken)
        ?? throw new DomainException("supplier.unknown");

    private static AuditSubject Subject(Organization supplier) => new("supplier", supplier.Id, supplier.Name);
}
