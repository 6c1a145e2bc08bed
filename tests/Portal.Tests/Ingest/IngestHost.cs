using System.Net;
using System.Text.Json;
using Testing;
using Testing.Ingest;
using Workflows.Suppliers;

namespace Portal.Tests.Ingest;

/// <summary>A portal on a real port, for machines: what is signed is what goes over the wire.</summary>
public sealed class IngestHost : IAsyncDisposable
{
    private readonly PortalServer _server;

    private IngestHost(PortalWorld world, PortalServer server)
    {
        World = world;
        _server = server;
        Machines = new IngestWorld(world);
        Http = new HttpClient { BaseAddress = server.ClientOptions.BaseAddress };
    }

    public PortalWorld World { get; }

    public IngestWorld Machines { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _server.Services;

    /// <summary>It takes its time to answer: on a busy machine the contract's two seconds would make a 503 of any request.</summary>
    public static async Task<IngestHost> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var world = await PortalWorld.CreateAsync(now: TimeProvider.System.GetUtcNow());
        var server = new PortalServer(world, settings ?? new Dictionary<string, string> { ["Ingest:AnswerWithinSeconds"] = "60" });
        server.UseKestrel(0);
        server.StartServer();
        return new IngestHost(world, server);
    }

    /// <summary>A machine with a key of its own.</summary>
    public SignedSender Sender(CreatedSupplierKey key) => new(Http, key.KeyId, key.Secret);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        await World.DisposeAsync();
    }
}

/// <summary>Answers as a test reads them.</summary>
internal static class Answers
{
    /// <summary>"200", or status and code of a refusal: "401 signature.missing".</summary>
    public static async Task<string> OutcomeAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        if (response.StatusCode == HttpStatusCode.OK) return "200";
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return $"{(int)response.StatusCode} {problem.RootElement.GetProperty("code").GetString()}";
    }

    /// <summary>accepted/duplicates and the rejected with their codes: "1/0 r2:plate.invalid".</summary>
    public static async Task<string> CountsAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var root = answer.RootElement;
        var rejected = root.GetProperty("rejected").EnumerateArray().Select(r => $" {r.GetProperty("recordId").GetString()}:{r.GetProperty("code").GetString()}");
        return $"{root.GetProperty("accepted").GetInt32()}/{root.GetProperty("duplicates").GetInt32()}{string.Concat(rejected)}";
    }
}
