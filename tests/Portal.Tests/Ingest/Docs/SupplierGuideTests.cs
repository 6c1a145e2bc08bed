using System.Globalization;
using System.Net;
using System.Text;
using Domain.Captures;
using Domain.Devices;
using Domain.Dust;
using Domain.Registration;
using Infrastructure.Dust;
using Infrastructure.Ingest;
using Microsoft.EntityFrameworkCore;
using Portal.Ingest.Docs;
using Testing.Ingest;

namespace Portal.Tests.Ingest.Docs;

/// <summary>The guide is tried as it is read: its blocks are cut out, compiled and run against a portal.</summary>
public sealed partial class SupplierGuideTests : IAsyncLifetime
{
    private const string SentAt = "2026-09-13T06:26:41.335+08:00";

    private IngestHost _host = null!;

    public async Task InitializeAsync() => _host = await IngestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Blocks_OfBothLanguages_AreTheSame() => Guide.Chinese.Blocks.ShouldBe(Guide.English.Blocks);

    /// <summary>On a line where each fault happens once, one of them after the records were stored.</summary>
    [Theory]
    [InlineData("python", "sha256")]
    [InlineData("python", "sm3")]
    [InlineData("csharp", "sha256")]
    [InlineData("csharp", "sm3")]
    [InlineData("java", "sha256")]
    [InlineData("java", "sm3")]
    public async Task Client_OnAFaultyLine_StoresEveryRecordOnce(string language, string algorithm)
    {
        using var client = await GuideClient.MakeAsync(language);
        if (client is null) return;
        var key = await _host.Machines.KeyAsync();
        var point = await _host.Machines.PointAsync(RegistrationState.Debugging);
        await using var line = await FaultyLine.StartAsync(
            _host.Http.BaseAddress!, Fault.CutBefore, Fault.TooLarge, Fault.CutAfter, Fault.Overloaded, Fault.ClockAhead);

        var (code, output, errors) = await client.RunAsync(line.Address, key.KeyId, key.Secret, algorithm, "test-captures", Captures(), point.AccessNumber);

        (code, output, errors).ShouldBe((0, "accepted=2 duplicates=2 rejected=0", ""));
        line.Requests.ShouldBe(8);
        await using var db = _host.World.Open();
        var stored = await db.Set<Capture>().Where(c => c.RegistrationId == point.Id).OrderBy(c => c.RecordId).ToListAsync();
        stored.Select(c => (c.Test, c.Direction, c.Camera, c.Plate)).ShouldBe(
        [
            (true, PassageDirection.In, CameraHeight.High, null), (true, PassageDirection.In, CameraHeight.Low, "沪FQ8602"),
            (true, PassageDirection.Out, CameraHeight.High, null), (true, PassageDirection.Out, CameraHeight.Low, "沪FQ8602"),
        ]);
    }

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    [InlineData("java")]
    public async Task Client_WithAWrongRecordOrKey_SaysSo(string language)
    {
        using var client = await GuideClient.MakeAsync(language);
        if (client is null) return;
        var key = await _host.Machines.KeyAsync();
        var point = await _host.Machines.PointAsync(RegistrationState.Debugging);
        var portal = _host.Http.BaseAddress!;
        var wrong = Captures().Replace("沪FQ8602", "无车牌", StringComparison.Ordinal);

        var partly = await client.RunAsync(portal, key.KeyId, key.Secret, "sha256", "test-captures", wrong, point.AccessNumber);
        var live = await client.RunAsync(portal, key.KeyId, key.Secret, "sha256", "captures", Captures(), point.AccessNumber);
        var stranger = await client.RunAsync(portal, key.KeyId, key.Secret + "x", "sha256", "test-captures", Captures(), point.AccessNumber);

        (partly.Code, partly.Output).ShouldBe((1, "accepted=2 duplicates=0 rejected=2"));
        partly.Errors.ShouldContain("plate.invalid");
        (live.Code, live.Output).ShouldBe((2, ""));
        live.Errors.ShouldContain("403 registration.not-live");
        (stranger.Code, stranger.Output).ShouldBe((2, ""));
        stranger.Errors.ShouldContain("401 signature.mismatch");
    }

