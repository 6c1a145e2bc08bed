using Domain.Ingest;
using Microsoft.Extensions.Options;

namespace Workflows.Ingest;

/// <summary>Makes the log's entries: of what was taken whole only the counts, of what was refused also what it looked like.</summary>
public sealed class RequestLogWriter(IOptions<IngestOptions> options, TimeProvider time)
{
    private readonly TokenBuckets<long> _bodies = new(options.Value.KeptBodiesPerMinute / 60.0, options.Value.KeptBodiesPerMinute, time);

    internal RequestLogEntry EntryOf(Submission submission, UploadAnswer answer)
    {
        var refused = answer.Refusal is not null || answer.Rejected.Count > 0;
        return new RequestLogEntry(new RequestFacts
        {
            SourceId = submission.Key.Id,
            At = submission.ReceivedAt,
            Kind = submission.Kind,
            Status = answer.Refusal?.Status ?? 200,
            Code = answer.Refusal?.Code,
            AccessNumber = submission.Upload?.AccessNumber,
            Accepted = answer.Accepted,
            Duplicates = answer.Duplicates,
            Rejected = answer.Rejected.Count,
            ClockDifference = submission.ClockDifference,
            Bytes = submission.Bytes,
            Address = submission.Address,
            ReplayOf = submission.ReplayOf,
            Excerpt = refused ? BodyExcerpt.Of(submission.Body.Span) : null,
            Reasons = [.. answer.Rejected.Take(RequestLogEntry.MaxReasons)],
            Body = refused && Keeps(submission) ? submission.Body.ToArray() : null,
        });
    }

    /// <summary>A replay is not kept once more: what it repeats is there.</summary>
    private bool Keeps(Submission submission) => submission.ReplayOf is null && submission.Upload is not null && submission.Body.Length > 0
        && submission.Body.Length <= options.Value.KeptBodyKilobytes * 1024 && _bodies.TryTake(submission.Key.Id);
}
