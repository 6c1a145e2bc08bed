using System.Data.Common;
using System.Threading.Channels;
using Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>
/// Where frames of all connections wait for the database: as many as came while the group before was written go into the next
/// transaction, so that nobody waits for a group to fill and nothing is answered before it is on disk.
/// </summary>
public sealed partial class DustIntake(DustStore store, IOptions<DustOptions> options, TimeProvider time, ILogger<DustIntake> logger) : BackgroundService
{
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(options.Value.QueueLength) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>True once it is committed; false when it could not be within <see cref="DustOptions.StoreSeconds"/>. Waits while the queue is full.</summary>
    internal async Task<bool> StoreAsync(DustArrival arrival, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(arrival);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.StoreSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await _waiting.Writer.WriteAsync(waiting, either.Token);
            return await waiting.Stored.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>Takes no more frames and finishes those that are waiting.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            while (group.Count < options.Value.GroupFrames && _waiting.Reader.TryRead(out var next)) group.Add(next);
            await WriteAsync(group);
        }
    }

    /// <summary>What the database refuses is written in halves, down to the frame that it is about; when it does not answer, nothing is told.</summary>
    private async Task WriteAsync(List<Waiting> group)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.StoreSeconds), time);
        try
        {
            await store.StoreAsync([.. group.Select(waiting => waiting.Arrival)], limit.Token);
            foreach (var waiting in group) waiting.Stored.TrySetResult(true);
        }
        catch (DbException exception) when (group.Count > 1 && exception.IsRefusal())
        {
            await WriteAsync(group[..(group.Count / 2)]);
            await WriteAsync(group[(group.Count / 2)..]);
        }
#pragma warning disable CA1031 // Whatever it is, the next group must have its chance, and nobody may wait for ever.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotStored(exception, group.Count);
            foreach (var waiting in group) waiting.Stored.TrySetResult(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} dust frames could not be stored; the instruments will send them again.")]
    private partial void LogNotStored(Exception exception, int count);

    private sealed record Waiting(DustArrival Arrival)
    {
        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