    [Fact]
    public async Task StatesAndReadings_OfTheGuide_AreTakenAsTheyStand()
    {
        var sender = _host.Sender(await _host.Machines.KeyAsync());
        var device = await _host.Machines.DeviceAsync();
        var monitor = await _host.Machines.DeviceAsync(DeviceKind.DustMonitor);
        var lines = Guide.English.Of("json");
        string Of(int block, string code) => System.Text.RegularExpressions.Regex.Replace(Today(lines[block]), "\"deviceCode\":\"[0-9]{20}\"", $"\"deviceCode\":\"{code}\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

        var states = await sender.PostAsync("/api/v1/device-status", Envelope(Of(1, device.Code))).CountsAsync();
        var readings = await sender.PostAsync("/api/v1/dust-readings", Envelope(Of(2, monitor.Code))).CountsAsync();

        (states, readings).ShouldBe(("2/0", "1/0"));
    }

    [Theory]
    [InlineData(SigningAlgorithm.HmacSha256)]
    [InlineData(SigningAlgorithm.HmacSm3)]
    public void Vector_OfTheGuide_IsRight(SigningAlgorithm algorithm)
    {
        var parts = new SignedParts(algorithm, "POST", "/api/v1/device-status?x=1", "1726180000", "abcdef0123456789");

        var text = RequestSigning.StringToSign(parts, "{\"a\":1}"u8);
        var signature = Convert.ToBase64String(RequestSigning.Sign("test-secret-0001"u8, parts, "{\"a\":1}"u8));

        if (algorithm == SigningAlgorithm.HmacSha256) Guide.English.Of("text").ShouldContain(text);
        Guide.English.Text.ShouldContain($"| {text.Split('\n')[4]} | {signature} |");
        Guide.Chinese.Text.ShouldContain($"| {text.Split('\n')[4]} | {signature} |");
    }

    [Fact]
    public void Frames_OfTheGuide_AreThoseOfTheStandard()
    {
        var frames = Guide.English.Of("text").Where(block => block.StartsWith("##", StringComparison.Ordinal)).Select(frame => Encoding.ASCII.GetBytes(frame.Trim())).ToList();

        foreach (var frame in frames)
        {
            var data = frame.AsSpan(6..^4);
            Encoding.ASCII.GetString(frame, 2, 4).ShouldBe(data.Length.ToString("0000", CultureInfo.InvariantCulture));
            Encoding.ASCII.GetString(frame, frame.Length - 4, 4).ShouldBe(Hj212Checksum.Of(data, Hj212Variant.Strict).ToString("X4", CultureInfo.InvariantCulture));
        }

        Hj212Parser.TryParse(frames[0].AsSpan(6..^4), out var message).ShouldBeNull();
        Hj212Readings.UnknownNames(message, []).ShouldBeEmpty();
        Encoding.ASCII.GetString(Hj212Writer.Frame(Hj212Replies.To(message)!, Hj212Variant.Strict)).Trim().ShouldBe(Encoding.ASCII.GetString(frames[1]));
    }

    [Theory]
    [InlineData("/docs", "zh-CN", "供应商接入指南")]
    [InlineData("/docs", "en", "Supplier guide")]
    [InlineData("/docs/reference", "zh-CN", "签名不正确")]
    [InlineData("/docs/reference", "en", "There is no such key.")]
    public async Task Pages_WithoutAnAccount_AreShownInBothLanguages(string address, string language, string text)
    {
        using var response = await _host.Http.GetAsync(new Uri($"{address}?culture={language}", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        page.ShouldContain(text);
        page.ShouldContain($"<html lang=\"{language}\"");
        page.ShouldContain(OpenApiDocument.Address);
        // The contents: where one is, and parts that are on the page.
        page.ShouldContain($"href=\"{address}\" aria-current=\"page\"");
        var parts = PartLink().Matches(page).Select(link => (Page: link.Groups[1].Value, Id: link.Groups[2].Value)).ToList();
        parts.Count.ShouldBeGreaterThan(5);
        parts.ShouldAllBe(part => part.Page == address && page.Contains($"id=\"{part.Id}\"", StringComparison.Ordinal));
    }

    [System.Text.RegularExpressions.GeneratedRegex("href=\"([^\"#]+)#([^\"]+)\"")]
    private static partial System.Text.RegularExpressions.Regex PartLink();

    private static string Envelope(string lines) => $"{{\"records\":[{string.Join(",", lines.Trim().Split('\n'))}]}}";

    private static string Captures() => Today(Guide.English.Of("json")[0]);

    /// <summary>The guide's day would be too old to be sent.</summary>
    private static string Today(string lines)
    {
        lines.ShouldContain(SentAt[..16]);
        return lines.Replace(SentAt[..10] + "T", TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T", StringComparison.Ordinal);
    }
}
