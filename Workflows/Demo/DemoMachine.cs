using System.Globalization;
using System.Text.Json;
using Domain.Captures;
using Domain.Ingest;
using Workflows.Ingest;

namespace Workflows.Demo;

/// <summary>A supplier's machine: sends what its key may, through the desk that takes in uploads, and expects all of it to be taken.</summary>
/// <param name="uploads">The desk.</param>
/// <param name="time">When it sends.</param>
/// <param name="names">The demo's texts.</param>
/// <param name="key">What it signs with; the desk asks no more for the secret.</param>
/// <param name="run">Begins the names of its records, so that a machine that is started again does not repeat them.</param>
internal sealed class DemoMachine(UploadDesk uploads, TimeProvider time, DemoNames names, IngestKey key, string run)
{
    private int _records;

    public Task SendStatusesAsync(IEnumerable<(string Code, DateTimeOffset At, bool Small)> reports) => SendAsync(UploadKind.DeviceStatus, null, reports.Select(r => (object)new
    {
        RecordId = Next(),
        DeviceCode = r.Code,
        r.At,
        Online = true,
        MainStream = r.Small ? new { Width = 1280, Height = 720 } : new { Width = 2560, Height = 1440 },
        SubStream = new { Width = 704, Height = 576 },
        SignalMs = 20 + (r.At.Minute * 2),
        Message = r.Small && r.At.Minute == 0 ? names.Texts["statusMessage"] : null,
    }));

    public Task SendReadingsAsync(IEnumerable<(string Code, DateTimeOffset At, double Pm10)> readings) => SendAsync(UploadKind.DustReadings, null, readings.Select(r => (object)new
    {
        RecordId = Next(),
        DeviceCode = r.Code,
        r.At,
        Pm25 = Math.Round(r.Pm10 * 0.45, 1),
        r.Pm10,
        Tsp = Math.Round(r.Pm10 * 1.6, 1),
        Noise = Math.Round((r.At.Hour is > 22 or < 10 ? 61.0 : 47.0) + (r.At.Minute % 7), 1),
        WindSpeed = 1.2 + (r.At.Hour % 5 * 0.6),
        WindDirection = r.At.Hour * 15,
        Temperature = 21.5 + (r.At.Hour % 6),
        Humidity = 68.0,
        Pressure = 101.2,
    }));

    /// <summary>A truck passes a gate: both cameras of its direction see it in the same millisecond.</summary>
    /// <param name="kind">To which of the two endpoints.</param>
    /// <param name="accessNumber">Of the point.</param>
    /// <param name="passages">When, which way, which truck; unmatched ones lack what the upper camera saw.</param>
    public Task SendPassagesAsync(UploadKind kind, string accessNumber, IEnumerable<(DateTimeOffset At, PassageDirection Direction, int Truck, bool Matched)> passages) => SendAsync(
        kind, accessNumber,
        from passage in passages
        from camera in passage.Matched ? [CameraHeight.Low, CameraHeight.High] : new[] { CameraHeight.Low }
        select Capture(accessNumber, passage.At, passage.Direction, passage.Truck, camera));

    /// <summary>A request as it comes from a client that is still being built: one record is wrong, and the answer says why.</summary>
    public Task SendWrongPlateAsync(string accessNumber) => SendAsync(
        UploadKind.TestCaptures, accessNumber, [Capture(accessNumber, time.GetUtcNow(), PassageDirection.In, 1, CameraHeight.Low, plate: "G-1234567")], wrong: true);

    private object Capture(string accessNumber, DateTimeOffset at, PassageDirection direction, int truck, CameraHeight camera, string? plate = null)
    {
        var (low, way) = (camera == CameraHeight.Low, direction == PassageDirection.In ? "in" : "out");
        var number = string.Create(CultureInfo.InvariantCulture, $"{10_000 + (truck * 7_919 % 90_000)}");
        var picture = DemoPicture.Draw(
            truck, !low, accessNumber, $"G1 {way.ToUpperInvariant()} {(low ? "LOW" : "HIGH")}", at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            low ? $"G{number} YELLOW" : "");
        return new
        {
            RecordId = Next(),
            Plate = low ? plate ?? names.Texts["province"] + number : null,
            PlateColor = low ? "yellow" : null,
            Direction = way,
            VehicleType = "muck-truck",
            CapturedAt = at,
            Gate = "1",
            Camera = low ? "low" : "high",
            ManifestNumber = low && direction == PassageDirection.Out ? string.Create(CultureInfo.InvariantCulture, $"ZJCWS{at:yyyyMMdd}{truck % 100_000:D5}") : null,
            Images = new[] { new { Kind = low ? "front" : "overview", ContentType = "image/png", Data = Convert.ToBase64String(picture) } },
        };
    }

    private async Task SendAsync(UploadKind kind, string? accessNumber, IEnumerable<object> records, bool wrong = false)
    {
        foreach (var batch in records.Chunk(UploadLimits.MaxRecords))
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { AccessNumber = accessNumber, Records = batch }, JsonSerializerOptions.Web);
            var answer = await ReceiveAsync(kind, body);
            // What the machine heard too late it sends again, and it is stored once.
            while (answer.Refusal?.Code is "service.overloaded" or "request.rate-limited")
            {
                await Task.Delay(200);
                answer = await ReceiveAsync(kind, body);
            }

            if (answer.Refusal is not null || answer.Rejected.Count > 0 != wrong)
                throw new InvalidOperationException($"The demo's machine was refused at {kind}: {answer.Refusal?.Code} {string.Join(", ", answer.Rejected)}");
        }
    }

    private Task<UploadAnswer> ReceiveAsync(UploadKind kind, byte[] body) => uploads.ReceiveAsync(
        new ReceivedUpload { Key = key, Kind = kind, ReceivedAt = time.GetUtcNow(), Body = body, ClockDifference = 0, Address = "198.51.100.7" });

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"{run}{++_records}");
}
