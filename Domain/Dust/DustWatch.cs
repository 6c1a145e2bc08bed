namespace Domain.Dust;

/// <summary>How far the watch over limits has come: one row, advanced in the transaction that stores what a window brought.</summary>
public sealed class DustWatch
{
    /// <summary>There is one.</summary>
    public const long OnlyId = 1;

    public long Id { get; private set; } = OnlyId;

    /// <summary>End of the last window that was looked at, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    public long Revision { get; private set; }

    private DustWatch()
    {
    }

    public DustWatch(DateTimeOffset until) => Until = until;

    /// <exception cref="InvalidOperationException">Backwards.</exception>
    public void Advance(DateTimeOffset until) =>
        Until = until > Until ? until : throw new InvalidOperationException("What was looked at is not looked at again.");
}
