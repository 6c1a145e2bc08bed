using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Infrastructure.Ingest;

namespace Infrastructure.Notifications.Webhooks;

/// <summary>One request to a receiver.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="KeyId">Names the secret.</param>
/// <param name="MessageId">The same at every attempt, so that the receiver can tell a repetition.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record WebhookRequest(Uri Address, string KeyId, string MessageId, byte[] Body);

/// <summary>A receiver did not take a message; the message is a code that a text exists for, or what it answered.</summary>
public sealed class WebhookNotSentException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Sends signed requests to addresses that people typed in. The address that a name stands for is looked up once, judged, and
/// connected to as judged, so that a name which changes its answer in between leads nowhere; redirects are not followed, proxies
/// and cookies not used, and what is answered beyond the status is not read.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    public const string AddressRefused = "webhook.address-refused";
    public const string Redirected = "webhook.redirected";
    public const string TimedOut = "webhook.timed-out";
    public const string Unreachable = "webhook.unreachable";
    public const string NotTrusted = "webhook.not-trusted";
    public const string MessageIdHeader = "Portal-Message-Id";

    private const int NonceBytes = 12;

    /// <summary>KB.</summary>
    private const int MaxHeaders = 16;

    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;
    private readonly HttpMessageInvoker _http;

    /// <param name="options">What is allowed.</param>
    /// <param name="time">Stamps requests.</param>
    /// <param name="lookUp">The addresses of a name; the system's resolver when null.</param>
    public WebhookSender(WebhookOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        _options = options;
        _time = time;
        _lookUp = lookUp ?? Dns.GetHostAddressesAsync;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = MaxHeaders,
            // An answer's body is thrown away with its connection instead of being read to its end.
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            // Trace headers would tell strangers about the inside.
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Whether http and private addresses will do.</summary>
    public bool AllowsPrivate => _options.AllowPrivateAddresses;

    /// <summary>Returns when the receiver has answered with a status of 200 to 299 in time.</summary>
    /// <exception cref="WebhookNotSentException">It has not.</exception>
    public async Task SendAsync(WebhookRequest request, byte[] secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var message = Signed(request, secret);
            using var response = await _http.SendAsync(message, limit.Token);
            var status = (int)response.StatusCode;
            if (status is >= 300 and < 400) throw new WebhookNotSentException(Redirected);
            if (!response.IsSuccessStatusCode) throw new WebhookNotSentException(string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"));
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WebhookNotSentException(TimedOut, late);
        }
        catch (HttpRequestException broken)
        {
            throw Refusal(broken) ?? new WebhookNotSentException(broken.InnerException is AuthenticationException ? NotTrusted : Unreachable, broken);
        }
    }

    /// <summary>The addresses that a host stands for.</summary>
    /// <exception cref="WebhookNotSentException">One of them is not public.</exception>
    /// <exception cref="SocketException">There are none.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        var addresses = IPAddress.TryParse(host, out var number) ? [number] : await _lookUp(host, cancellationToken);
        foreach (var address in addresses) Judge(address);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    public void Dispose() => _http.Dispose();

    private static WebhookNotSentException? Refusal(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is WebhookNotSentException refusal)
                return new WebhookNotSentException(refusal.Message, refusal);
        return null;
    }

    private HttpRequestMessage Signed(WebhookRequest request, byte[] secret)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var parts = new SignedParts(SigningAlgorithm.HmacSha256, "POST", request.Address.PathAndQuery, timestamp, nonce);
        var signature = Convert.ToBase64String(RequestSigning.Sign(secret, parts, request.Body));
        var message = new HttpRequestMessage(HttpMethod.Post, request.Address) { Content = new ByteArrayContent(request.Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        message.Headers.TryAddWithoutValidation(
            "Authorization", $"{RequestSigning.Sha256Scheme} keyId=\"{request.KeyId}\",timestamp=\"{timestamp}\",nonce=\"{nonce}\",signature=\"{signature}\"");
        message.Headers.Add(MessageIdHeader, request.MessageId);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Portal-Webhook", "1"));
        return message;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            // Whatever led here: this is what is talked to.
            Judge((socket.RemoteEndPoint as IPEndPoint)?.Address ?? throw new WebhookNotSentException(AddressRefused));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Judge(IPAddress address)
    {
        if (!_options.AllowPrivateAddresses && !PublicAddresses.Contains(address)) throw new WebhookNotSentException(AddressRefused);
    }
}
