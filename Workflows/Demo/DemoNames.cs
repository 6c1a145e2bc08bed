using System.Text.Json;
using System.Text.Json.Serialization;
using Domain.Access;

namespace Workflows.Demo;

/// <summary>The invented names and texts of demo.json.</summary>
internal sealed record DemoNames
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    public required IReadOnlyList<string> Surnames { get; init; }
    public required IReadOnlyList<string> GivenNames { get; init; }
    public required IReadOnlyList<DemoAuthority> Counties { get; init; }
    public required IReadOnlyList<DemoAuthority> Cities { get; init; }
    public required IReadOnlyList<DemoAuthority> Operators { get; init; }
    public required IReadOnlyList<string> Owners { get; init; }
    public required IReadOnlyList<string> Contractors { get; init; }
    public required IReadOnlyList<string> Supervisors { get; init; }
    public required IReadOnlyList<string> Suppliers { get; init; }
    public required string Administration { get; init; }
    public required IReadOnlyList<string> Places { get; init; }
    public required IReadOnlyList<string> Projects { get; init; }
    public required IReadOnlyList<string> Positions { get; init; }
    public required IReadOnlyList<DemoBrand> Brands { get; init; }
    public required IReadOnlyList<DemoDustModel> Dust { get; init; }
    public required IReadOnlyDictionary<AttachmentKind, string> Files { get; init; }
    public required IReadOnlyList<string> Streets { get; init; }
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    public static DemoNames Load()
    {
        using var stream = typeof(DemoNames).Assembly.GetManifestResourceStream("demo.json")
            ?? throw new InvalidOperationException("demo.json is not embedded.");
        return JsonSerializer.Deserialize<DemoNames>(stream, Json)!;
    }

    /// <summary>A person's name; the same number gives the same name.</summary>
    public string Person(int number) => Surnames[number * 7 % Surnames.Count] + GivenNames[number * 3 % GivenNames.Count];
}

/// <param name="Longitude">Of a county's town, degrees of WGS-84.</param>
/// <param name="Latitude">The same.</param>
internal sealed record DemoAuthority(string Region, string Name, double Longitude = 0, double Latitude = 0);

internal sealed record DemoBrand(string Brand, string Dome, string Plate, bool Listed);

internal sealed record DemoDustModel(string Brand, string Model, bool Listed);
