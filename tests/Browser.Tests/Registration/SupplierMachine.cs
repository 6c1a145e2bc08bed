using System.Globalization;
using System.Text.Json;
using Browser.Tests.Running;
using Domain.Captures;
using Testing;
using Testing.Ingest;

namespace Browser.Tests.Registration;

/// <summary>A supplier's machine at a gate: the client that the guide holds, and nothing else.</summary>
internal sealed class SupplierMachine(RunningPortal portal, string keyId, string secret, string accessNumber)
{
    private int _records;

    /// <summary>A truck passes in and out, and all four cameras see it.</summary>
    /// <param name="endpoint">captures or test-captures.</param>
    /// <param name="plate">Read by the low cameras.</param>
    public Task PassAsync(string endpoint, string plate) => SendAsync(endpoint, accessNumber,
    [
        .. from direction in Enum.GetValues<PassageDirection>()
           let at = portal.Now.AddSeconds(direction == PassageDirection.In ? -40 : -5)
           from low in new[] { true, false }
           select new
           {
               RecordId = Next(),
               Plate = low ? plate : null,
               PlateColor = low ? "yellow" : null,
               Direction = direction == PassageDirection.In ? "in" : "out",
               VehicleType = "muck-truck",
               CapturedAt = at,
               Gate = "1",
               Camera = low ? "low" : "high",
               Images = new[] { new { Kind = low ? "front" : "overview", ContentType = "image/png", Data = Convert.ToBase64String(SampleFiles.Png) } },
           },
    ]);

    public Task ReportAsync(IReadOnlyCollection<string> codes, bool online) => SendAsync(
        "device-status", number: null, [.. codes.Select(code => new { RecordId = Next(), DeviceCode = code, At = portal.Now, Online = online })]);

    private async Task SendAsync(string endpoint, string? number, IReadOnlyList<object> records)
    {
        using var client = (await GuideClient.MakeAsync("python"))!;
        var lines = string.Join('\n', records.Select(record => JsonSerializer.Serialize(record, JsonSerializerOptions.Web)));
        var (code, output, errors) = await client.RunAsync(portal.Address, keyId, secret, "sha256", endpoint, lines, number);
        (code, output, errors).ShouldBe((0, $"accepted={records.Count} duplicates=0 rejected=0", ""));
    }

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"r{++_records}");
}
