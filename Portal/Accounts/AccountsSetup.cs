using Infrastructure.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>Sign-in and who may come in at all.</summary>
internal static class AccountsSetup
{
    /// <summary>For the pages between sign-in and the choice of a role. Everything else wants a role too.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A session that nobody uses ends after this.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(30);

    public static void AddPortalAccounts(this IServiceCollection services, bool development)
    {
        services.AddPortalIdentity().AddSignInManager().AddClaimsPrincipalFactory<AccountPrincipal>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = development ? "portal.session" : "__Host-portal.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = IdleLimit;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = SignInPage.Address;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnValidatePrincipal = ValidateAsync;
            cookie.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized, context.RedirectUri);
            cookie.Events.OnRedirectToAccessDenied = context => AnswerAsync(
                context, StatusCodes.Status403Forbidden, context.HttpContext.User.MembershipId() is null ? RolePage.AddressFor(context.Request) : null);
        });
        var withRole = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(ActorClaims.Membership).Build();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(withRole)
            .SetFallbackPolicy(withRole)
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        services.AddCascadingAuthenticationState();
        services.AddSingleton<SessionCheck>();
        services.AddScoped<CircuitActivity>();
        services.AddScoped<CircuitHandler>(container => container.GetRequiredService<CircuitActivity>());
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<SignIns>();
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        if (context.Principal is { } user)
        {
            if (await sessions.HoldsAsync(user, context.HttpContext.RequestAborted)) return;
            // The leave is over, the person is not: they go on to the choice of a role.
            if (user.StandInLeaveId() is not null && await sessions.HoldsAsync(user.WithoutRole(), context.HttpContext.RequestAborted))
            {
                context.ReplacePrincipal(user.WithoutRole());
                context.ShouldRenew = true;
                return;
            }
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>Programs get the plain status; people are led on, or see the page for it.</summary>
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string? leadTo)
    {
        if (leadTo is null || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(leadTo);
        return Task.CompletedTask;
    }
}
