using Domain;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Registration;

/// <summary>Why a declared site can be linked, or not.</summary>
public enum DeclaredStanding
{
    Free,

    /// <summary>This contractor has linked it before; another point of the same site can be registered.</summary>
    OwnLink,

    /// <summary>Another contractor has linked it.</summary>
    Taken,

    /// <summary>Another contractor declared it.</summary>
    DeclaredByOther,
}

/// <summary>A declared site to choose.</summary>
public sealed record DeclaredSiteRow(string Number, string? Name, string? Address, DateOnly? StartDate, DateOnly? EndDate, string ContractorName, DeclaredStanding Standing);

/// <summary>A muck site of the contractor's that is here already.</summary>
public sealed record KnownSiteRow(long Id, string Name, string Address, string RegionCode, string? Number);

/// <summary>What the form's section on the site offers.</summary>
public sealed class RegistrationSites(IDbContextFactory<PortalDbContext> databases, IOneStopService oneStop)
{
    /// <summary>Declared sites of a district whose number or name holds the text.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.one-stop-unavailable.</exception>
    public async Task<IReadOnlyList<DeclaredSiteRow>> DeclaredAsync(Actor actor, string regionCode, string? text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, RegistrationScope.Writers, cancellationToken);
        IReadOnlyList<DeclaredSite> found;
        try
        {
            found = await oneStop.FindAsync(regionCode, text, cancellationToken);
        }
        catch (OneStopException)
        {
            throw new DomainException("registration.one-stop-unavailable");
        }

        var numbers = found.Select(s => s.Number).ToList();
        var links = await db.Set<DeclaredLink>().Where(l => numbers.Contains(l.Number)).ToDictionaryAsync(l => l.Number, l => l.ContractorId, cancellationToken);
        var code = await db.Set<Organization>().Where(o => o.Id == actor.OrganizationId).Select(o => o.CreditCode).SingleAsync(cancellationToken);
        return [.. found.Select(s => new DeclaredSiteRow(
            s.Number, s.Site.Name, s.Site.Address, s.Site.StartDate, s.Site.EndDate, s.ContractorName,
            links.TryGetValue(s.Number, out var by) ? by == actor.OrganizationId ? DeclaredStanding.OwnLink : DeclaredStanding.Taken
            : s.ContractorCode is { } other && code is not null && other != code ? DeclaredStanding.DeclaredByOther
            : DeclaredStanding.Free))];
    }

    /// <summary>The contractor's own muck sites, by name.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<KnownSiteRow>> KnownAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, RegistrationScope.Writers, cancellationToken);
        return await RegistrationFactsReader.Known(db, actor.OrganizationId).Where(VisibleSites.For(actor)).OrderBy(s => s.Name).ThenBy(s => s.Id).Take(500)
            .Select(s => new KnownSiteRow(s.Id, s.Name, s.Address, s.RegionCode, s.Number)).ToListAsync(cancellationToken);
    }

    /// <summary>The regulators that can be the 管理部门 of a site of that district.</summary>
    public async Task<IReadOnlyList<NamedUnit>> DepartmentsAsync(string? regionCode, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(regionCode)) return [];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await RegistrationFactsReader.Departments(db, regionCode).OrderBy(o => o.Kind).ThenBy(o => o.Name)
            .Select(o => new NamedUnit(o.Id, o.Name)).ToListAsync(cancellationToken);
    }
}
