using System.Security.Claims;
using Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Portal.Accounts;

/// <summary>Adds the person's name to what Identity puts into the cookie.</summary>
internal sealed class AccountPrincipal(UserManager<Account> manager, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(manager, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ActorClaims.DisplayName, user.DisplayName));
        return identity;
    }
}
