namespace Domain.Access;

/// <summary>A place on the operator's board: one delivery on one day. Day and ordinal are unique, so no place is given twice.</summary>
public sealed class DebugSlot
{
    public long Id { get; private set; }

    public DateOnly Date { get; private set; }

    /// <summary>1 to the day's capacity.</summary>
    public int Ordinal { get; private set; }

    /// <summary>An application holds at most one place.</summary>
    public long ApplicationId { get; private set; }

    public long GivenBy { get; private set; }

    public DateTimeOffset GivenAt { get; private set; }

    private DebugSlot()
    {
    }

    public DebugSlot(DateOnly date, int ordinal, long applicationId, long givenBy, DateTimeOffset at)
    {
        Date = date;
        Ordinal = ordinal;
        ApplicationId = applicationId;
        GivenBy = givenBy;
        GivenAt = at;
    }

    /// <summary>The first free ordinal of a day.</summary>
    /// <exception cref="DomainException">slot.day-full (date, capacity), slot.not-a-working-day is the service's.</exception>
    public static int FirstFree(IReadOnlyCollection<int> taken, int capacity, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(taken);
        for (var ordinal = 1; ordinal <= capacity; ordinal++)
        {
            if (!taken.Contains(ordinal)) return ordinal;
        }

        throw new DomainException("slot.day-full", date, capacity);
    }
}

/// <summary>A day whose capacity differs from the setting: 0 closes it.</summary>
public sealed class DebugDay
{
    public const int MaxCapacity = 50;
    public const int NoteLength = 100;

    public DateOnly Date { get; private set; }

    public int Capacity { get; private set; }

    public string? Note { get; private set; }

    private DebugDay()
    {
    }

    public DebugDay(DateOnly date, int capacity, string? note)
    {
        Date = date;
        Change(capacity, note);
    }

    /// <exception cref="DomainException">slot.capacity-out-of-range.</exception>
    public void Change(int capacity, string? note)
    {
        if (capacity is < 0 or > MaxCapacity) throw new DomainException("slot.capacity-out-of-range", 0, MaxCapacity);
        Capacity = capacity;
        Note = note;
    }
}
