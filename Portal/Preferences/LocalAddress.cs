namespace Portal.Preferences;

/// <summary>Addresses to go back to come from the query string: only those of this portal are followed.</summary>
public static class LocalAddress
{
    /// <summary>The address, or "/" when it leads elsewhere ("//host", "/\host", "https:…").</summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl) ? address : "/";
}
