using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Domain.Devices;
using Domain.Ingest;
using Domain.Registration;
using Infrastructure.Ingest;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Ingest;
using Portal.Ingest.Docs;
using Testing.Ingest;
using Workflows.Ingest;

namespace Portal.Tests.Ingest.Docs;

/// <summary>The document is held to the portal itself: what it says is sent, and what it does not say is looked for.</summary>
public sealed class OpenApiDocumentTests : IAsyncLifetime
{
    private IngestHost _host = null!;
    private JsonObject _document = null!;
    private SignedSender? _sender;

    public async Task InitializeAsync()
    {
        _host = await IngestHost.StartAsync();
        _document = JsonNode.Parse(await _host.Http.GetStringAsync(OpenApiDocument.Address))!.AsObject();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Document_ReadByTheFormatsOwnReader_HasNoFault()
    {
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(_document.ToJsonString(), "json");

        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Document!.Paths.Count.ShouldBe(5);
    }

    [Fact]
    public void Document_NamesEveryAddressOfTheInterface_AndNoOther()
    {
        var mapped = _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(IngestEndpoints.Root + "/", StringComparison.Ordinal))
            .Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {e.RoutePattern.RawText}");

        var described = _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));

        described.Order().ShouldBe(mapped.Order());
    }

    [Fact]
    public void Document_NamesEveryRefusalWithItsStatus_AndNoOther()
    {
        var known = typeof(Refusal).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Refusal>()
            .Append(Refusal.Skew(1)).Select(refusal => $"{refusal.Status} {refusal.Code}");

        var described = Uploads().SelectMany(upload => upload["responses"]!.AsObject())
            .SelectMany(response => response.Value!["content"]!.AsObject()["application/problem+json"]?["examples"]!.AsObject().Select(e => $"{response.Key} {e.Key}") ?? []);

        described.Distinct().Order().ShouldBe(known.Order());
        Words("Problem", "code").Order().ShouldBe(known.Select(text => text[4..]).Order());
    }

    /// <summary>Every field of every record is sent missing, null, of the wrong type, at its limits and beyond: the codes are those of the document.</summary>
    [Theory]
    [InlineData("TestCaptures")]
    [InlineData("Captures")]
    [InlineData("DeviceStatus")]
    [InlineData("DustReadings")]
    public async Task Document_NamesEveryRejectionThatRecordsMeet_AndNoOther(string kindName)
    {
        var kind = Enum.Parse<UploadKind>(kindName);
        var endpoint = ApiEndpoint.Uploads.Single(e => e.Kind == kind);
        var sound = await SoundAsync(endpoint);
        var schema = _document["components"]!["schemas"]![endpoint.Schema]!;
        var records = RecordMutations.Of(sound["records"]!.AsArray(), schema).ToList();
        if (kind == UploadKind.DustReadings) records.AddRange(await WrongDevicesAsync(sound["records"]![0]!));

        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in records.Chunk(100))
        {
            sound["records"] = new JsonArray([.. batch.Select(b => b.Record.DeepClone())]);
            var answer = await SendAsync(endpoint, sound);
            var refused = answer["rejected"]!.AsArray().Select(r => r!["code"]!.GetValue<string>()).ToList();
            met.UnionWith(refused);
            refused.Count.ShouldBe(batch.Count(b => !b.Taken), $"{string.Join(", ", refused)}\n{string.Join("\n", batch.Select(b => $"{b.Taken} {Short(b.Record)}"))}");
        }

        met.UnionWith(await OfRemovedDevicesAsync(endpoint, await SoundAsync(endpoint)));
        Words(kind + "Answer", "rejected", "code").Order().ShouldBe(met.Order());
    }

    [Fact]
    public async Task Examples_OfEveryUpload_AreTakenAsTheyStand()
    {
        foreach (var endpoint in ApiEndpoint.Uploads)
        {
            var example = _document["paths"]![endpoint.Path]!["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!["sound"]!["value"]!;
            example.ToJsonString().ShouldBe(JsonNode.Parse(endpoint.Example)!.ToJsonString());

            var answer = await SendAsync(endpoint, await SoundAsync(endpoint));

            (answer["accepted"]!.GetValue<int>(), answer["rejected"]!.AsArray().Count).ShouldBe((example["records"]!.AsArray().Count, 0), endpoint.Path);
        }
    }

    [Fact]
    public void ExampleHeaders_OfBothAlgorithms_AreRightForTheExampleBody()
    {
        var endpoint = ApiEndpoint.Uploads[0];
        foreach (var algorithm in Enum.GetValues<SigningAlgorithm>())
        {
            SignatureHeader.TryParse(ApiExamples.Authorization(endpoint, algorithm), out var header).ShouldBeTrue();
            var parts = new SignedParts(algorithm, "POST", endpoint.Path, header.Timestamp, header.Nonce);
            RequestSigning.Verify("test-secret-0001"u8, parts, Encoding.UTF8.GetBytes(endpoint.Example), header.Signature.Span).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("en", "Upload captures")]
    [InlineData("zh-CN", "上传抓拍")]
    [InlineData("fr", "上传抓拍")]
    public async Task Document_InALanguage_SpeaksIt(string language, string summary)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, OpenApiDocument.Address) { Headers = { { "Accept-Language", language } } };

        using var response = await _host.Http.SendAsync(request);

        var document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        document["paths"]!["/api/v1/captures"]!["post"]!["summary"]!.GetValue<string>().ShouldBe(summary);
    }

    [Fact]
    public void Limits_OfTheContract_AreInTheDocument()
    {
        var records = _document["components"]!["schemas"]!["CaptureBatch"]!["properties"]!["records"]!;
        (records["minItems"]!.GetValue<int>(), records["maxItems"]!.GetValue<int>()).ShouldBe((1, 500));
        var capture = _document["components"]!["schemas"]!["Capture"]!["properties"]!;
        capture["recordId"]!["maxLength"]!.GetValue<int>().ShouldBe(64);
        capture["images"]!["maxItems"]!.GetValue<int>().ShouldBe(3);
        var text = _document["info"]!["description"]!.GetValue<string>();
        foreach (var limit in (string[])["500", "16 MB", "1 MB", "300", "600", "30", "50", "100"]) text.ShouldContain(limit);
    }

    /// <summary>The example with numbers, codes and times of this test.</summary>
    private async Task<JsonObject> SoundAsync(ApiEndpoint endpoint)
    {
        var body = JsonNode.Parse(endpoint.Example)!.AsObject();
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        if (endpoint.OfCaptures)
        {
            var state = endpoint.Kind == UploadKind.Captures ? RegistrationState.Live : RegistrationState.Debugging;
            body["accessNumber"] = (await _host.Machines.PointAsync(state)).AccessNumber;
        }

        var device = endpoint.OfCaptures ? null : await _host.Machines.DeviceAsync(endpoint.Kind == UploadKind.DustReadings ? DeviceKind.DustMonitor : DeviceKind.GateDome);
        foreach (var record in body["records"]!.AsArray().Select(r => r!.AsObject()))
        {
            record[endpoint.OfCaptures ? "capturedAt" : "at"] = now;
            if (device is not null) record["deviceCode"] = device.Code;
        }

        return body;
    }

    /// <summary>The codes that sound records are refused with once all devices have been removed.</summary>
    private async Task<IReadOnlyList<string>> OfRemovedDevicesAsync(ApiEndpoint endpoint, JsonObject sound)
    {
        await using (var db = _host.World.Open())
            await db.Set<Device>().ExecuteUpdateAsync(set => set.SetProperty(d => d.RemovedAt, TimeProvider.System.GetUtcNow().AddHours(-1)));
        foreach (var record in sound["records"]!.AsArray()) record!["recordId"] = $"{record["recordId"]}-removed";
        var answer = await SendAsync(endpoint, sound);
        answer["accepted"]!.GetValue<int>().ShouldBe(0);
        return [.. answer["rejected"]!.AsArray().Select(r => r!["code"]!.GetValue<string>())];
    }

    private async Task<IEnumerable<Mutation>> WrongDevicesAsync(JsonNode reading)
    {
        var camera = reading.DeepClone().AsObject();
        camera["deviceCode"] = (await _host.Machines.DeviceAsync()).Code;
        camera["recordId"] = "camera";
        return [new Mutation(camera, Taken: false)];
    }

    private async Task<JsonNode> SendAsync(ApiEndpoint endpoint, JsonObject body)
    {
        _sender ??= _host.Sender(await _host.Machines.KeyAsync());
        using var response = await _sender.PostAsync(endpoint.Path, body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    private IEnumerable<JsonNode> Uploads() => _document["paths"]!.AsObject().Select(path => path.Value!["post"]).OfType<JsonNode>();

    private IEnumerable<string> Words(string schema, params string[] path)
    {
        var node = _document["components"]!["schemas"]![schema]!;
        foreach (var name in path) node = (node["items"] ?? node)["properties"]![name]!;
        return node["enum"]!.AsArray().Select(word => word!.GetValue<string>());
    }

    private static string Short(JsonNode record) => record.ToJsonString() is { Length: > 400 } text ? text[..400] : record.ToJsonString();
}
