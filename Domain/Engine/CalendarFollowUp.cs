namespace Domain.Engine;

/// <summary>
/// That the calendar changed and open deadlines have to follow. Saved together with the change, so that a crash in between cannot
/// leave deadlines behind; removed when they have followed.
/// </summary>
public sealed class CalendarFollowUp
{
    public long Id { get; private set; }

    /// <summary>When the change was made, UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    private CalendarFollowUp()
    {
    }

    public CalendarFollowUp(DateTimeOffset changedAt) => ChangedAt = changedAt;
}
