using Domain.Organizations;
using Microsoft.AspNetCore.Components.Authorization;

namespace Portal.Accounts;

/// <summary>
/// Who uses the page, for components. It is what the person chose at sign-in: services check it again where it counts.
/// Endpoints take it from the request: <c>context.TryGetActor(out var actor)</c>.
/// </summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, TimeProvider clock)
{
    /// <summary>The actor; null for visitors and before a role is chosen.</summary>
    public async Task<Actor?> FindAsync() =>
        (await authentication.GetAuthenticationStateAsync()).User.TryGetActor(clock, out var actor) ? actor : null;

    /// <summary>The actor on a page that only signed-in people with a role reach.</summary>
    /// <exception cref="InvalidOperationException">There is none: the page lacks its policy.</exception>
    public async Task<Actor> RequireAsync() =>
        await FindAsync() ?? throw new InvalidOperationException("This page needs a signed-in person with a chosen role.");
}
