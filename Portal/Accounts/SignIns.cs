using System.Security.Claims;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Leave;

namespace Portal.Accounts;

/// <summary>Signing in, choosing a role, and the record of both. Only in a request: it sets the cookie.</summary>
public sealed class SignIns(
    SignInManager<Account> manager, IDbContextFactory<PortalDbContext> contexts, StandIns standIns, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    /// <summary>Failures from one address within <see cref="Window"/>, after which passwords from there are no longer looked at.</summary>
    public const int FailuresPerAddress = 40;

    /// <summary>A password longer than any that can exist is not worth hashing.</summary>
    private const int LongestPassword = PasswordRules.MaxLength;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Checks name and password and signs in: with the only membership, or without one when there are several to choose from.
    /// Wrong name and wrong password look alike and take alike.
    /// </summary>
    public async Task<SignInOutcome> SignInAsync(string userName, string password, string address, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        if (await TooManyFromAsync(address, cancellation)) return SignInOutcome.TooManyAttempts;
        var account = userName.Length <= Account.UserNameLength ? await manager.UserManager.FindByNameAsync(userName.Trim()) : null;
        var outcome = await CheckAsync(account, password);
        if (outcome is SignInOutcome.Success)
        {
            var memberships = await MembershipsAsync(account!.Id, cancellation);
            if (memberships.Count == 0) outcome = SignInOutcome.NoMembership;
            else await manager.SignInWithClaimsAsync(account, isPersistent: false, memberships.Count == 1 && !account.PasswordChangeRequired ? ActorClaims.Of(memberships[0]) : []);
        }
        await RecordAsync(new SignInRecord(clock.GetUtcNow(), account?.Id, address, outcome), cancellation);
        return outcome;
    }

    /// <summary>The memberships an account can act in at present, the last chosen one first.</summary>
    public async Task<IReadOnlyList<Membership>> MembershipsAsync(long accountId, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.Set<Account>().Where(a => a.Id == accountId).Select(a => a.LastMembershipId).FirstOrDefaultAsync(cancellation);
        return await db.Set<Membership>().Include(m => m.Organization)
            .Where(m => m.AccountId == accountId && m.Active && m.Organization.Enabled)
            .OrderByDescending(m => m.Id == last).ThenBy(m => m.Organization.Name).ThenBy(m => m.Role)
            .AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>Goes on in a membership of the account's own; false when there is no such one.</summary>
    public async Task<bool> ChooseAsync(ClaimsPrincipal user, long membershipId, CancellationToken cancellation = default)
    {
        if (await manager.UserManager.GetUserAsync(user) is not { Enabled: true, PasswordChangeRequired: false } account) return false;
        var chosen = (await MembershipsAsync(account.Id, cancellation)).FirstOrDefault(m => m.Id == membershipId);
        if (chosen is null) return false;
        account.LastMembershipId = chosen.Id;
        await manager.UserManager.UpdateAsync(account);
        await manager.SignInWithClaimsAsync(account, isPersistent: false, ActorClaims.Of(chosen));
        return true;
    }

    /// <summary>Goes on as the stand-in by a leave that runs now; false when the account has none such.</summary>
    public async Task<bool> ChooseStandInAsync(ClaimsPrincipal user, long leaveId, CancellationToken cancellation = default)
    {
        if (await manager.UserManager.GetUserAsync(user) is not { Enabled: true, PasswordChangeRequired: false } account) return false;
        var grant = (await standIns.OfAsync(account.Id, cancellation)).FirstOrDefault(g => g.LeaveId == leaveId);
        if (grant is null) return false;
        await manager.SignInWithClaimsAsync(account, isPersistent: false, ActorClaims.Of(grant));
        return true;
    }

    /// <summary>Whether the password is one that an administrator gave out: then no role can be chosen before it is changed.</summary>
    public async Task<bool> MustChangePasswordAsync(ClaimsPrincipal user) => await manager.UserManager.GetUserAsync(user) is { PasswordChangeRequired: true };

    /// <summary>Changes the own password. All other sessions of the account end; this one goes on in its role.</summary>
    /// <returns>The codes of broken rules; empty when it was changed.</returns>
    public async Task<IReadOnlyList<string>> ChangePasswordAsync(ClaimsPrincipal user, string present, string wanted, CancellationToken cancellation = default)
    {
        if (await manager.UserManager.GetUserAsync(user) is not { Enabled: true } account) return ["password.not-changed"];
        // Also counts as a failed attempt, or a stolen session could guess on.
        var check = await CheckAsync(account, present);
        if (check is not SignInOutcome.Success) return [check is SignInOutcome.LockedOut ? "password.locked-out" : "password.wrong"];
        // Whoever gave out the present one knows it.
        if (account.PasswordChangeRequired && present == wanted) return ["password.same"];
        var required = account.PasswordChangeRequired;
        account.PasswordChangeRequired = false;
        var result = await manager.UserManager.ChangePasswordAsync(account, present, wanted);
        if (!result.Succeeded)
        {
            account.PasswordChangeRequired = required;
            return [.. result.Errors.Select(error => error.Code)];
        }

        var memberships = await MembershipsAsync(account.Id, cancellation);
        var chosen = memberships.FirstOrDefault(m => m.Id == user.MembershipId()) ?? (memberships is [var only] ? only : null);
        await manager.SignInWithClaimsAsync(account, isPersistent: false, chosen is null ? [] : ActorClaims.Of(chosen));
        return [];
    }

    public Task SignOutAsync() => manager.SignOutAsync();

    /// <summary>An account's latest attempts, newest first.</summary>
    public async Task<IReadOnlyList<SignInRecord>> LatestAsync(long accountId, int count, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<SignInRecord>().Where(r => r.AccountId == accountId).OrderByDescending(r => r.At).Take(count)
            .AsNoTracking().ToListAsync(cancellation);
    }

    private async Task<SignInOutcome> CheckAsync(Account? account, string password)
    {
        if (password.Length > LongestPassword) password = password[..LongestPassword];
        if (account is null)
        {
            hasher.HashPassword(new Account(), password);
            return SignInOutcome.UnknownAccount;
        }
        var result = await manager.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut) return SignInOutcome.LockedOut;
        if (!result.Succeeded) return SignInOutcome.WrongPassword;
        return account.Enabled ? SignInOutcome.Success : SignInOutcome.Disabled;
    }

    private async Task<bool> TooManyFromAsync(string address, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Window;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var failures = await db.Set<SignInRecord>().CountAsync(
            r => r.Address == address && r.At > since && (r.Outcome == SignInOutcome.WrongPassword || r.Outcome == SignInOutcome.UnknownAccount
                || r.Outcome == SignInOutcome.LockedOut), cancellation);
        return failures >= FailuresPerAddress;
    }

    private async Task RecordAsync(SignInRecord record, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(record);
        await db.SaveChangesAsync(cancellation);
    }
}
