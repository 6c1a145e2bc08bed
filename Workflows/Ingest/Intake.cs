using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Workflows.Ingest;

/// <summary>
/// Where requests wait for the database, and where they are fetched from in groups: as many as came while the group before was
/// written, so that nobody waits for a group to fill. What does not fit in the queue, and what waits too long, is answered as overload.
/// </summary>
public sealed class Intake : BackgroundService
{
    /// <summary>How often it is looked for who has waited too long; a clock of each request's own would cost as much as reading it.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly GroupCommitter _committer;
    private readonly IngestOptions _options;
    private readonly Channel<Submission> _waiting;

    /// <summary>That there may be something to begin.</summary>
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Records that wait.</summary>
    private int _queued;

    private int _running;

    /// <summary>Those who wait for an answer, in the order in which they came.</summary>
    private readonly ConcurrentQueue<Submission> _asked = new();

    private readonly Lock _looking = new();

    private readonly Timer _clock;

    /// <summary>When the last transaction was begun.</summary>
    private long _begunAt;

    public Intake(GroupCommitter committer, IOptions<IngestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_committer, _options) = (committer, options.Value);
        _waiting = Channel.CreateBounded<Submission>(new BoundedChannelOptions(_options.QueueLength) { FullMode = BoundedChannelFullMode.Wait });
        _clock = new Timer(_ => GiveUpLate(), null, LookEvery, LookEvery);
    }

    /// <summary>The answer within <see cref="IngestOptions.AnswerWithinSeconds"/> of waiting for the database.</summary>
    internal async Task<UploadAnswer> SubmitAsync(Submission submission)
    {
        if (!TryQueue(submission)) return UploadAnswer.Of(Refusal.Overloaded);
        var within = TimeSpan.FromSeconds(_options.AnswerWithinSeconds);
        if (submission.Waited == TimeSpan.Zero)
        {
            submission.Late = Stopwatch.GetTimestamp() + (long)(within.TotalSeconds * Stopwatch.Frequency);
            _asked.Enqueue(submission);
            return await submission.Answer;
        }

        try
        {
            return await submission.Answer.WaitAsync(within > submission.Waited ? within - submission.Waited : TimeSpan.Zero);
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
        if (_waiting.Reader.Count < _options.QueueLength / 2) TryQueue(refused);
    }

    /// <summary>Takes no more requests and finishes those that are waiting.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        _wake.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _clock.Dispose();
        base.Dispose();
    }

    /// <summary>
    /// A second transaction is begun beside the first when what waits is worth it, or when the first takes long: it may wait for something that the
    /// next does not need.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var begun = new List<Task>();
        while (await MayBeginAsync())
        {
            begun.RemoveAll(commit => commit.IsCompleted);
            var late = Stopwatch.GetElapsedTime(_begunAt).TotalMilliseconds >= _options.NextGroupMilliseconds;
            while (HasRoom && Volatile.Read(ref _queued) is > 0 and var queued && (late || queued >= _options.SecondGroupRecords || Volatile.Read(ref _running) == 0))
            {
                late = false;
                Begin(begun);
            }
        }

        // What is left is little enough to be written as it comes.
        while (Begin(begun)) { }
        await Task.WhenAll(begun);
    }

    /// <summary>Answers those who have waited too long. All wait equally long, so the first that need not be looked at ends the look.</summary>
    private void GiveUpLate()
    {
        // A look that takes longer than the time between two.
        if (!_looking.TryEnter()) return;
        try
        {
            while (_asked.TryPeek(out var first) && (first.Answer.IsCompleted || first.Late <= Stopwatch.GetTimestamp()))
            {
                _asked.TryDequeue(out _);
                if (first.Answer.IsCompleted) continue;
                first.TryGiveUp();
                first.Complete(UploadAnswer.Of(Refusal.Overloaded));
            }
        }
        finally
        {
            _looking.Exit();
        }
    }

    private bool HasRoom => Volatile.Read(ref _running) < _options.Committers;

    /// <summary>Waits for something that changes what may be begun; false when nothing comes any more.</summary>
    private async Task<bool> MayBeginAsync()
    {
        var wake = _wake.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!wake.IsCompleted && HasRoom && Volatile.Read(ref _queued) > 0)
        {
            await Task.WhenAny(wake, Task.Delay(TimeSpan.FromMilliseconds(_options.NextGroupMilliseconds)));
            if (!wake.IsCompleted) return true;
        }

        if (!await wake) return false;
        _wake.Reader.TryRead(out _);
        return true;
    }

    private bool TryQueue(Submission submission)
    {
        submission.Weight = Math.Max(1, submission.Upload?.Records.Count ?? 1);
        if (!_waiting.Writer.TryWrite(submission)) return false;
        // The first makes it look at the clock, too.
        var queued = Interlocked.Add(ref _queued, submission.Weight);
        if (queued == submission.Weight || queued >= _options.SecondGroupRecords) _wake.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Begins to commit what waits; false when nothing does.</summary>
    private bool Begin(List<Task> begun)
    {
        var group = NextGroup();
        if (group.Count == 0) return false;
        Interlocked.Increment(ref _running);
        _begunAt = Stopwatch.GetTimestamp();
        begun.Add(Task.Run(() => CommitAsync(group), CancellationToken.None));
        return true;
    }

    private async Task CommitAsync(List<Submission> group)
    {
        await _committer.CommitAsync(group);
        Interlocked.Decrement(ref _running);
        _wake.Writer.TryWrite(true);
    }

    private List<Submission> NextGroup()
    {
        var group = new List<Submission>();
        var (taken, records) = (0, 0);
        while (group.Count < _options.GroupRequests && records < _options.GroupRecords && _waiting.Reader.TryRead(out var submission))
        {
            taken += submission.Weight;
            if (!submission.TryTake()) continue;
            group.Add(submission);
            records += submission.Weight;
        }

        Interlocked.Add(ref _queued, -taken);
        return group;
    }
}
