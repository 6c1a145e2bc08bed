using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Browser.Tests.Running;
using Domain.Captures;
using Domain.Devices;
using Testing;
using Testing.Ingest;

namespace Browser.Tests.Registration;

/// <summary>A supplier's machine at a gate: signs and sends by the contract.</summary>
internal sealed class SupplierMachine(RunningPortal portal, string keyId, string secret, string accessNumber) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = portal.Address };
    private int _records;

    /// <summary>A truck passes in and out, and all four cameras see it.</summary>
    /// <param name="endpoint">captures or test-captures.</param>
    /// <param name="plate">Read by the low cameras.</param>
    public Task PassAsync(string endpoint, string plate) => SendAsync(endpoint, new
    {
        AccessNumber = accessNumber,
        Records = (
            from direction in Enum.GetValues<PassageDirection>()
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
            }).ToList(),
    }, DeviceKinds.Gate.Count);

    public Task ReportAsync(IReadOnlyCollection<string> codes, bool online) => SendAsync(
        "device-status", new { Records = codes.Select(code => new { RecordId = Next(), DeviceCode = code, At = portal.Now, Online = online }).ToList() }, codes.Count);

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(string endpoint, object body, int records)
    {
        var sender = new SignedSender(_http, keyId, secret, new PortalTime(portal));
        using var answer = await sender.PostAsync($"/api/v1/{endpoint}", JsonSerializer.Serialize(body, JsonSerializerOptions.Web));
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (answer.IsSuccessStatusCode && said.GetProperty("accepted").GetInt32() == records).ShouldBeTrue($"{endpoint}: {said}");
    }

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"r{++_records}");

    private sealed class PortalTime(RunningPortal portal) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => portal.Now;
    }
}
