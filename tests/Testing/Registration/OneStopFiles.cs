using System.Text.Json;
using System.Text.Json.Serialization;
using Infrastructure.Registration;

namespace Testing.Registration;

/// <summary>What the city's one-stop service leaves for a world.</summary>
public static class OneStopFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Task DeclareAsync(PortalWorld world, params IReadOnlyList<DeclaredSite> sites)
    {
        ArgumentNullException.ThrowIfNull(world);
        Directory.CreateDirectory(world.OneStopFolder);
        return File.WriteAllTextAsync(Path.Combine(world.OneStopFolder, FileOneStopService.DeclaredFile), JsonSerializer.Serialize(sites, Json));
    }

    /// <summary>A declaration of the world's county.</summary>
    public static DeclaredSite Declared(string number, string? contractorCode = null) => new()
    {
        Number = number,
        ContractorName = "Haiyi Construction",
        ContractorCode = contractorCode,
        Site = RegistrationForms.Site() with { Name = $"Declared {number}", DepartmentId = null },
    };
}
