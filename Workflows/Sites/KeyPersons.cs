using Domain;
using Domain.Audit;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Leave;
using Workflows.Organizations;

namespace Workflows.Sites;

/// <summary>Who holds a key post of a site.</summary>
/// <param name="Post">The post.</param>
/// <param name="UnitName">The unit that fills it.</param>
/// <param name="MembershipId">The holder's; null while nobody is named.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="StandInName">Who stands in at this moment; null when nobody does, and for readers whom leave does not concern.</param>
/// <param name="Candidates">Who can be named, for a reader who may name; empty for others.</param>
public sealed record KeyPerson(
    KeyPost Post, string UnitName, long? MembershipId, string? Name, string? StandInName, IReadOnlyList<(long MembershipId, string Name)> Candidates);

/// <summary>Names a key person.</summary>
public sealed record NameKeyPerson
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }

    /// <summary>Of somebody in the actor's unit.</summary>
    public required long MembershipId { get; init; }
}

/// <summary>关键岗位人员 of sites: project manager and chief supervision engineer, each named by their unit.</summary>
public sealed class KeyPersons(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private static readonly Role[] Namers = [Role.ProjectManager, Role.SiteClerk, Role.SupervisionEngineer];

    /// <exception cref="DomainException">site.unknown.</exception>
    public async Task<IReadOnlyList<KeyPerson>> ReadAsync(Actor actor, long siteId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var site = await FindAsync(db.Set<Site>().AsNoTracking(), db, actor, siteId, cancellationToken);
        var now = time.GetUtcNow();
        var persons = new List<KeyPerson>();
        foreach (var unit in site.Participants.Where(p => KeyPosts.Of(p.Kind) is not null).OrderBy(p => p.Kind))
        {
            var post = KeyPosts.Of(unit.Kind)!.Value;
            var name = await NameAsync(db, unit.KeyMembershipId, cancellationToken);
            var standIn = await db.Set<LeaveRequest>().VisibleTo(db, actor).Where(l => l.SiteId == siteId && l.MembershipId == unit.KeyMembershipId
                    && l.Status == LeaveStatus.Approved && l.From <= now && now < l.To)
                .Select(l => l.StandInName).FirstOrDefaultAsync(cancellationToken);
            var names = actor.StandIn is null && Namers.Contains(actor.Role) && unit.OrganizationId == actor.OrganizationId;
            var candidates = names
                ? await LeaveScope.Qualified(db, unit.OrganizationId, post).OrderBy(q => q.Name).Select(q => new { q.Membership.Id, q.Name }).ToListAsync(cancellationToken)
                : [];
            persons.Add(new KeyPerson(post, unit.Organization.Name, unit.KeyMembershipId, name, standIn, [.. candidates.Select(c => (c.Id, c.Name))]));
        }

        return persons;
    }

    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in, site.unknown, site.key-person-unit, site.key-person-role, site.changed-meanwhile.</exception>
    public async Task NameAsync(NameKeyPerson request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Namers, cancellationToken);
        var site = await FindAsync(db.Set<Site>(), db, actor, request.SiteId, cancellationToken);
        var person = await db.Set<Membership>().SingleOrDefaultAsync(m => m.Id == request.MembershipId && m.OrganizationId == actor.OrganizationId, cancellationToken)
            ?? throw new DomainException("site.key-person-role");
        var before = site.Participants.FirstOrDefault(p => p.OrganizationId == actor.OrganizationId)?.KeyMembershipId;
        site.NameKeyPerson(person);
        if (before == person.Id) return;
        // Two who name at once meet at the site.
        db.Entry(site).Property(s => s.Name).IsModified = true;
        Auditing.Record(
            db, actor, "site.key-person", new AuditSubject("site", site.Id, site.Name), time.GetUtcNow(),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["keyPerson"] = await NameAsync(db, before, cancellationToken) },
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["keyPerson"] = await NameAsync(db, person.Id, cancellationToken) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("site.changed-meanwhile");
        }
    }

    private static async Task<Site> FindAsync(IQueryable<Site> sites, PortalDbContext db, Actor actor, long siteId, CancellationToken cancellationToken)
    {
        var standing = Memberships.Standing(db, actor);
        return await sites.Include(s => s.Participants).ThenInclude(p => p.Organization).Where(VisibleSites.For(actor)).Where(_ => standing.Any())
            .SingleOrDefaultAsync(s => s.Id == siteId, cancellationToken) ?? throw new DomainException("site.unknown");
    }

    private static Task<string?> NameAsync(PortalDbContext db, long? membershipId, CancellationToken cancellationToken) =>
        (from membership in db.Set<Membership>()
         join account in db.Set<Account>() on membership.AccountId equals account.Id
         where membership.Id == membershipId
         select account.DisplayName).SingleOrDefaultAsync(cancellationToken);
}
