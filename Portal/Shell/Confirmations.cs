namespace Portal.Shell;

/// <summary>Asks before something that cannot be undone. One question at a time per circuit.</summary>
public sealed class Confirmations
{
    private TaskCompletionSource<bool>? _answer;

    public event Action? Changed;

    public Question? Open { get; private set; }

    /// <summary>True when the person agreed. A second question while one is open counts as refused.</summary>
    public Task<bool> AskAsync(string title, string text, string agree, bool dangerous)
    {
        if (Open is not null) return Task.FromResult(false);
        _answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Open = new Question(title, text, agree, dangerous);
        Changed?.Invoke();
        return _answer.Task;
    }

    public void Answer(bool agreed)
    {
        Open = null;
        Changed?.Invoke();
        _answer?.TrySetResult(agreed);
    }
}

/// <summary>What is asked.</summary>
public sealed record Question(string Title, string Text, string Agree, bool Dangerous);
