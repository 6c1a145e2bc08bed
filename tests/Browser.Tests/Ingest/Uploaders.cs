using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Browser.Tests.Running;
using Domain.Devices;
using Testing;
using Testing.Ingest;

namespace Browser.Tests.Ingest;

/// <summary>
/// Machines that send without a pause and do as the guide says: what is not answered with 200 is sent again with the same recordId. What the
/// portal has acknowledged is written down, each record once.
/// </summary>
internal sealed class Uploaders : IAsyncDisposable
{
    private const int Senders = 6;
    private const int BatchSize = 20;

    private readonly ConcurrentDictionary<string, byte> _acknowledged = new();
    private readonly CancellationTokenSource _enough = new();
    private readonly HttpClient _http;
    private readonly Task _work;
    private int _unanswered;
    private string _last = "none";

    private Uploaders(RunningPortal portal, string run, string keyId, string secret, Device device, string accessNumber)
    {
        _http = new HttpClient { BaseAddress = portal.Address, Timeout = TimeSpan.FromSeconds(20) };
        var sender = new SignedSender(_http, keyId, secret);
        _work = Task.WhenAll(Enumerable.Range(0, Senders).Select(number => Task.Run(() => SendAsync(
            sender, number == 0 ? i => Captures(accessNumber, $"{run}-c{i}") : i => Statuses(device, $"{run}-{number}-{i}"), number == 0 ? "/api/v1/test-captures" : "/api/v1/device-status"))));
    }

    public IReadOnlyCollection<string> Acknowledged => [.. _acknowledged.Keys];

    /// <summary>Requests that got no 200.</summary>
    public int Unanswered => _unanswered;

    public static Uploaders Start(RunningPortal portal, string run, string keyId, string secret, Device device, string accessNumber) =>
        new(portal, run, keyId, secret, device, accessNumber);

    /// <summary>Begins no more batches and waits until those under way are acknowledged.</summary>
    public async Task FinishAsync()
    {
        await _enough.CancelAsync();
        try
        {
            await _work.WaitAsync(TimeSpan.FromMinutes(3));
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"A batch is still not acknowledged. The last answer that was no 200: {_last}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        _http.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task SendAsync(SignedSender sender, Func<int, (string Body, string[] Ids)> batchOf, string target)
    {
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            var (body, ids) = batchOf(number);
            while (!await IsAcknowledgedAsync(sender, target, body, ids.Length))
            {
                Interlocked.Increment(ref _unanswered);
                await Task.Delay(100, CancellationToken.None);
            }

            foreach (var id in ids) _acknowledged[id] = 0;
        }
    }

    private async Task<bool> IsAcknowledgedAsync(SignedSender sender, string target, string body, int records)
    {
        try
        {
            using var response = await sender.PostAsync(target, body);
            var text = await response.Content.ReadAsStringAsync();
            if (response.StatusCode != HttpStatusCode.OK)
            {
                _last = $"{target} {text}";
                return false;
            }

            var answer = JsonNode.Parse(text)!;
            (answer["accepted"]!.GetValue<int>() + answer["duplicates"]!.GetValue<int>()).ShouldBe(records);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static (string Body, string[] Ids) Statuses(Device device, string name)
    {
        var ids = Enumerable.Range(0, BatchSize).Select(i => $"{name}-{i}").ToArray();
        var records = ids.Select(id => $$"""{"recordId":"{{id}}","deviceCode":"{{device.Code}}","at":"{{Now}}","online":true}""");
        return ($$"""{"records":[{{string.Join(",", records)}}]}""", ids);
    }

    /// <summary>One capture, with a picture that no other has.</summary>
    private static (string Body, string[] Ids) Captures(string accessNumber, string name)
    {
        var picture = Convert.ToBase64String([.. SampleFiles.Png, .. System.Text.Encoding.ASCII.GetBytes(name)]);
        return ($$"""
            {"accessNumber":"{{accessNumber}}","records":[{"recordId":"{{name}}","direction":"in","camera":"high","gate":"1","capturedAt":"{{Now}}",
            "images":[{"kind":"overview","contentType":"image/png","data":"{{picture}}"}]}]}
            """, [name]);
    }

    private static string Now => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
