using Domain.Sites;

namespace Domain.Leave;

/// <summary>缺岗记录: a key person did not come back by the end of the working day after the leave (S4 module 51). It begins when the leave ended.</summary>
public sealed class AbsenceRecord
{
    public long Id { get; private set; }

    public long LeaveId { get; private set; }

    public long SiteId { get; private set; }

    public KeyPost Post { get; private set; }

    public long UnitId { get; private set; }

    public string PersonName { get; private set; } = "";

    /// <summary>The end of the leave, UTC: what was approved is no absence.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Until when the return was to be registered, UTC.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When the return was registered; null while the person is away.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public long Revision { get; private set; }

    private AbsenceRecord()
    {
    }

    public AbsenceRecord(LeaveRequest leave, DateTimeOffset dueAt, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(leave);
        (LeaveId, SiteId, Post, UnitId, PersonName) = (leave.Id, leave.SiteId, leave.Post, leave.UnitId, leave.PersonName);
        (Since, DueAt, RecordedAt) = (leave.To, dueAt, at);
    }

    /// <summary>The person is back.</summary>
    public void End(DateTimeOffset at) => EndedAt = at;

    /// <summary>The return was not confirmed: the absence goes on.</summary>
    public void Resume() => EndedAt = null;
}
