namespace Portal.Shell;

/// <summary>Short messages at the edge of the page, one list per circuit.</summary>
public sealed class Toasts(TimeProvider clock)
{
    /// <summary>Good news goes by itself; what went wrong stays until it is closed.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(6);

    private readonly List<Toast> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => _shown;

    public void Show(Tone tone, string text)
    {
        var toast = new Toast(tone, text);
        _shown.Add(toast);
        Changed?.Invoke();
        if (tone is not Tone.Danger) _ = CloseLaterAsync(toast);
    }

    public void Close(Toast toast)
    {
        if (_shown.Remove(toast)) Changed?.Invoke();
    }

    private async Task CloseLaterAsync(Toast toast)
    {
        await Task.Delay(Stay, clock);
        Close(toast);
    }
}

/// <summary>One message.</summary>
public sealed class Toast(Tone tone, string text)
{
    public Tone Tone { get; } = tone;

    public string Text { get; } = text;
}
