namespace Portal.Access.Editing;

/// <summary>
/// Runs one save at a time. Whoever asks while one runs waits for the next, which stores what is there by then; however many ask, it is one.
/// Used from one circuit only, whose calls do not overlap.
/// </summary>
public sealed class SaveRunner(Func<Task> save)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Completes when everything that stood in the form at the call is stored; fails as the save does.</summary>
    public Task RunAsync()
    {
        if (_next is not null) return _next;
        if (!_running.IsCompleted) return _next = AfterAsync(_running);
        return _running = save();
    }

    private async Task AfterAsync(Task before)
    {
        // Its failure is told to those who asked for it.
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _running = save();
        _next = null;
        await _running;
    }
}
