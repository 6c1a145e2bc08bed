using System.Collections.Concurrent;
using Domain;

namespace Portal.Lists;

/// <summary>
/// Exports that are being sent to browsers by this node: how far each has come, for the page that began it, and the means to stop it. A
/// person has one at a time, because each holds a connection to the database.
/// </summary>
public sealed class ListExports
{
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<long, ListExport> _running = new();

    /// <summary>The person's running export, if the page's own name for it is this.</summary>
    public ListExport? Find(long accountId, string run) => _running.TryGetValue(accountId, out var export) && export.Run == run ? export : null;

    /// <param name="accountId">Whose.</param>
    /// <param name="run">The page's own name for it.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="gone">Ends when the browser has gone.</param>
    /// <exception cref="DomainException">export.one-at-a-time, export.busy.</exception>
    public ListExport Begin(long accountId, string run, TimeSpan limit, CancellationToken gone)
    {
        if (_running.Count >= AtOnce) throw new DomainException("export.busy");
        var export = new ListExport(run, limit, ended => _running.TryRemove(KeyValuePair.Create(accountId, ended)), gone);
        if (_running.TryAdd(accountId, export)) return export;
        export.Dispose();
        throw new DomainException("export.one-at-a-time");
    }
}

/// <summary>One export on its way.</summary>
public sealed class ListExport : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Action<ListExport> _ended;
    private long _rows;

    internal ListExport(string run, TimeSpan limit, Action<ListExport> ended, CancellationToken gone)
    {
        Run = run;
        _ended = ended;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _stop.CancelAfter(limit);
    }

    public string Run { get; }

    /// <summary>Rows sent.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    public CancellationToken Stopped => _stop.Token;

    /// <summary>It was stopped, took too long or lost its browser: nothing of it was kept there. Also true after its end.</summary>
    public bool Cut => _stop.IsCancellationRequested;

    public void Count() => Interlocked.Increment(ref _rows);

    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        _ended(this);
        _stop.Dispose();
    }
}
