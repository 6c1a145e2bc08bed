using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Workflows.Ingest;

/// <summary>
/// Where requests wait for the database, and the committers that fetch them from there in groups: as many as came while the group before was
/// written, so that nobody waits for a group to fill. What does not fit in the queue, and what waits too long, is answered as overload.
/// </summary>
public sealed class Intake(GroupCommitter committer, IOptions<IngestOptions> options) : BackgroundService
{
    private readonly IngestOptions _options = options.Value;

    private readonly Channel<Submission> _waiting = Channel.CreateBounded<Submission>(
        new BoundedChannelOptions(options.Value.QueueLength) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>The answer within <see cref="IngestOptions.AnswerWithinSeconds"/> of waiting for the database.</summary>
    internal async Task<UploadAnswer> SubmitAsync(Submission submission)
    {
        if (!_waiting.Writer.TryWrite(submission)) return UploadAnswer.Of(Refusal.Overloaded);
        try
        {
            var left = TimeSpan.FromSeconds(_options.AnswerWithinSeconds) - submission.Waited;
            return await submission.Answer.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
        catch (TimeoutException)
        {
            submission.TryGiveUp();
            return UploadAnswer.Of(Refusal.Overloaded);
        }
    }

    /// <summary>Lets a refused request be logged, unless there is more to do than that.</summary>
    internal void Note(Submission refused)
    {
        if (_waiting.Reader.Count < _options.QueueLength / 2) _waiting.Writer.TryWrite(refused);
    }

    /// <summary>Takes no more requests and finishes those that are waiting.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.Committers).Select(_ => Task.Run(CommitGroupsAsync, CancellationToken.None)));

    private async Task CommitGroupsAsync()
    {
        var group = new List<Submission>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            var records = 0;
            while (group.Count < _options.GroupRequests && records < _options.GroupRecords && _waiting.Reader.TryRead(out var submission))
            {
                if (!submission.TryTake()) continue;
                group.Add(submission);
                records += submission.Upload?.Records.Count ?? 1;
            }

            if (group.Count > 0) await committer.CommitAsync(group);
        }
    }
}
