using Domain;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Accounts;

/// <summary>Reads of accounts, for administrators.</summary>
public sealed class AccountDirectory(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private const int RolesInList = 3;

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<AccountRow>> ListAsync(Actor actor, AccountQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var now = time.GetUtcNow();
        var memberships = db.Set<Membership>();
        var rows = db.Set<Account>().AsNoTracking();
        if (query.Enabled is { } enabled) rows = rows.Where(a => a.Enabled == enabled);
        if (query.LockedOnly) rows = rows.Where(a => a.LockoutEnd > now);
        if (query.Role is { } role) rows = rows.Where(a => memberships.Any(m => m.AccountId == a.Id && m.Active && m.Role == role));
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            var upper = LikePattern.Containing(query.Text.Trim().ToUpperInvariant());
            rows = rows.Where(a => EF.Functions.Like(a.NormalizedUserName!, upper, LikePattern.Escape)
                || EF.Functions.Like(a.DisplayName, like, LikePattern.Escape)
                || memberships.Any(m => m.AccountId == a.Id && m.Active && EF.Functions.Like(m.Organization.Name, like, LikePattern.Escape)));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await Sorted(rows, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(a => new { a.Id, a.UserName, a.DisplayName, a.Enabled, a.LockoutEnd, a.PasswordChangeRequired, a.CreatedAt })
            .ToListAsync(cancellationToken);
        var ids = page.ConvertAll(a => a.Id);
        var roles = await memberships.Where(m => ids.Contains(m.AccountId) && m.Active).OrderBy(m => m.Id)
            .Select(m => new { m.AccountId, m.Role, m.Organization.Name }).ToListAsync(cancellationToken);
        return new PageOf<AccountRow>([.. page.Select(a =>
        {
            var own = roles.FindAll(r => r.AccountId == a.Id);
            return new AccountRow(
                a.Id, a.UserName!, a.DisplayName, a.Enabled, Locked(a.LockoutEnd, now), a.PasswordChangeRequired, a.CreatedAt,
                [.. own.Take(RolesInList).Select(r => new AccountRole(r.Role, r.Name))], own.Count);
        })], total);
    }

    /// <exception cref="DomainException">actor.not-allowed, account.unknown.</exception>
    public async Task<AccountView> ReadAsync(Actor actor, long accountId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var a = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == accountId, cancellationToken)
            ?? throw new DomainException("account.unknown");
        var memberships = await db.Set<Membership>().Where(m => m.AccountId == accountId).OrderByDescending(m => m.Active).ThenBy(m => m.Id)
            .Select(m => new MembershipView(
                m.Id, m.OrganizationId, m.Organization.Name, m.Organization.Kind, m.Organization.Enabled, m.Role, m.Active))
            .ToListAsync(cancellationToken);
        return new AccountView(
            a.Id, a.UserName!, a.DisplayName, a.PhoneNumber, a.Enabled, Locked(a.LockoutEnd, time.GetUtcNow()), a.PasswordChangeRequired, a.CreatedAt,
            a.Id == actor.AccountId, memberships);
    }

    private static DateTimeOffset? Locked(DateTimeOffset? until, DateTimeOffset now) => until > now ? until : null;

    private static IOrderedQueryable<Account> Sorted(IQueryable<Account> rows, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("name", false) => rows.OrderBy(a => a.DisplayName).ThenBy(a => a.Id),
        ("name", true) => rows.OrderByDescending(a => a.DisplayName).ThenBy(a => a.Id),
        ("created", false) => rows.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id),
        ("created", true) => rows.OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id),
        (_, true) => rows.OrderByDescending(a => a.NormalizedUserName),
        _ => rows.OrderBy(a => a.NormalizedUserName),
    };
}
