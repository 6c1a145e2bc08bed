using Domain.Ingest;
using Workflows.Ingest;

namespace Portal.Ingest.Docs;

/// <summary>An upload of the interface: its address, what it takes and how it refuses.</summary>
internal sealed record ApiEndpoint(UploadKind Kind, string Path)
{
    public static readonly IReadOnlyList<ApiEndpoint> Uploads =
    [
        new(UploadKind.TestCaptures, IngestEndpoints.Root + "/test-captures"),
        new(UploadKind.Captures, IngestEndpoints.Root + "/captures"),
        new(UploadKind.DeviceStatus, IngestEndpoints.Root + "/device-status"),
        new(UploadKind.DustReadings, IngestEndpoints.Root + "/dust-readings"),
    ];

    /// <summary>The example's difference of the clocks, seconds.</summary>
    private const long ExampleSkew = -412;

    /// <summary>Name of the record's schema.</summary>
    public string Schema => Kind switch
    {
        UploadKind.DeviceStatus => "DeviceStatus",
        UploadKind.DustReadings => "DustReading",
        _ => "Capture",
    };

    public bool OfCaptures => Kind is UploadKind.Captures or UploadKind.TestCaptures;

    /// <summary>Every refusal of a whole request, in the order of their status.</summary>
    public IEnumerable<Refusal> Refusals =>
    [
        Refusal.Malformed, Refusal.NotUtf8, Refusal.Encoded, Refusal.RecordsMissing, .. OfCaptures ? [Refusal.AccessNumberMissing] : Array.Empty<Refusal>(),
        Refusal.SignatureMissing, Refusal.SignatureMalformed, Refusal.UnknownKey, Refusal.KeyDisabled, Refusal.Skew(ExampleSkew), Refusal.Replayed, Refusal.Mismatch,
        .. Kind switch
        {
            UploadKind.Captures => [Refusal.NotYours, Refusal.NotLive],
            UploadKind.TestCaptures => [Refusal.NotYours, Refusal.NotDebugging],
            _ => Array.Empty<Refusal>(),
        },
        Refusal.TimedOut, Refusal.TooManyRecords, Refusal.TooLarge, Refusal.RateLimited, Refusal.AddressLimited, Refusal.Failed, Refusal.Overloaded,
    ];

    /// <summary>A sound request as it may be sent.</summary>
    public string Example => Kind switch
    {
        UploadKind.DeviceStatus => """
            {"records":[
              {"recordId":"st-20260913-000001","deviceCode":"44080200441327000001","at":"2026-09-13T06:26:41+08:00","online":true,
               "mainStream":{"width":2560,"height":1440},"subStream":{"width":704,"height":576},"signalMs":42,"message":null},
              {"recordId":"st-20260913-000002","deviceCode":"44080200441327000002","at":"2026-09-13T06:26:41+08:00","online":false,"message":"no answer to ping"}]}
            """,
        UploadKind.DustReadings => """
            {"records":[
              {"recordId":"du-20260913-0626","deviceCode":"44080200441327000009","at":"2026-09-13T06:26:00+08:00","pm25":35.0,"pm10":80.0,"tsp":120.0,"noise":62.5,
               "windSpeed":2.1,"windDirection":180,"temperature":25.1,"humidity":60.0,"pressure":101.3}]}
            """,
        _ => $$"""
            {"accessNumber":"GD202600001","records":[
              {"recordId":"in-1-20260913062641335-low","plate":"{{ExamplePlate}}","plateColor":"yellow","direction":"in","vehicleType":"muck-truck",
               "capturedAt":"2026-09-13T06:26:41.335+08:00","gate":"1","camera":"low","manifestNumber":"SHCWS2026091300012",
               "images":[{"kind":"front","contentType":"image/png","data":"{{ExamplePicture}}"}]},
              {"recordId":"in-1-20260913062641335-high","direction":"in","capturedAt":"2026-09-13T06:26:41.335+08:00","gate":"1","camera":"high",
               "images":[{"kind":"overview","contentType":"image/png","data":"{{ExamplePicture}}"}]}]}
            """,
    };

    private const string ExamplePlate = "\u6CAAFQ8602";

    /// <summary>A whole PNG of one pixel.</summary>
    private const string ExamplePicture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
}
