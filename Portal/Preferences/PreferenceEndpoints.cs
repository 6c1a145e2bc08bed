using Microsoft.AspNetCore.Localization;

namespace Portal.Preferences;

/// <summary>Language and theme: plain links that set a cookie and lead back, so they work before sign-in too.</summary>
internal static class PreferenceEndpoints
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static void MapPreferences(this WebApplication app)
    {
        app.MapGet("/preferences/language/{language}", (string language, string? returnUrl, HttpContext context) =>
        {
            var culture = language == English ? English : Chinese;
            Remember(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)));
            return Back(returnUrl);
        }).AllowAnonymous();

        app.MapGet("/preferences/theme/{theme}", (string theme, string? returnUrl, HttpContext context) =>
        {
            Remember(context, Theme.Cookie, theme == Theme.Dark ? Theme.Dark : Theme.Light);
            return Back(returnUrl);
        }).AllowAnonymous();
    }

    private static void Remember(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });

    private static IResult Back(string? returnUrl) => Results.LocalRedirect(LocalAddress.OrHome(returnUrl));
}
