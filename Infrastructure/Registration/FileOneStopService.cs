using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infrastructure.Registration;

/// <summary>
/// Exchanges with the one-stop service by files: what is declared is one list that somebody puts into the folder (<see cref="DeclaredFile"/>), what
/// is reported is a file for each site below <see cref="ReportedFolder"/>. The list is read anew when it has changed.
/// </summary>
public sealed class FileOneStopService : IOneStopService
{
    public const string DeclaredFile = "declared-sites.json";
    public const string ReportedFolder = "reported";

    private const int MaxFound = 50;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _folder;
    private volatile Declared? _read;

    /// <param name="folder">Made if it is missing.</param>
    public FileOneStopService(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.Combine(_folder, ReportedFolder));
    }

    public async Task<IReadOnlyList<DeclaredSite>> FindAsync(string regionCode, string? text, CancellationToken cancellationToken)
    {
        var wanted = text?.Trim() ?? "";
        return [.. (await SitesAsync(cancellationToken))
            .Where(s => s.Site.RegionCode == regionCode)
            .Where(s => s.Number.Contains(wanted, StringComparison.OrdinalIgnoreCase) || s.Site.Name?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true)
            .OrderByDescending(s => s.Number, StringComparer.Ordinal).Take(MaxFound)];
    }

    public async Task<DeclaredSite?> ReadAsync(string number, CancellationToken cancellationToken) =>
        (await SitesAsync(cancellationToken)).FirstOrDefault(s => s.Number == number);

    public async Task ReportAsync(ReportedSite site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Number.Length == 0 || !site.Number.All(char.IsAsciiLetterOrDigit)) throw new ArgumentException("Not a site number.", nameof(site));
        var path = Path.Combine(_folder, ReportedFolder, site.Number + ".json");
        var part = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await File.WriteAllTextAsync(part, JsonSerializer.Serialize(site, Json), cancellationToken);
            // Whole or not at all, and the same site again replaces itself.
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OneStopException(e.Message, e);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<IReadOnlyList<DeclaredSite>> SitesAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, DeclaredFile);
        try
        {
            var at = File.GetLastWriteTimeUtc(path);
            if (_read is { } read && read.At == at) return read.Sites;
            await using var file = File.OpenRead(path);
            var sites = await JsonSerializer.DeserializeAsync<IReadOnlyList<DeclaredSite>>(file, Json, cancellationToken) ?? [];
            _read = new Declared(at, sites);
            return sites;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OneStopException(e.Message, e);
        }
    }

    private sealed record Declared(DateTime At, IReadOnlyList<DeclaredSite> Sites);
}
