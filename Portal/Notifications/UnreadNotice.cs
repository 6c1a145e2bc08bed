namespace Portal.Notifications;

/// <summary>Tells the bell that something was read on this page. One per circuit.</summary>
public sealed class UnreadNotice
{
    public event Action? Changed;

    public void Raise() => Changed?.Invoke();
}
