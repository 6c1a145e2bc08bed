using Workflows.Notifications;

namespace Portal.Notifications;

/// <summary>
/// Tells open pages that something came or was read, whichever node delivered it and whichever page it was read on: one look at the
/// database for everybody who is here, again and again.
/// </summary>
public sealed partial class UnreadWatch(OwnNotifications notifications, TimeProvider time, ILogger<UnreadWatch> log) : BackgroundService
{
    /// <summary>How late a page may be.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Followed> _followed = [];

    /// <summary>Calls back with the number of unread messages when it is another than before, until disposed.</summary>
    public IDisposable Follow(long accountId, Action<int> changed)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(accountId, out var followed)) _followed[accountId] = followed = new Followed();
            followed.Callers.Add(changed);
        }

        return new Following(this, accountId, changed);
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken = default)
    {
        long[] accounts;
        lock (_lock) accounts = [.. _followed.Keys];
        if (accounts.Length == 0) return;
        var unread = await notifications.UnreadOfAsync(accounts, cancellationToken);
        foreach (var (call, count) in Changes(accounts, unread)) call(count);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A database that is away for a moment must not end the watch.
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Missed(log, e);
            }
        }
    }

    private List<(Action<int> Call, int Count)> Changes(long[] accounts, IReadOnlyDictionary<long, int> unread)
    {
        List<(Action<int>, int)> changes = [];
        lock (_lock)
        {
            foreach (var account in accounts)
            {
                var count = unread.GetValueOrDefault(account);
                if (!_followed.TryGetValue(account, out var followed) || followed.Last == count) continue;
                followed.Last = count;
                changes.AddRange(followed.Callers.Select(call => (call, count)));
            }
        }

        return changes;
    }

    private void Leave(long accountId, Action<int> changed)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(accountId, out var followed)) return;
            followed.Callers.Remove(changed);
            if (followed.Callers.Count == 0) _followed.Remove(accountId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unread messages could not be counted; open pages are told later.")]
    private static partial void Missed(ILogger log, Exception exception);

    private sealed class Followed
    {
        public List<Action<int>> Callers { get; } = [];

        /// <summary>What was told last; null before the first look.</summary>
        public int? Last { get; set; }
    }

    private sealed class Following(UnreadWatch watch, long accountId, Action<int> changed) : IDisposable
    {
        public void Dispose() => watch.Leave(accountId, changed);
    }
}
