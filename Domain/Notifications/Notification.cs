namespace Domain.Notifications;

/// <summary>A message as its reader finds it in the portal.</summary>
public sealed class Notification
{
    public long Id { get; private set; }

    /// <summary>The outbox message it came from; unique per account, so a repeated delivery adds nothing.</summary>
    public long MessageId { get; private set; }

    public long AccountId { get; private set; }

    public string Template { get; private set; } = "";

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    public string? Link { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    private Notification()
    {
    }

    public Notification(OutboxMessage message, long accountId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(message);
        MessageId = message.Id;
        AccountId = accountId;
        Template = message.Template;
        Arguments = message.Arguments;
        Link = message.Link;
        At = at;
    }

    public void Read(DateTimeOffset at) => ReadAt ??= at;
}
