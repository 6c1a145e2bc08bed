using System.Text.RegularExpressions;
using Domain;
using Domain.Access;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Accounts;

/// <summary>Changes of accounts by administrators, each with its audit entry in the same save.</summary>
public sealed partial class AccountRegister(
    IDbContextFactory<PortalDbContext> databases, IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, TimeProvider time)
{
    private const string UserNameIndex = "IX_Account_NormalizedUserName";
    private const int PhoneLength = 32;

    /// <exception cref="DomainException">
    /// actor.not-allowed; field.required, field.too-long, field.phone; account.user-name-malformed, account.user-name-taken;
    /// organization.unknown, organization.disabled, membership.role-does-not-fit.
    /// </exception>
    public async Task<CreatedAccount> CreateAsync(CreateAccount request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = Check(request.UserName, request.DisplayName, request.Phone);
        if (problems.Count > 0) throw new DomainException(problems[0].Code, problems[0].Arguments);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.Administrator], cancellationToken);
        var organization = await OrganizationAsync(db, request.OrganizationId, cancellationToken);
        var now = time.GetUtcNow();
        var userName = request.UserName.Trim();
        var account = new Account
        {
            UserName = userName,
            NormalizedUserName = normalizer.NormalizeName(userName),
            DisplayName = request.DisplayName.Trim(),
            PhoneNumber = Text(request.Phone),
            SecurityStamp = NewStamp(),
            LockoutEnabled = true,
            PasswordChangeRequired = true,
            CreatedAt = now,
        };
        var password = InitialPassword.Generate();
        account.PasswordHash = hasher.HashPassword(account, password);
        await db.AddAsync(account, cancellationToken);
        await db.AddAsync(new Membership(account.Id, organization, request.Role), cancellationToken);
        Auditing.Record(db, request.Actor, "account.create", Subject(account), now, after: Audited(account));
        Auditing.Record(db, request.Actor, "membership.add", Subject(account), now, after: Audited(organization, request.Role));
        await SaveAsync(db, cancellationToken);
        return new CreatedAccount(account.Id, userName, password);
    }

    /// <exception cref="DomainException">actor.not-allowed, account.unknown, account.changed-meanwhile, and the field.* of <see cref="CreateAsync"/>.</exception>
    public async Task ChangeAsync(ChangeAccount request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = Check(userName: null, request.DisplayName, request.Phone);
        if (problems.Count > 0) throw new DomainException(problems[0].Code, problems[0].Arguments);
        await ChangeAsync(request.Actor, request.AccountId, "account.change", account =>
        {
            account.DisplayName = request.DisplayName.Trim();
            account.PhoneNumber = Text(request.Phone);
        }, cancellationToken);
    }

    /// <summary>Disables or enables. Disabling ends all sessions of the account at their next check.</summary>
    /// <exception cref="DomainException">actor.not-allowed, account.unknown, account.own, account.changed-meanwhile.</exception>
    public async Task SetEnabledAsync(Actor actor, long accountId, bool enabled, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (accountId == actor.AccountId) throw new DomainException("account.own");
        await ChangeAsync(actor, accountId, enabled ? "account.enable" : "account.disable", account =>
        {
            account.Enabled = enabled;
            account.SecurityStamp = NewStamp();
        }, cancellationToken);
    }

    /// <summary>Gives the account a new password, ends its sessions and a lockout. It must be changed at the next sign-in.</summary>
    /// <returns>The password, shown once.</returns>
    /// <exception cref="DomainException">actor.not-allowed, account.unknown, account.own, account.changed-meanwhile.</exception>
    public async Task<string> ResetPasswordAsync(Actor actor, long accountId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        // One's own is changed on the page that asks for the present one.
        if (accountId == actor.AccountId) throw new DomainException("account.own");
        var password = InitialPassword.Generate();
        await ChangeAsync(actor, accountId, "account.reset-password", account =>
        {
            account.PasswordHash = hasher.HashPassword(account, password);
            account.PasswordChangeRequired = true;
            account.SecurityStamp = NewStamp();
            Unlock(account);
        }, cancellationToken);
        return password;
    }

    /// <summary>Ends a lockout before its time.</summary>
    /// <exception cref="DomainException">actor.not-allowed, account.unknown, account.changed-meanwhile.</exception>
    public Task UnlockAsync(Actor actor, long accountId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, accountId, "account.unlock", Unlock, cancellationToken);

    /// <summary>What is wrong with what was typed; a null user name is not looked at.</summary>
    public static IReadOnlyList<FormProblem> Check(string? userName, string displayName, string? phone)
    {
        ArgumentNullException.ThrowIfNull(displayName);
        var problems = new List<FormProblem>();
        if (userName is not null)
        {
            if (string.IsNullOrWhiteSpace(userName)) problems.Add(new("userName", "field.required"));
            else if (!UserName().IsMatch(userName.Trim())) problems.Add(new("userName", "account.user-name-malformed"));
        }

        if (string.IsNullOrWhiteSpace(displayName)) problems.Add(new("displayName", "field.required"));
        else if (displayName.Trim().Length > Account.DisplayNameLength) problems.Add(new("displayName", "field.too-long", Account.DisplayNameLength));
        if (Text(phone) is { } number && (number.Length > PhoneLength || !AccessFormRules.IsPhone(number))) problems.Add(new("phone", "field.phone"));
        return problems;
    }

    internal static AuditSubject Subject(Account account) => new("account", account.Id, $"{account.DisplayName} ({account.UserName})");

    internal static IReadOnlyDictionary<string, object?> Audited(Organization organization, Role role) =>
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["organization"] = organization.Name, ["role"] = role };

    internal static async Task<Organization> OrganizationAsync(PortalDbContext db, long id, CancellationToken cancellationToken)
    {
        var organization = await db.Set<Organization>().SingleOrDefaultAsync(o => o.Id == id, cancellationToken)
            ?? throw new DomainException("organization.unknown");
        return organization.Enabled ? organization : throw new DomainException("organization.disabled", organization.Name);
    }

    private async Task ChangeAsync(Actor actor, long accountId, string action, Action<Account> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken)
            ?? throw new DomainException("account.unknown");
        var before = Audited(account);
        change(account);
        account.ConcurrencyStamp = NewStamp();
        Auditing.Record(db, actor, action, Subject(account), time.GetUtcNow(), before, Audited(account));
        await SaveAsync(db, cancellationToken);
    }

    private static async Task SaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("account.changed-meanwhile");
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation(UserNameIndex))
        {
            throw new DomainException("account.user-name-taken");
        }
    }

    private static Dictionary<string, object?> Audited(Account account) => new(StringComparer.Ordinal)
    {
        ["userName"] = account.UserName,
        ["displayName"] = account.DisplayName,
        ["phone"] = Auditing.Mask(account.PhoneNumber),
        ["enabled"] = account.Enabled,
        ["passwordChangeRequired"] = account.PasswordChangeRequired,
    };

    private static void Unlock(Account account)
    {
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9._-]{2,63}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex UserName();
}
