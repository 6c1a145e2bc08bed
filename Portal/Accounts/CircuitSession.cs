using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Portal.Accounts;

/// <summary>
/// Ends a circuit's session when the account was disabled, its role or password changed, or nobody used the page for
/// <see cref="AccountsSetup.IdleLimit"/>. A circuit outlives its request, so the cookie's own check does not see this.
/// </summary>
internal sealed class CircuitSession(ILoggerFactory logs, SessionCheck sessions, CircuitActivity activity, TimeProvider clock)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        HoldsAsync(authenticationState.User, cancellationToken);

    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellation) =>
        clock.GetUtcNow() - activity.LastAt < AccountsSetup.IdleLimit && await sessions.HoldsAsync(user, cancellation);
}
