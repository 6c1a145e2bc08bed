using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Domain.Captures;
using Domain.Dust;
using Domain.Ingest;
using Testing;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

public sealed class UploadReaderTests
{
    private static readonly DateTimeOffset Now = TestClock.ShanghaiTime(2026, 9, 13, 6, 30);

    private const string Capture = """
        {"recordId":"r1","plate":"沪FQ8602","plateColor":"yellow","direction":"in","vehicleType":"muck-truck","capturedAt":"2026-09-13T06:26:41.335+08:00",
        "gate":"1","camera":"low","manifestNumber":"SHCWS2026091300012","images":[]}
        """;

    private const string Status = """
        {"recordId":"r1","deviceCode":"31011500001320000001","at":"2026-09-13T06:26:41+08:00","online":true,"mainStream":{"width":2560,"height":1440},
        "subStream":{"width":704,"height":576},"signalMs":42,"message":null}
        """;

    private const string Reading = """
        {"recordId":"r1","deviceCode":"31011500001320000001","at":"2026-09-13T06:26:41+08:00","pm25":35.0,"pm10":80.0,"tsp":120.0,"noise":62.5,"windSpeed":2.1,
        "windDirection":180,"temperature":-5.1,"humidity":60.0,"pressure":101.3}
        """;

    [Fact]
    public void Read_OfTheContractsCapture_TakesEveryField()
    {
        var upload = Read(UploadKind.Captures, $$"""{"accessNumber":"GD202600001","records":[{{Capture}}]}""");

        upload.AccessNumber.ShouldBe("GD202600001");
        var capture = upload.Records.ShouldHaveSingleItem().ShouldBeOfType<CaptureDraft>();
        capture.Rejection.ShouldBeNull();
        (capture.RecordId, capture.Plate, capture.PlateColor, capture.Direction, capture.Camera).ShouldBe(
            ("r1", "沪FQ8602", PlateColor.Yellow, PassageDirection.In, CameraHeight.Low));
        (capture.VehicleType, capture.Gate, capture.ManifestNumber).ShouldBe(("muck-truck", "1", "SHCWS2026091300012"));
        capture.CapturedAt.ShouldBe(new DateTimeOffset(2026, 9, 12, 22, 26, 41, 335, TimeSpan.Zero));
    }

    [Fact]
    public void Read_OfTheContractsStatusAndReading_TakesEveryField()
    {
        var status = Read(UploadKind.DeviceStatus, $$"""{"records":[{{Status}}]}""").Records.ShouldHaveSingleItem().ShouldBeOfType<StatusDraft>();
        var reading = Read(UploadKind.DustReadings, $$"""{"records":[{{Reading}}]}""").Records.ShouldHaveSingleItem().ShouldBeOfType<DustDraft>();

        (status.Rejection, reading.Rejection).ShouldBe((null, null));
        (status.Online, status.MainStream!.Width, status.SubStream!.Height, status.SignalMs, status.Message).ShouldBe((true, 2560, 576, 42, null));
        DustQuantities.All.Select(quantity => reading[quantity]).ShouldBe([35.0, 80.0, 120.0, 62.5, 2.1, 180, -5.1, 60.0, 101.3]);
    }

