using System.Data.Common;
using System.Diagnostics;
using Domain.Devices;
using Domain.Ingest;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Ingest;

/// <summary>
/// Writes many requests in one durable transaction and only then answers them. One request's trouble never fails the others of its group:
/// what the server refuses is written again in halves, down to the one that it is about.
/// </summary>
public sealed partial class GroupCommitter(
    IDbContextFactory<PortalDbContext> databases, BulkWriter bulk, RequestLogWriter log, IOptions<IngestOptions> options, TimeProvider time,
    ILogger<GroupCommitter> logger)
{
    /// <summary>Times that a group is written because a name in it was there already, or another node or committer was faster; then it is halved.</summary>
    private const int Attempts = 4;

    /// <summary>For so long after a name that was there already, names are looked up before they are written.</summary>
    private static readonly TimeSpan Caution = TimeSpan.FromSeconds(10);

    private long _cautiousUntil;

    /// <summary>Answers every submission of the group, whatever happens.</summary>
    internal async Task CommitAsync(IReadOnlyList<Submission> group)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.CommitWithinSeconds));
        try
        {
            await CommitAsync(group, limit.Token);
        }
#pragma warning disable CA1031 // Whatever it is, nobody may wait for an answer that never comes.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogGivenUp(exception, group.Count);
            // What was answered before stays so. Nothing is known of the rest, and a record that is sent again is stored once.
            foreach (var submission in group) submission.Complete(UploadAnswer.Of(Refusal.Overloaded));
        }
    }

    private async Task CommitAsync(IReadOnlyList<Submission> group, CancellationToken cancellationToken)
    {
        // Repeated records and nonces are rare, and the index that forbids them finds them anyway: names are looked up only once that has happened.
        var lookUp = Stopwatch.GetTimestamp() < Volatile.Read(ref _cautiousUntil);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteAsync(group, lookUp, cancellationToken);
                return;
            }
            catch (DbException exception) when (attempt < Attempts && exception.IsCollision())
            {
                lookUp = true;
                Volatile.Write(ref _cautiousUntil, Stopwatch.GetTimestamp() + (long)(Caution.TotalSeconds * Stopwatch.Frequency));
            }
            catch (DbException exception) when (exception.IsRefusal() && group.Count > 1)
            {
                LogHalved(exception, group.Count);
                await CommitAsync([.. group.Take(group.Count / 2)], cancellationToken);
                await CommitAsync([.. group.Skip(group.Count / 2)], cancellationToken);
                return;
            }
            catch (DbException exception) when (exception.IsCollision())
            {
                // Others were faster each time. Sent again, it is stored or found to be there.
                LogCollided(exception, group[0].Kind, group[0].Key.KeyId);
                group[0].Complete(UploadAnswer.Of(Refusal.Overloaded));
                return;
            }
            catch (DbException exception) when (exception.IsRefusal())
            {
                LogRefused(exception, group[0].Kind, group[0].Key.KeyId);
                group[0].Complete(UploadAnswer.Of(Refusal.Failed));
                return;
            }
        }
    }

    private async Task WriteAsync(IReadOnlyList<Submission> group, bool lookUp, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await DecideAsync(db, group, lookUp, cancellationToken);
        // A record that was stored before is a repetition, whatever is wrong with what is sent now.
        if (!lookUp && rows.WantLookUp) rows = await DecideAsync(db, group, lookUp: true, cancellationToken);

        // In the order of their names, so that two committers that meet in some wait for each other one way only.
        rows.Nonces.Sort((a, b) => a.Id.CompareTo(b.Id));
        rows.Captures.Sort((a, b) => a.Test == b.Test ? Compare(a.SourceId, a.RecordId, b.SourceId, b.RecordId) : a.Test.CompareTo(b.Test));
        rows.Statuses.Sort((a, b) => Compare(a.SourceId, a.RecordId, b.SourceId, b.RecordId));
        rows.Readings.Sort((a, b) => Compare(a.SourceId, a.RecordId, b.SourceId, b.RecordId));
        BulkRows[] tables =
        [
            BulkRows.Of(rows.Nonces), BulkRows.Of(rows.Captures), BulkRows.Of(rows.Statuses), BulkRows.Of(rows.Readings),
            BulkRows.Of<SignalWindow>([.. rows.Signals]), BulkRows.Of(rows.Log),
        ];
        await bulk.CommitAsync(db, tables, cancellationToken);
        foreach (var (submission, answer) in rows.Answers) submission.Complete(answer);
    }

    private static int Compare(long source, string name, long otherSource, string otherName) =>
        source == otherSource ? string.CompareOrdinal(name, otherName) : source.CompareTo(otherSource);

    private async Task<GroupRows> DecideAsync(PortalDbContext db, IReadOnlyList<Submission> group, bool lookUp, CancellationToken cancellationToken)
    {
        var rows = new GroupRows(await GroupStanding.ReadAsync(db, bulk, group, time.GetUtcNow(), lookUp, cancellationToken), log);
        foreach (var submission in group) rows.Add(submission);
        return rows;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} requests could not be committed")]
    private partial void LogGivenUp(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server refused a group of {Count} requests; it is written in halves")]
    private partial void LogHalved(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request of {Kind} signed by key {KeyId} met others in the same names each time")]
    private partial void LogCollided(Exception exception, UploadKind kind, string keyId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The server refused a request of {Kind} signed by key {KeyId}")]
    private partial void LogRefused(Exception exception, UploadKind kind, string keyId);
}
