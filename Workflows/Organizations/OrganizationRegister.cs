using Domain;
using Domain.Audit;
using Domain.Organizations;
using Domain.Regions;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;

namespace Workflows.Organizations;

/// <summary>Changes of the register of organizations, by administrators, each with its audit entry.</summary>
public sealed class OrganizationRegister(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private const string CreditCodeIndex = "IX_Organization_CreditCode_Kind";
    private const string NameIndex = "IX_Organization_Kind_Name";

    private static readonly Role[] Keepers = [Role.Administrator];

    /// <returns>The new organization's id.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed; the first problem of <see cref="OrganizationFields.Check"/>; organization.region-unknown,
    /// organization.credit-code-taken, organization.name-taken.
    /// </exception>
    public async Task<long> CreateAsync(CreateOrganization request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Keepers, cancellationToken);
        var details = await AcceptAsync(db, request.Kind, request.Details, request.CreditCodeConfirmed, cancellationToken);
        var organization = new Organization(request.Kind, details);
        await db.AddAsync(organization, cancellationToken);
        Auditing.Record(db, request.Actor, "organization.create", Subject(organization), time.GetUtcNow(), after: OrganizationFields.Audited(organization));
        await SaveAsync(db, organization, cancellationToken);
        return organization.Id;
    }

    /// <exception cref="DomainException">As <see cref="CreateAsync"/>; organization.unknown, organization.changed-meanwhile.</exception>
    public async Task ChangeAsync(ChangeOrganization request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Keepers, cancellationToken);
        var organization = await FindAsync(db, request.OrganizationId, cancellationToken);
        if (organization.Revision != request.Revision) throw new DomainException("organization.changed-meanwhile");
        // A code that was confirmed once needs no second confirmation while it stays the same.
        var confirmed = request.CreditCodeConfirmed
            || string.Equals(organization.CreditCode, request.Details.CreditCode?.Trim(), StringComparison.OrdinalIgnoreCase);
        var before = OrganizationFields.Audited(organization);
        organization.Change(await AcceptAsync(db, organization.Kind, request.Details, confirmed, cancellationToken));
        Auditing.Record(db, request.Actor, "organization.change", Subject(organization), time.GetUtcNow(), before, OrganizationFields.Audited(organization));
        await SaveAsync(db, organization, cancellationToken);
    }

    /// <summary>Disables or enables. A disabled organization's people cannot act from their next action on.</summary>
    /// <exception cref="DomainException">actor.not-allowed, organization.unknown, organization.own, organization.changed-meanwhile.</exception>
    public async Task SetEnabledAsync(Actor actor, long organizationId, bool enabled, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var organization = await FindAsync(db, organizationId, cancellationToken);
        if (organization.Id == actor.OrganizationId) throw new DomainException("organization.own");
        if (organization.Enabled == enabled) return;
        var before = OrganizationFields.Audited(organization);
        if (enabled) organization.Enable();
        else organization.Disable();
        Auditing.Record(
            db, actor, enabled ? "organization.enable" : "organization.disable", Subject(organization), time.GetUtcNow(), before,
            OrganizationFields.Audited(organization));
        await SaveAsync(db, organization, cancellationToken);
    }

    internal static async Task<OrganizationDetails> AcceptAsync(
        PortalDbContext db, OrganizationKind kind, OrganizationDetails details, bool confirmed, CancellationToken cancellationToken)
    {
        var problems = OrganizationFields.Check(kind, details, confirmed);
        if (problems.Count > 0) throw new DomainException(problems[0].Code, problems[0].Arguments);
        var clean = OrganizationFields.Clean(details);
        if (clean.RegionCode is { } code && !await db.Set<Region>().AnyAsync(r => r.Code == code, cancellationToken))
            throw new DomainException("organization.region-unknown", code);
        return clean;
    }

    private static async Task<Organization> FindAsync(PortalDbContext db, long id, CancellationToken cancellationToken) =>
        await db.Set<Organization>().SingleOrDefaultAsync(o => o.Id == id, cancellationToken) ?? throw new DomainException("organization.unknown");

    private static AuditSubject Subject(Organization organization) => new("organization", organization.Id, organization.Name);

    internal static async Task SaveAsync(PortalDbContext db, Organization organization, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("organization.changed-meanwhile");
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation(CreditCodeIndex))
        {
            throw new DomainException("organization.credit-code-taken", organization.CreditCode!, organization.Kind);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation(NameIndex))
        {
            throw new DomainException("organization.name-taken", organization.Name, organization.Kind);
        }
    }
}
