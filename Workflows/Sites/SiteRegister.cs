using Domain;
using Domain.Access;
using Domain.Audit;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Sites;

/// <summary>Contractors register their sites and correct what they declared, until the site is connected.</summary>
public sealed class SiteRegister(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private static readonly Role[] Writers = [Role.ProjectManager, Role.SiteClerk];

    /// <returns>The new site's id.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed; the first problem of <see cref="SiteFields.Check"/>; site.region-unregulated; organization.unknown, organization.disabled.
    /// </exception>
    public async Task<long> RegisterAsync(RegisterSite request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Writers, cancellationToken);
        await AcceptAsync(db, request.Details, request.OwnerId, request.SupervisorId, cancellationToken);
        var owner = await UnitAsync(db, request.OwnerId, OrganizationKind.Owner, cancellationToken);
        var supervisor = await UnitAsync(db, request.SupervisorId, OrganizationKind.Supervisor, cancellationToken);
        var site = new Site(request.Details);
        site.AddParticipant(await UnitAsync(db, request.Actor.OrganizationId, OrganizationKind.Contractor, cancellationToken));
        site.AddParticipant(owner);
        site.AddParticipant(supervisor);
        await db.AddAsync(site, cancellationToken);
        Auditing.Record(
            db, request.Actor, "site.register", Subject(site), time.GetUtcNow(), after: SiteFields.Audited(site, owner.Name, supervisor.Name));
        await db.SaveChangesAsync(cancellationToken);
        return site.Id;
    }

    /// <exception cref="DomainException">
    /// As <see cref="RegisterAsync"/>; site.unknown, site.already-connected, site.changed-meanwhile; site.under-review (number) while officials work
    /// on what was declared; site.parties-fixed when region or units would change during a correction; site.muck-fixed when what the registration
    /// of its devices says of the site would change.
    /// </exception>
    public async Task ChangeAsync(ChangeSite request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, request.Actor, Writers, cancellationToken);
        var site = await db.Set<Site>().Include(s => s.Participants).ThenInclude(p => p.Organization).Where(VisibleSites.For(request.Actor))
            .SingleOrDefaultAsync(s => s.Id == request.SiteId, cancellationToken) ?? throw new DomainException("site.unknown");
        if (site.Revision != request.Revision) throw new DomainException("site.changed-meanwhile");
        await RequireChangeableAsync(db, site, request, cancellationToken);
        await AcceptAsync(db, request.Details, request.OwnerId, request.SupervisorId, cancellationToken);

        var before = SiteFields.Audited(site, NameOf(site, OrganizationKind.Owner), NameOf(site, OrganizationKind.Supervisor));
        site.Change(request.Details);
        foreach (var (id, kind) in new[] { (request.OwnerId, OrganizationKind.Owner), (request.SupervisorId, OrganizationKind.Supervisor) })
        {
            if (site.ParticipantId(kind) != id) site.ReplaceParticipant(await UnitAsync(db, id, kind, cancellationToken));
        }

        // Other units alone are a change of the site too.
        db.Entry(site).Property(s => s.Name).IsModified = true;
        Auditing.Record(
            db, request.Actor, "site.change", Subject(site), time.GetUtcNow(), before,
            SiteFields.Audited(site, NameOf(site, OrganizationKind.Owner), NameOf(site, OrganizationKind.Supervisor)));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("site.changed-meanwhile");
        }
    }

    /// <summary>The application that is under way for a site, if it was submitted.</summary>
    internal static IQueryable<AccessApplication> UnderWay(PortalDbContext db, long siteId) => db.Set<AccessApplication>().Where(a =>
        a.SiteId == siteId && (a.Status == AccessStatus.UnderReview || a.Status == AccessStatus.Correction || a.Status == AccessStatus.Approved));

    private static async Task RequireChangeableAsync(PortalDbContext db, Site site, ChangeSite request, CancellationToken cancellationToken)
    {
        var (asked, kept) = (request.Details, (site.Name, site.Address, site.RegionCode, site.StartDate, site.EndDate));
        if ((asked.Name?.Trim(), asked.Address?.Trim(), asked.RegionCode, asked.StartDate, asked.EndDate) != kept
            && await db.Set<MuckSite>().AnyAsync(m => m.SiteId == site.Id, cancellationToken))
        {
            throw new DomainException("site.muck-fixed");
        }

        var open = await UnderWay(db, site.Id).Select(a => new { a.Number, a.Status }).FirstOrDefaultAsync(cancellationToken);
        if (open is null) return;
        if (open.Status != AccessStatus.Correction) throw new DomainException("site.under-review", open.Number!);
        if (site.RegionCode != request.Details.RegionCode || site.ParticipantId(OrganizationKind.Owner) != request.OwnerId
            || site.ParticipantId(OrganizationKind.Supervisor) != request.SupervisorId)
        {
            throw new DomainException("site.parties-fixed", open.Number!);
        }
    }

    private static async Task AcceptAsync(PortalDbContext db, SiteDetails details, long ownerId, long supervisorId, CancellationToken cancellationToken)
    {
        var problems = SiteFields.Check(details, ownerId, supervisorId);
        if (problems.Count > 0) throw new DomainException(problems[0].Code, problems[0].Arguments);
        var regulated = await db.Set<Organization>().AnyAsync(
            o => o.Kind == OrganizationKind.CountyRegulator && o.Enabled && o.RegionCode == details.RegionCode, cancellationToken);
        if (!regulated) throw new DomainException("site.region-unregulated", details.RegionCode);
    }

    private static async Task<Organization> UnitAsync(PortalDbContext db, long id, OrganizationKind kind, CancellationToken cancellationToken)
    {
        var unit = await db.Set<Organization>().SingleOrDefaultAsync(o => o.Id == id && o.Kind == kind, cancellationToken)
            ?? throw new DomainException("organization.unknown");
        return unit.Enabled ? unit : throw new DomainException("organization.disabled", unit.Name);
    }

    private static string NameOf(Site site, OrganizationKind kind) => site.Participants.FirstOrDefault(p => p.Kind == kind)?.Organization.Name ?? "";

    private static AuditSubject Subject(Site site) => new("site", site.Id, site.Name);
}
