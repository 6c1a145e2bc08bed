using Domain;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Organizations;

/// <summary>Reads of the register of organizations.</summary>
public sealed class OrganizationDirectory(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private const int MaxOptions = 50;

    /// <summary>The register, for administrators.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<OrganizationRow>> ListAsync(Actor actor, OrganizationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var rows = db.Set<Organization>().AsNoTracking();
        if (query.Kind is { } kind) rows = rows.Where(o => o.Kind == kind);
        if (query.Enabled is { } enabled) rows = rows.Where(o => o.Enabled == enabled);
        if (!string.IsNullOrEmpty(query.RegionCode))
        {
            var within = LikePattern.StartingWith(Within(query.RegionCode));
            rows = rows.Where(o => EF.Functions.Like(o.RegionCode!, within, LikePattern.Escape));
        }

        rows = Named(rows, query.Text);
        var total = await rows.CountAsync(cancellationToken);
        var page = await Sorted(rows, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(o => new OrganizationRow(
                o.Id, o.Kind, o.Name, o.ShortName, o.CreditCode, o.RegionCode, o.ContactName, o.Enabled,
                db.Set<Membership>().Count(m => m.OrganizationId == o.Id && m.Active)))
            .ToListAsync(cancellationToken);
        return new PageOf<OrganizationRow>(page, total);
    }

    /// <summary>One organization for editing.</summary>
    /// <exception cref="DomainException">actor.not-allowed, organization.unknown.</exception>
    public async Task<OrganizationView> ReadAsync(Actor actor, long organizationId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var o = await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == organizationId, cancellationToken)
            ?? throw new DomainException("organization.unknown");
        return new OrganizationView(o.Id, o.Kind, Details(o), o.Enabled, o.Revision);
    }

    /// <summary>
    /// What a form may choose from: the enabled organizations of a kind whose name holds the text, at most 50 by name. Names of companies are
    /// no secret among those who are signed in; contacts are not given. A restricted supplier is there, with its restriction.
    /// </summary>
    public async Task<IReadOnlyList<OrganizationOption>> OptionsAsync(
        OrganizationKind kind, string? text, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Named(db.Set<Organization>().AsNoTracking().Where(o => o.Kind == kind && o.Enabled), text)
            .OrderBy(o => o.Name).Take(MaxOptions).Select(o => new { o.Id, o.Name, o.ShortName }).ToListAsync(cancellationToken);
        var ids = kind == OrganizationKind.Supplier ? found.ConvertAll(o => o.Id) : [];
        var restrictions = ids.Count == 0 ? [] : await RestrictionsAsync(db, ids, cancellationToken);
        return [.. found.Select(o => new OrganizationOption(o.Id, o.Name, o.ShortName, restrictions.GetValueOrDefault(o.Id)))];
    }

    /// <summary>The names of chosen organizations, also of disabled ones, for showing a form again.</summary>
    public async Task<OrganizationOption?> OptionAsync(long organizationId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Organization>().Where(o => o.Id == organizationId).Select(o => new { o.Id, o.Name, o.ShortName })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var restrictions = await RestrictionsAsync(db, [organizationId], cancellationToken);
        return new OrganizationOption(found.Id, found.Name, found.ShortName, restrictions.GetValueOrDefault(found.Id));
    }

    internal static OrganizationDetails Details(Organization organization) => new()
    {
        Name = organization.Name,
        ShortName = organization.ShortName,
        CreditCode = organization.CreditCode,
        RegionCode = organization.RegionCode,
        Address = organization.Address,
        ContactName = organization.ContactName,
        ContactPhone = organization.ContactPhone,
    };

    private async Task<Dictionary<long, OptionRestriction>> RestrictionsAsync(PortalDbContext db, List<long> ids, CancellationToken cancellationToken)
    {
        var today = WorkingCalendar.ShanghaiDate(time.GetUtcNow());
        var standing = await db.Set<SupplierRestriction>().AsNoTracking()
            .Where(r => ids.Contains(r.SupplierId) && r.LiftedAt == null).ToListAsync(cancellationToken);
        return standing.Where(r => r.InForceOn(today)).GroupBy(r => r.SupplierId).ToDictionary(
            g => g.Key,
            g => g.MaxBy(r => r.Until ?? DateOnly.MaxValue) is { } longest ? new OptionRestriction(longest.Kind, longest.Until) : null!);
    }

    private static IQueryable<Organization> Named(IQueryable<Organization> organizations, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return organizations;
        var like = LikePattern.Containing(text.Trim());
        return organizations.Where(o => EF.Functions.Like(o.Name, like, LikePattern.Escape)
            || EF.Functions.Like(o.ShortName!, like, LikePattern.Escape) || EF.Functions.Like(o.CreditCode!, like, LikePattern.Escape));
    }

    private static IOrderedQueryable<Organization> Sorted(IQueryable<Organization> rows, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("name", false) => rows.OrderBy(o => o.Name).ThenBy(o => o.Id),
        ("name", true) => rows.OrderByDescending(o => o.Name).ThenBy(o => o.Id),
        ("region", false) => rows.OrderBy(o => o.RegionCode).ThenBy(o => o.Name).ThenBy(o => o.Id),
        ("region", true) => rows.OrderByDescending(o => o.RegionCode).ThenBy(o => o.Name).ThenBy(o => o.Id),
        _ => rows.OrderBy(o => o.Kind).ThenBy(o => o.Name).ThenBy(o => o.Id),
    };

    /// <summary>The digits that all regions within a region begin with.</summary>
    internal static string Within(string region) =>
        region.EndsWith("0000", StringComparison.Ordinal) ? region[..2] : region.EndsWith("00", StringComparison.Ordinal) ? region[..4] : region;
}
