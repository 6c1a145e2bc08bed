namespace Portal.Drafts;

/// <summary>
/// Runs one save at a time. Whoever asks while one runs waits for the next, which stores what is there by then; however many ask, it is one.
/// Used from one circuit only, whose calls do not overlap.
/// </summary>
public sealed class SaveRunner(Func<Task> save)
{
    private Task _running = Task.CompletedTask;
    private Task _next = Task.CompletedTask;
    private bool _waiting;

    /// <summary>Completes when everything that stood in the form at the call is stored; fails as the save does.</summary>
    public Task RunAsync()
    {
        if (_waiting) return _next;
        if (_running.IsCompleted) return _running = save();
        // Before the call, which may begin its save at once if the running one ends in this moment.
        _waiting = true;
        return _next = AfterAsync(_running);
    }

    /// <summary>Completes when nothing is being stored any more, and begins nothing itself; how it went is told to those who asked for it.</summary>
    public async Task EndedAsync() =>
        await (_waiting ? _next : _running).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private async Task AfterAsync(Task before)
    {
        // Its failure is told to those who asked for it.
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _waiting = false;
        _running = save();
        await _running;
    }
}
