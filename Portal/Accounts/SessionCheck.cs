using System.Security.Claims;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Leave;

namespace Portal.Accounts;

/// <summary>
/// Whether a session still stands: the account is enabled, its security stamp is the one signed in with, and the chosen membership is
/// active, in the same role, or the leave running that a stand-in acts by. Asked at each request and every few seconds by each circuit.
/// </summary>
public sealed class SessionCheck(IDbContextFactory<PortalDbContext> contexts, StandIns standIns, IOptions<IdentityOptions> options)
{
    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.AccountId() is not { } accountId) return false;
        // A stand-in's role is the absent person's, as long as the leave runs; the account itself is checked as everybody's.
        if (user.StandInLeaveId() is { } leave)
            return await HoldsAsync(user.WithoutRole(), cancellation) && await standIns.HoldsAsync(accountId, leave, cancellation);
        var membershipId = user.MembershipId();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = await db.Set<Account>()
            .Where(account => account.Id == accountId)
            .Select(account => new
            {
                account.Enabled,
                account.SecurityStamp,
                Role = db.Set<Membership>()
                    .Where(m => m.Id == membershipId && m.AccountId == accountId && m.Active && m.Organization.Enabled)
                    .Select(m => (Role?)m.Role)
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellation);
        return now is { Enabled: true }
            && now.SecurityStamp == user.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType)
            && (membershipId is null || now.Role?.ToString() == user.FindFirstValue(ClaimTypes.Role));
    }
}
