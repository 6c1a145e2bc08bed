using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Workflows.Ingest;

namespace Portal.Ingest;

/// <summary>
/// Bodies as they arrive, within what the node may hold at once. Room is taken for what has come, never for what a header announces, and one
/// key gets a quarter of it at most, because its signature is known only when the body is complete.
/// </summary>
internal sealed class BodyBuffers(IOptions<IngestOptions> options)
{
    private const int FirstRoom = 16 * 1024;
    private const int ShareOfKey = 4;

    private readonly long _limit = options.Value.BufferMegabytes * 1024L * 1024L;
    private readonly ByteBudget _ofAll = new(options.Value.BufferMegabytes * 1024L * 1024L);
    private readonly ConcurrentDictionary<long, ByteBudget> _ofKeys = new();
    private readonly TimeSpan _within = TimeSpan.FromSeconds(options.Value.ReadWithinSeconds);

    /// <returns>The body, to be disposed, or why it is not taken.</returns>
    /// <exception cref="BadHttpRequestException">It ends too early, or its chunks are none.</exception>
    /// <exception cref="ConnectionResetException">The sender broke off.</exception>
    public async ValueTask<(BodyBuffer? Body, Refusal? Refusal)> ReadAsync(HttpContext context, long sourceId)
    {
        var announced = context.Request.ContentLength;
        if (announced > UploadLimits.MaxBodyBytes) return (null, Refusal.TooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = UploadLimits.MaxBodyBytes;
        var body = new BodyBuffer(_ofAll, _ofKeys.GetOrAdd(sourceId, static (_, limit) => new ByteBudget(limit / ShareOfKey), _limit));
        try
        {
            if (announced is > 0 and <= FirstRoom && TryReadWhole(body, context.Request.BodyReader, (int)announced) is { } read) return read ? (body, null) : (null, Refusal.Overloaded);
            using var late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            late.CancelAfter(_within);
            var refusal = await FillAsync(body, context.Request.Body, (int)Math.Min(announced ?? FirstRoom, FirstRoom), late.Token);
            if (refusal is null) return (body, null);
            body.Dispose();
            return (null, refusal);
        }
        catch (BadHttpRequestException unreadable) when (unreadable.StatusCode is not (StatusCodes.Status413PayloadTooLarge or StatusCodes.Status408RequestTimeout))
        {
            body.Dispose();
            throw;
        }
        catch (Exception exception)
        {
            body.Dispose();
            return exception switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (null, Refusal.TooLarge),
                BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => (null, Refusal.TimedOut),
                OperationCanceledException when !context.RequestAborted.IsCancellationRequested => (null, Refusal.TimedOut),
                _ => throw new ConnectionResetException("The sender went away.", exception),
            };
        }
    }

    /// <summary>
    /// Takes a small body that came together with its headers, as nearly all do: without waiting, and so without a clock that limits the waiting.
    /// Null when not all of it is there yet; false when there is no room.
    /// </summary>
    private static bool? TryReadWhole(BodyBuffer body, PipeReader source, int announced)
    {
        if (!source.TryRead(out var there)) return null;
        if (there.Buffer.Length < announced)
        {
            source.AdvanceTo(there.Buffer.Start);
            return null;
        }

        var room = body.TryGrow(announced);
        if (room)
        {
            there.Buffer.CopyTo(body.Free.Span);
            body.Length = announced;
        }

        source.AdvanceTo(there.Buffer.End);
        return room;
    }

    private static async Task<Refusal?> FillAsync(BodyBuffer body, Stream source, int room, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!body.TryGrow(Math.Max(room, 1))) return Refusal.Overloaded;
            while (!body.Free.IsEmpty)
            {
                var read = await source.ReadAsync(body.Free, cancellationToken);
                if (read == 0) return null;
                body.Length += read;
            }

            if (body.Length > UploadLimits.MaxBodyBytes) return Refusal.TooLarge;
            room = (int)Math.Min(body.Length * 2L, UploadLimits.MaxBodyBytes + 1L);
        }
    }
}
