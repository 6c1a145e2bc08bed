namespace Portal.Preferences;

/// <summary>Light or dark, remembered in a cookie so that the first byte of a page already has it.</summary>
public static class Theme
{
    public const string Light = "light";
    public const string Dark = "dark";
    public const string Cookie = "portal.theme";

    public static string Of(HttpRequest request) => request.Cookies[Cookie] == Dark ? Dark : Light;
}
