using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Testing.Notifications;

/// <summary>What a receiver got.</summary>
public sealed record ReceivedWebhook(string Method, string Target, string? Authorization, string? MessageId, byte[] Body)
{
    /// <summary>
    /// Checks the signature as docs/webhooks.md tells, without the portal's own code; the timestamp is compared with a clock.
    /// </summary>
    public bool IsSignedBy(string keyId, string secret, DateTimeOffset now)
    {
        var header = Regex.Match(
            Authorization ?? "", "^PORTAL-HMAC-SHA256 keyId=\"(?<key>[^\"]+)\",timestamp=\"(?<time>[0-9]+)\",nonce=\"(?<nonce>[^\"]+)\",signature=\"(?<signature>[^\"]+)\"$");
        if (!header.Success || header.Groups["key"].Value != keyId) return false;
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(header.Groups["time"].Value, System.Globalization.CultureInfo.InvariantCulture));
        if ((now - sent).Duration() > TimeSpan.FromMinutes(5)) return false;
        var lines = new[] { Method, Target, header.Groups["time"].Value, header.Groups["nonce"].Value, Convert.ToHexStringLower(SHA256.HashData(Body)) };
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var expected = hmac.ComputeHash(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        return CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(header.Groups["signature"].Value));
    }
}

/// <summary>Somebody's system that takes webhooks: a real HTTP server on this machine, which answers as a test says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    private WebhookReceiver()
    {
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Prefixes.Add($"http://localhost:{Port}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public static WebhookReceiver Start() => new();

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/portal?from=portal");

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    /// <summary>204 unless a test says otherwise.</summary>
    public Func<HttpListenerContext, Task> Answer { get; set; } = Status(204);

    /// <summary>Cancelled when the receiver goes, for answers that never come.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Waits until so many requests came.</summary>
    /// <exception cref="OperationCanceledException">They did not.</exception>
    public async Task WaitAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Received.Count < count) await Task.Delay(50, patience.Token);
    }

    public static Func<HttpListenerContext, Task> Status(int status, Action<HttpListenerResponse>? more = null) => context =>
    {
        context.Response.StatusCode = status;
        more?.Invoke(context.Response);
        context.Response.Close();
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Close();
        await _serving;
        _end.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                break;
            }

            answers.Add(Task.Run(() => TakeAsync(context)));
        }

        await Task.WhenAll(answers);
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Received.Enqueue(new ReceivedWebhook(
                context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["Authorization"], context.Request.Headers["Portal-Message-Id"], body.ToArray()));
            await Answer(context);
        }
        catch (Exception broken) when (broken is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The portal hung up, or the test is over.
        }
    }
}
