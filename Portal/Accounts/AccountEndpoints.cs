using Microsoft.AspNetCore.Antiforgery;

namespace Portal.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/sign-out", async (HttpContext context, SignIns signIns, IAntiforgery antiforgery) =>
        {
            // The middleware only refuses where a form is bound; this endpoint binds none.
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
            await signIns.SignOutAsync();
            return Results.LocalRedirect(SignInPage.Address);
        }).RequireAuthorization(AccountsSetup.SignedIn);

        // Called by an open page while its person is active; passing here renews the cookie.
        app.MapGet("/session", () => Results.NoContent()).RequireAuthorization(AccountsSetup.SignedIn);
    }
}
