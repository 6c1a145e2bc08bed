using System.Data.Common;
using Domain.Ingest;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Ingest;

/// <summary>An upload whose signature was found right.</summary>
public sealed record ReceivedUpload
{
    public required IngestKey Key { get; init; }

    public required UploadKind Kind { get; init; }

    /// <summary>When its headers came in, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>As sent. Must stay as it is until the answer is there.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Null for a replay that was asked for on a page.</summary>
    public string? Nonce { get; init; }

    /// <summary>Sender's clock less ours, seconds; null for a replay.</summary>
    public int? ClockDifference { get; init; }

    public string? Address { get; init; }

    /// <summary>The entry of the request log that this repeats.</summary>
    public long? ReplayOf { get; init; }
}

/// <summary>An upload that was refused before its body was looked at.</summary>
public sealed record RefusedUpload
{
    public required IngestKey Key { get; init; }
    public required UploadKind Kind { get; init; }
    public required Refusal Refusal { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public int? ClockDifference { get; init; }
    public string? Address { get; init; }
    public int Bytes { get; init; }
}

/// <summary>Takes in uploads: reads them, stores their pictures, lets them be committed, and says what became of them.</summary>
public sealed partial class UploadDesk(Intake intake, CapturePictures pictures, IOptions<IngestOptions> options, TimeProvider time, ILogger<UploadDesk> log)
{
    private readonly TokenBuckets<long> _requests =
        new(options.Value.RequestsPerSecond / options.Value.Nodes, Math.Max(1.0, (double)options.Value.Burst / options.Value.Nodes), time);

    private readonly TokenBuckets<long> _notes = new(options.Value.LoggedFailuresPerSecond, options.Value.LoggedFailuresPerSecond * 60, time);

    /// <summary>Seconds after which a key that was answered 429 may send again.</summary>
    public int RetryAfter(IngestKey key) => _requests.SecondsUntilToken(key.Id);

    /// <returns>Once everything that it calls accepted is on disk, or nothing is promised.</returns>
    public async Task<UploadAnswer> ReceiveAsync(ReceivedUpload received, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (!_requests.TryTake(received.Key.Id))
        {
            NoteRefused(new RefusedUpload
            {
                Key = received.Key,
                Kind = received.Kind,
                Refusal = Refusal.RateLimited,
                ReceivedAt = received.ReceivedAt,
                ClockDifference = received.ClockDifference,
                Address = received.Address,
                Bytes = received.Body.Length,
            });
            return UploadAnswer.Of(Refusal.RateLimited);
        }

        var submission = new Submission
        {
            Key = received.Key,
            Kind = received.Kind,
            ReceivedAt = received.ReceivedAt,
            Nonce = received.Nonce is { } nonce ? new UsedNonce(received.Key.Id, nonce, received.ReceivedAt) : null,
            ClockDifference = received.ClockDifference,
            Address = received.Address,
            ReplayOf = received.ReplayOf,
            Body = received.Body,
            Bytes = received.Body.Length,
        };
        (submission.Upload, submission.Refusal) = UploadReader.Read(received.Kind, received.Body.Span, received.ReceivedAt);
        if (submission.Upload is null) return await intake.SubmitAsync(submission);
        if (submission.Upload.OfCaptures && await KeepPicturesAsync(submission, cancellationToken) is { } overloaded) return overloaded;
        return await intake.SubmitAsync(submission);
    }

    /// <summary>Lets the log show a request that was refused before its body was looked at, as far as its key's share of the log allows.</summary>
    public void NoteRefused(RefusedUpload refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        if (!_notes.TryTake(refused.Key.Id)) return;
        intake.Note(new Submission
        {
            Key = refused.Key,
            Kind = refused.Kind,
            ReceivedAt = refused.ReceivedAt,
            ClockDifference = refused.ClockDifference,
            Address = refused.Address,
            Bytes = refused.Bytes,
            Refusal = refused.Refusal,
        });
    }

    private async Task<UploadAnswer?> KeepPicturesAsync(Submission submission, CancellationToken cancellationToken)
    {
        try
        {
            await pictures.KeepAsync(submission, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is DbException or IOException or TimeoutException or OperationCanceledException or InvalidOperationException
            && !cancellationToken.IsCancellationRequested)
        {
            LogPicturesLost(exception, submission.Key.KeyId);
            return UploadAnswer.Of(Refusal.Overloaded);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pictures of a request of key {KeyId} could not be stored")]
    private partial void LogPicturesLost(Exception exception, string keyId);
}