    /// <summary>Field, what is sent instead (nothing: the field is left out), and how the record is refused (nothing: it is taken).</summary>
    public static TheoryData<UploadKind, string, string?, string?> Changes => new()
    {
        { UploadKind.Captures, "recordId", null, "recordId.missing" },
        { UploadKind.Captures, "recordId", "null", "recordId.missing" },
        { UploadKind.Captures, "recordId", "\"\"", "recordId.missing" },
        { UploadKind.Captures, "recordId", "17", "recordId.invalid" },
        { UploadKind.Captures, "recordId", "{\"a\":[1,{}]}", "recordId.invalid" },
        { UploadKind.Captures, "recordId", "\"a\\u0000b\"", "recordId.invalid" },
        { UploadKind.Captures, "recordId", "\"\\ud800\"", "recordId.invalid" },
        { UploadKind.Captures, "recordId", Quoted(64), null },
        { UploadKind.Captures, "recordId", Quoted(65), "recordId.too-long" },
        { UploadKind.Captures, "recordId", Quoted(100_000), "recordId.too-long" },
        { UploadKind.Captures, "plate", null, "plate.missing" },
        { UploadKind.Captures, "plate", "\"无车牌\"", "plate.invalid" },
        { UploadKind.Captures, "plate", "\"沪FQ86021\"", "plate.invalid" },
        { UploadKind.Captures, "plateColor", "\"pink\"", "plateColor.invalid" },
        { UploadKind.Captures, "plateColor", "\"yellow-green\"", null },
        { UploadKind.Captures, "plateColor", null, "plateColor.missing" },
        { UploadKind.Captures, "direction", "\"In\"", "direction.invalid" },
        { UploadKind.Captures, "direction", null, "direction.missing" },
        { UploadKind.Captures, "camera", "\"high\"", "plate.unexpected" },
        { UploadKind.Captures, "camera", "true", "camera.invalid" },
        { UploadKind.Captures, "camera", null, "camera.missing" },
        { UploadKind.Captures, "gate", null, "gate.missing" },
        { UploadKind.Captures, "gate", Quoted(21), "gate.too-long" },
        { UploadKind.Captures, "vehicleType", null, null },
        { UploadKind.Captures, "vehicleType", Quoted(31), "vehicleType.too-long" },
        { UploadKind.Captures, "manifestNumber", "null", null },
        { UploadKind.Captures, "manifestNumber", "[]", "manifestNumber.invalid" },
        { UploadKind.Captures, "capturedAt", null, "capturedAt.missing" },
        { UploadKind.Captures, "capturedAt", "\"2026-09-13T06:26:41.335\"", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "\"2026-09-13 06:26:41+08:00\"", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "\"2026-09-13\"", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "\"2026-13-13T06:26:41+08:00\"", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "1789252001", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "\"2026-09-13T06:26:41.335\\u002B08:00\"", null },
        { UploadKind.Captures, "capturedAt", $"\"2026-09-13T06:26:41{string.Concat(Enumerable.Repeat("\\u0030", 60))}\\u002B08:00\"", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "\"\\ud800Z\"", "capturedAt.invalid" },
        { UploadKind.Captures, "capturedAt", "\"2026-09-12T22:26:41.335Z\"", null },
        { UploadKind.Captures, "capturedAt", "\"2026-09-13T06:35:00+08:00\"", null },
        { UploadKind.Captures, "capturedAt", "\"2026-09-13T06:35:01+08:00\"", "capturedAt.out-of-range" },
        { UploadKind.Captures, "capturedAt", "\"2026-08-14T06:29:59+08:00\"", "capturedAt.out-of-range" },
        { UploadKind.Captures, "capturedAt", "\"0001-01-01T00:00:00+14:00\"", "capturedAt.invalid" },
        { UploadKind.Captures, "images", null, null },
        { UploadKind.Captures, "images", "null", null },
        { UploadKind.Captures, "images", "{}", "images.invalid" },
        { UploadKind.Captures, "images", "[null]", "images.invalid" },
        { UploadKind.Captures, "images", "[{\"kind\":\"front\"}]", "images.invalid" },
        { UploadKind.Captures, "images", Pictures(1, kind: "back"), "images.invalid" },
        { UploadKind.Captures, "images", Pictures(3), null },
        { UploadKind.Captures, "images", Pictures(4), "images.too-many" },
        { UploadKind.Captures, "images", Pictures(1, data: "%%%"), "images.invalid" },
        { UploadKind.Captures, "images", Pictures(1, data: Convert.ToBase64String(SampleFiles.Pdf)), "images.not-a-picture" },
        { UploadKind.Captures, "images", Pictures(1, data: ""), "images.not-a-picture" },
        { UploadKind.Captures, "images", Pictures(1, data: Picture(Domain.Captures.Capture.MaxImageBytes)), null },
        { UploadKind.Captures, "images", Pictures(1, data: Picture(Domain.Captures.Capture.MaxImageBytes + 1)), "images.too-large" },
        { UploadKind.Captures, "images", Pictures(1, data: Picture(4_000_000)), "images.too-large" },
        { UploadKind.Captures, "images", Pictures(1, data: Picture(9_000).Replace("/", "\\/", StringComparison.Ordinal)), null },
        { UploadKind.Captures, "unheardOf", "{\"x\":[1,2,{\"y\":null}]}", null },
        { UploadKind.DeviceStatus, "deviceCode", null, "deviceCode.missing" },
        { UploadKind.DeviceStatus, "deviceCode", "\"3101150000132000000\"", "deviceCode.invalid" },
        { UploadKind.DeviceStatus, "at", "\"2026-09-13T06:26:41\"", "at.invalid" },
        { UploadKind.DeviceStatus, "at", "\"2026-09-13T07:26:41+08:00\"", "at.out-of-range" },
        { UploadKind.DeviceStatus, "online", null, "online.missing" },
        { UploadKind.DeviceStatus, "online", "\"true\"", "online.invalid" },
        { UploadKind.DeviceStatus, "online", "1", "online.invalid" },
        { UploadKind.DeviceStatus, "mainStream", "null", null },
        { UploadKind.DeviceStatus, "mainStream", "[2560,1440]", "mainStream.invalid" },
        { UploadKind.DeviceStatus, "mainStream", "{\"width\":2560}", "mainStream.invalid" },
        { UploadKind.DeviceStatus, "mainStream", "{\"width\":0,\"height\":1}", "mainStream.out-of-range" },
        { UploadKind.DeviceStatus, "signalMs", "42.0", null },
        { UploadKind.DeviceStatus, "signalMs", "42.5", "signalMs.invalid" },
        { UploadKind.DeviceStatus, "signalMs", "-1", "signalMs.out-of-range" },
        { UploadKind.DeviceStatus, "signalMs", "1e30", "signalMs.out-of-range" },
        { UploadKind.DeviceStatus, "message", Quoted(200), null },
        { UploadKind.DeviceStatus, "message", Quoted(201), "message.too-long" },
        { UploadKind.DustReadings, "pm25", "\"35.0\"", "pm25.invalid" },
        { UploadKind.DustReadings, "pm25", "1e999", "pm25.invalid" },
        { UploadKind.DustReadings, "pm25", "null", null },
        { UploadKind.DustReadings, "noise", "false", "noise.invalid" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Read_OfARecordWithOneFieldChanged_SaysWhatIsWrongWithIt(UploadKind kind, string field, string? value, string? code)
    {
        var record = JsonNode.Parse(kind switch { UploadKind.DeviceStatus => Status, UploadKind.DustReadings => Reading, _ => Capture })!.AsObject();
        record.Remove(field);
        var text = record.ToJsonString();
        if (value is not null) text = $"{text[..^1]},\"{field}\":{value}}}";

        var read = Read(kind, $$"""{"accessNumber":"GD202600001","records":[{{text}}]}""").Records.ShouldHaveSingleItem();

        (read.Rejection?.Code).ShouldBe(code);
    }

    [Fact]
    public void Read_OfAReadingWithoutValues_RefusesIt()
    {
        var read = Read(UploadKind.DustReadings, """{"records":[{"recordId":"r1","deviceCode":"31011500001320000001","at":"2026-09-13T06:26:41+08:00","pm10":null}]}""");

        read.Records[0].Rejection!.Code.ShouldBe("reading.missing");
    }

    [Theory]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"r\"")]
    public void Read_OfARecordThatIsNoObject_RefusesItAlone(string record)
    {
        var upload = Read(UploadKind.DeviceStatus, $$"""{"records":[{{record}},{{Status}}]}""");

        upload.Records.Select(r => r.Rejection?.Code).ShouldBe(["record.invalid", null]);
    }

