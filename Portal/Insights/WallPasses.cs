using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Accounts;

namespace Portal.Insights;

/// <summary>
/// Addresses of wall screens. A screen on a wall has nobody who signs in, and a session kept alive for it would be a regulator's session left open. So
/// the address itself says, sealed, whose figures it shows and until when; it opens that one page of figures and nothing else, and ends early with
/// the membership, the account or its password.
/// </summary>
public sealed class WallPasses(
    IDataProtectionProvider protection, IDbContextFactory<PortalDbContext> contexts, SessionCheck sessions, IOptions<IdentityOptions> options, TimeProvider clock)
{
    /// <summary>How long an address shows figures.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    private readonly IDataProtector _seal = protection.CreateProtector("wall-screen");

    private string Stamp => options.Value.ClaimsIdentity.SecurityStampClaimType;

    /// <summary>A pass for who is signed in; null for stand-ins and before a role is chosen.</summary>
    public string? Issue(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.AccountId() is not { } account || user.MembershipId() is not { } membership || user.StandInLeaveId() is not null) return null;
        var ends = (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds();
        return _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{ends} {account} {membership} {user.FindFirstValue(Stamp)}"));
    }

    /// <summary>Whose figures a pass shows; null when it is none, or over.</summary>
    public async Task<Actor?> ReadAsync(string pass, CancellationToken cancellation = default)
    {
        if (Open(pass) is not [var ends, var account, var id, var stamp]) return null;
        if (clock.GetUtcNow() >= DateTimeOffset.FromUnixTimeSeconds(long.Parse(ends, CultureInfo.InvariantCulture))) return null;
        var membershipId = long.Parse(id, CultureInfo.InvariantCulture);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var membership = await db.Set<Membership>().AsNoTracking().Include(m => m.Organization).SingleOrDefaultAsync(m => m.Id == membershipId, cancellation);
        if (membership is null) return null;
        var user = new ClaimsPrincipal(new ClaimsIdentity([.. ActorClaims.Of(membership), new Claim(ClaimTypes.NameIdentifier, account), new Claim(Stamp, stamp)], "wall"));
        return await sessions.HoldsAsync(user, cancellation) && user.TryGetActor(clock, out var actor) ? actor : null;
    }

    private string[]? Open(string pass)
    {
        try
        {
            return _seal.Unprotect(pass).Split(' ');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
