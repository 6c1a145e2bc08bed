using System.Diagnostics;
using Domain.Captures;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workflows.Ingest;

/// <summary>
/// Puts the pictures of an upload into the file store before its rows are written: a row never names a picture that is not there. Whether the
/// upload will be taken is asked first, so that nobody fills the disk with what is refused.
/// </summary>
public sealed class CapturePictures(
    IDbContextFactory<PortalDbContext> databases, BulkWriter bulk, FileStore files, IOptions<IngestOptions> options, TimeProvider time)
{
    /// <summary>Stores the pictures, or notes in the submission why it will be refused.</summary>
    /// <exception cref="TimeoutException">The database does not answer in time; others of the database and the file store mean the same to the sender.</exception>
    internal async Task KeepAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.Upload is not { } upload || !upload.Records.OfType<CaptureDraft>().Any(r => r.Stored is null && r.Rejection is null)) return;
        var begun = Stopwatch.GetTimestamp();
        var within = TimeSpan.FromSeconds(options.Value.AnswerWithinSeconds);
        var standing = await ReadAsync(submission, within).WaitAsync(within, cancellationToken);
        submission.Waited += Stopwatch.GetElapsedTime(begun);
        // The committer finds and answers these two again.
        if (!standing.IsEnabled(submission.Key) || standing.UsedNonces.Count > 0) return;
        (var registration, submission.Refusal) = standing.RegistrationFor(submission.Key, upload);
        if (registration is null) return;

        var records = upload.Records.OfType<CaptureDraft>()
            .Where(r => r.Stored is null && r.Rejection is null && !standing.IsStored(submission.Key, upload.Kind, r.RecordId!)).ToList();
        foreach (var record in records.FindAll(r => standing.CameraOf(registration.Id, r).Removed)) record.Reject(GroupStanding.CameraRemoved);
        records.RemoveAll(r => r.Rejection is not null);
        var hashes = await files.SaveAllAsync([.. records.SelectMany(r => r.Images).Select(i => (ReadOnlyMemory<byte>)i.Content)], cancellationToken);
        var next = 0;
        foreach (var record in records)
            record.Stored = [.. record.Images.Select(i => new CapturedImage(i.Kind, hashes[next++], i.Png, i.Content.Length))];
    }

    private async Task<GroupStanding> ReadAsync(Submission submission, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await using var db = await databases.CreateDbContextAsync(limit.Token);
        return await GroupStanding.ReadAsync(db, bulk, [submission], time.GetUtcNow(), lookUp: true, limit.Token);
    }
}
