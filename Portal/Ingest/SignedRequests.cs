using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Domain.Ingest;
using Infrastructure.Ingest;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Workflows.Ingest;

namespace Portal.Ingest;

/// <summary>
/// The gate of the interface for machines: what is not signed by a known key costs next to nothing, and from one address only so often. Checks
/// go from cheap to dear: header, key, timestamp, then the body and its signature.
/// </summary>
internal sealed partial class SignedRequests(
    KnownKeys keys, BodyBuffers bodies, UploadDesk desk, AnswerWriter answers, IOptions<IngestOptions> options, TimeProvider time, ILogger<SignedRequests> log)
{
    public const string Challenge = $"{RequestSigning.Sha256Scheme}, {RequestSigning.Sm3Scheme}";

    /// <summary>Seconds; long enough that a crowd of senders does not come back at once to a database that has just recovered.</summary>
    private const int OverloadedRetry = 2;

    /// <summary>By address, and by the key that was named where there is one: a machine with a wrong secret stops no other behind its address.</summary>
    private readonly TokenBuckets<(IPAddress? Address, string? KeyId)> _failures = new(options.Value.FailuresPerSecond, options.Value.FailureBurst, time);

    public async Task HandleAsync(HttpContext context, UploadKind kind)
    {
        var receivedAt = time.GetUtcNow();
        var address = AddressOf(context.Connection.RemoteIpAddress);
        context.Response.Headers.CacheControl = "no-store";

        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count == 0) await FailAsync(context, Refusal.SignatureMissing, (address, null));
        else if (authorization.Count > 1 || !SignatureHeader.TryParse(authorization[0], out var header)) await FailAsync(context, Refusal.SignatureMalformed, (address, null));
        else await HandleAsync(context, kind, header, receivedAt, address);
    }

    private async Task HandleAsync(HttpContext context, UploadKind kind, SignatureHeader header, DateTimeOffset receivedAt, IPAddress? address)
    {
        if (!_failures.HasToken((address, null)))
        {
            await answers.RefuseAsync(context, Refusal.AddressLimited, _failures.SecondsUntilToken((address, null)));
            return;
        }

        IngestKey? key;
        try
        {
            key = await keys.FindAsync(header.KeyId, context.RequestAborted).AsTask().WaitAsync(TimeSpan.FromSeconds(options.Value.AnswerWithinSeconds));
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException)
        {
            LogKeyUnread(exception, header.KeyId);
            await answers.RefuseAsync(context, Refusal.Overloaded, OverloadedRetry);
            return;
        }

        if (key is null) await FailAsync(context, Refusal.UnknownKey, (address, null));
        else if (!_failures.HasToken((address, key.KeyId))) await answers.RefuseAsync(context, Refusal.AddressLimited, _failures.SecondsUntilToken((address, key.KeyId)));
        else await CheckAsync(new Arrived(context, kind, header, key, receivedAt, address));
    }

    private async Task FailAsync(HttpContext context, Refusal refusal, (IPAddress? Address, string? KeyId) from, long? clockDifference = null)
    {
        if (_failures.TryTake(from)) await answers.RefuseAsync(context, refusal, clockDifference: clockDifference);
        else await answers.RefuseAsync(context, Refusal.AddressLimited, _failures.SecondsUntilToken(from));
    }

    /// <summary>An IPv6 site has 2^64 addresses at least; they count as one.</summary>
    private static IPAddress? AddressOf(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6) return address?.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Key {KeyId} could not be read")]
    private partial void LogKeyUnread(Exception exception, string keyId);

    private async Task CheckAsync(Arrived arrived)
    {
        var context = arrived.Context;
        if (Math.Abs(arrived.Difference) > RequestSigning.ClockTolerance.TotalSeconds)
        {
            await FailAsync(arrived, Refusal.Skew(arrived.Difference));
            return;
        }

        if (context.Request.Headers.ContentEncoding.Count > 0)
        {
            await FailAsync(arrived, Refusal.Encoded);
            return;
        }

        var (body, refusal) = await bodies.ReadAsync(context, arrived.Key.Id);
        if (body is null)
        {
            if (refusal == Refusal.Overloaded) await answers.RefuseAsync(context, refusal, OverloadedRetry);
            else await FailAsync(arrived, refusal!);
        }
        else if (arrived.Key.Signing?.Verify(arrived.Parts, body.Content.Span, arrived.Header.Signature.Span) != true)
        {
            body.Dispose();
            await FailAsync(arrived, Refusal.Mismatch);
        }
        else
        {
            await ReceiveAsync(arrived, body);
        }
    }

    private async Task ReceiveAsync(Arrived arrived, BodyBuffer body)
    {
        var context = arrived.Context;
        var answer = await desk.ReceiveAsync(
            new ReceivedUpload
            {
                Key = arrived.Key,
                Kind = arrived.Kind,
                ReceivedAt = arrived.At,
                Body = body.Content,
                Nonce = arrived.Header.Nonce,
                ClockDifference = (int)arrived.Difference,
                Address = context.Connection.RemoteIpAddress?.ToString(),
            },
            context.RequestAborted);
        // A committer that was too slow may still be at it.
        if (answer.Refusal?.Status >= StatusCodes.Status500InternalServerError) body.Abandon();
        else body.Dispose();

        if (answer.Refusal is not { } refusal) await answers.WriteAsync(context, answer);
        else if (refusal == Refusal.RateLimited) await answers.RefuseAsync(context, refusal, desk.RetryAfter(arrived.Key));
        else await answers.RefuseAsync(context, refusal, refusal == Refusal.Overloaded ? OverloadedRetry : null);
    }

    /// <summary>Refuses a request that no valid signature stands behind.</summary>
    private async Task FailAsync(Arrived arrived, Refusal refusal)
    {
        var (context, key) = (arrived.Context, arrived.Key);
        desk.NoteRefused(new RefusedUpload
        {
            Key = key,
            Kind = arrived.Kind,
            Refusal = refusal,
            ReceivedAt = arrived.At,
            ClockDifference = (int)Math.Clamp(arrived.Difference, int.MinValue, int.MaxValue),
            Address = context.Connection.RemoteIpAddress?.ToString(),
            Bytes = (int)Math.Clamp(context.Request.ContentLength ?? 0, 0, int.MaxValue),
        });
        await FailAsync(context, refusal, (arrived.Address, key.KeyId), refusal.Code == Refusal.SkewCode ? arrived.Difference : null);
    }

    /// <summary>Path and query as they were sent; of a request that went through a forward proxy also without scheme and host.</summary>
    private static string TargetOf(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (target.StartsWith('/')) return target;
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
        return path < 0 ? target : target[path..];
    }

    /// <summary>A request whose key is known.</summary>
    private sealed record Arrived(HttpContext Context, UploadKind Kind, SignatureHeader Header, IngestKey Key, DateTimeOffset At, IPAddress? Address)
    {
        /// <summary>Sender's clock less ours, seconds.</summary>
        public long Difference { get; } = (long)Math.Round((Header.SignedAt - At).TotalSeconds);

        public SignedParts Parts => new(Header.Algorithm, Context.Request.Method, TargetOf(Context), Header.Timestamp, Header.Nonce);
    }
}
