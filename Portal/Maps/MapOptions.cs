using Domain.Values;

namespace Portal.Maps;

/// <summary>What maps are drawn on. Without tiles, counties' outlines are, and browsers ask nobody but this portal.</summary>
public sealed class MapOptions
{
    public const string Section = "Maps";

    private static readonly string[] Places = ["{x}", "{y}", "{z}"];

    /// <summary>
    /// Address of a tile server with {x}, {y}, {z} and, where it has several hosts, {s}: https, or a path on this portal's own host. Empty: no tiles.
    /// </summary>
    public string? TileUrl { get; set; }

    /// <summary>Whose tiles they are, as their licence wants it said on the map.</summary>
    public string? TileAttribution { get; set; }

    /// <summary>The system that the tiles are drawn in; those of Chinese map services are in GCJ-02.</summary>
    public Datum TileDatum { get; set; } = Datum.Wgs84;

    /// <summary>The closest level that the server has.</summary>
    public int TileMaxZoom { get; set; } = 18;

    public bool HasTiles => !string.IsNullOrWhiteSpace(TileUrl);

    /// <summary>The system of what is drawn.</summary>
    public Datum Datum => HasTiles ? TileDatum : Datum.Wgs84;

    /// <summary>What the content policy must allow pictures from; null when nothing beside the portal itself.</summary>
    public string? TileSource
    {
        get
        {
            if (!HasTiles || TileUrl!.StartsWith('/')) return null;
            var host = TileUrl[..TileUrl.IndexOf('/', TileUrl.IndexOf("://", StringComparison.Ordinal) + 3)];
            // A policy knows no other wildcard than all names below one.
            return host.Replace("{s}.", "*.", StringComparison.Ordinal);
        }
    }

    /// <summary>Whether the address is one that can be allowed: a wrong one must stop the start, not open the policy.</summary>
    public bool IsValid() => !HasTiles || (TileMaxZoom is >= 1 and <= 24 && Places.All(p => TileUrl!.Contains(p, StringComparison.Ordinal)) && HasGoodHost());

    private bool HasGoodHost() =>
        (TileUrl!.StartsWith('/') && !TileUrl.StartsWith("//", StringComparison.Ordinal))
        || (Uri.TryCreate(TileUrl.Replace("{s}.", "a.", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http" && address.AbsolutePath.Length > 1 && Uri.CheckHostName(address.Host) != UriHostNameType.Unknown
            && !TileUrl.AsSpan().ContainsAny(" ;,'\"") && !address.Host.Contains('{', StringComparison.Ordinal) && address.UserInfo.Length == 0);
}