    public static TheoryData<string, string> Bodies => new()
    {
        { "", "request.malformed" },
        { "[]", "request.malformed" },
        { "{", "request.malformed" },
        { "{\"records\":[", "request.malformed" },
        { "{\"records\":[]} x", "request.malformed" },
        { "{\"records\":[{}],}", "request.malformed" },
        { "{\"a\":" + new string('[', 20) + new string(']', 20) + "}", "request.malformed" },
        { "{}", "request.records-missing" },
        { "{\"records\":null}", "request.records-missing" },
        { "{\"records\":{}}", "request.records-missing" },
        { "{\"records\":[]}", "request.records-missing" },
        { "{\"records\":[" + string.Join(",", Enumerable.Repeat("{}", 501)) + "]}", "request.too-many-records" },
        { "{\"records\":[{}],\"accessNumber\":17}", "request.access-number-missing" },
        { "{\"records\":[{}]}", "request.access-number-missing" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Read_OfABodyThatIsNoUpload_RefusesItWhole(string body, string code)
    {
        var (upload, refusal) = UploadReader.Read(UploadKind.Captures, Encoding.UTF8.GetBytes(body), Now);

        (upload, refusal?.Code).ShouldBe((null, code));
    }

    [Fact]
    public void Read_OfAnotherEncoding_SaysSo()
    {
        var (_, refusal) = UploadReader.Read(UploadKind.Captures, Encoding.Latin1.GetBytes("{\"accessNumber\":\"é\",\"records\":[{}]}"), Now);

        refusal.ShouldBe(Refusal.NotUtf8);
    }

    [Fact]
    public void Read_WithAMarkInFrontAndUnknownMembersAround_TakesIt()
    {
        var upload = Read(UploadKind.DeviceStatus, "\uFEFF" + $$"""{"version":{"a":[1]},"records":[{{Status}}],"more":"x"}""");

        upload.Records.ShouldHaveSingleItem().Rejection.ShouldBeNull();
    }

    [Fact]
    public void Read_OfMaxRecords_TakesAll() =>
        Read(UploadKind.DeviceStatus, $$"""{"records":[{{string.Join(",", Enumerable.Repeat(Status, 500))}}]}""").Records.Count.ShouldBe(500);

    /// <summary>Whatever happens to a body on its way: it is read or refused, and what was not touched is taken.</summary>
    [Fact]
    public void Read_OfDamagedBodies_NeverThrowsAndHarmsNoOtherRecord()
    {
        var random = new Random(7);
        var rounds = LongRun.Count(usual: 10_000, atLength: 200_000);
        var (front, middle, back) = (Encoding.UTF8.GetBytes($$"""{"records":[{{Status}},"""), Encoding.UTF8.GetBytes(Status), Encoding.UTF8.GetBytes($",{Status}]}}"));
        for (var round = 0; round < rounds; round++)
        {
            var damaged = (byte[])middle.Clone();
            for (var i = 0; i <= random.Next(4); i++) damaged[random.Next(damaged.Length)] = (byte)(random.Next(8) == 0 ? random.Next(256) : "{}[]\":,0aé"u8[random.Next(10)]);

            var (upload, refusal) = UploadReader.Read(UploadKind.DeviceStatus, [.. front, .. damaged, .. back], Now);

            if (refusal is not null) refusal.Status.ShouldBe(400);
            else upload!.Records[0].Rejection.ShouldBeNull();
        }
    }

    private static Upload Read(UploadKind kind, string body)
    {
        var (upload, refusal) = UploadReader.Read(kind, Encoding.UTF8.GetBytes(body), Now);
        refusal.ShouldBeNull();
        return upload!;
    }

    private static string Quoted(int length) => JsonSerializer.Serialize(new string('号', length));

    private static string Pictures(int count, string kind = "front", string? data = null) =>
        $"[{string.Join(",", Enumerable.Repeat($$"""{"kind":"{{kind}}","contentType":"image/jpeg","data":"{{data ?? Convert.ToBase64String(SampleFiles.Png)}}"}""", count))}]";

    private static string Picture(int bytes)
    {
        var content = new byte[bytes];
        SampleFiles.Png.CopyTo(content, 0);
        new Random(1).NextBytes(content.AsSpan(SampleFiles.Png.Length));
        return Convert.ToBase64String(content);
    }
}
