namespace Portal.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/sign-out", async (SignIns signIns) =>
        {
            await signIns.SignOutAsync();
            return Results.LocalRedirect(SignInPage.Address);
        }).WithMetadata(new Microsoft.AspNetCore.Antiforgery.RequireAntiforgeryTokenAttribute()).RequireAuthorization(AccountsSetup.SignedIn);

        // Called by an open page while its person is active; passing here renews the cookie.
        app.MapGet("/session", () => Results.NoContent()).RequireAuthorization(AccountsSetup.SignedIn);
    }
}
