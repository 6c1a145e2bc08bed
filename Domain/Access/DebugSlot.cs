namespace Domain.Access;

/// <summary>
/// A place on an operator's board: one delivery on one day. Operator, day and ordinal are unique, so no place is given twice.
/// </summary>
public sealed class DebugSlot
{
    public const int NameLength = 100;

    public long Id { get; private set; }

    /// <summary>Whose board it is on; each operator has a debugging point of its own.</summary>
    public long OperatorId { get; private set; }

    public DateOnly Date { get; private set; }

    /// <summary>From 1.</summary>
    public int Ordinal { get; private set; }

    /// <summary>An application holds at most one place.</summary>
    public long ApplicationId { get; private set; }

    public long GivenBy { get; private set; }

    /// <summary>审核人 of form 1-5.</summary>
    public string GivenByName { get; private set; } = "";

    public DateTimeOffset GivenAt { get; private set; }

    private DebugSlot()
    {
    }

    public DebugSlot(DebugDay day, int ordinal, long applicationId, long givenBy, string givenByName, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(day);
        OperatorId = day.OperatorId;
        Date = day.Date;
        Ordinal = ordinal;
        ApplicationId = applicationId;
        GivenBy = givenBy;
        GivenByName = givenByName;
        GivenAt = at;
    }
}
