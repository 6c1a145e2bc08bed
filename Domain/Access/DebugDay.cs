namespace Domain.Access;

/// <summary>
/// A day of an operator's board. Whoever gives a place on it or changes its capacity saves it, so that of two at once one meets the
/// other's revision: however many try, the day never holds more than its capacity.
/// </summary>
public sealed class DebugDay
{
    public const int MaxCapacity = 50;
    public const int NoteLength = 100;

    public long OperatorId { get; private set; }

    public DateOnly Date { get; private set; }

    /// <summary>Deliveries taken on this day, 0 closes it; null: as many as the setting says.</summary>
    public int? Capacity { get; private set; }

    public string? Note { get; private set; }

    public long Revision { get; private set; }

    private DebugDay()
    {
    }

    public DebugDay(long operatorId, DateOnly date)
    {
        OperatorId = operatorId;
        Date = date;
    }

    /// <summary>Says how many deliveries the day takes.</summary>
    /// <param name="taken">Places given already.</param>
    /// <exception cref="DomainException">slot.capacity-out-of-range (least, most), slot.capacity-below-taken (taken), field.too-long.</exception>
    public void Change(int capacity, string? note, int taken)
    {
        if (capacity is < 0 or > MaxCapacity) throw new DomainException("slot.capacity-out-of-range", 0, MaxCapacity);
        if (capacity < taken) throw new DomainException("slot.capacity-below-taken", taken);
        if (note?.Trim().Length > NoteLength) throw new DomainException("field.too-long", NoteLength);
        Capacity = capacity;
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
    }

    /// <summary>The first free ordinal.</summary>
    /// <param name="taken">The ordinals of the places given already.</param>
    /// <param name="usual">The setting, for a day without a capacity of its own.</param>
    /// <exception cref="DomainException">slot.day-full (date, capacity).</exception>
    public int FirstFree(IReadOnlyCollection<int> taken, int usual)
    {
        ArgumentNullException.ThrowIfNull(taken);
        var capacity = Capacity ?? usual;
        if (taken.Count >= capacity) throw new DomainException("slot.day-full", Date, capacity);
        return Enumerable.Range(1, taken.Count + 1).First(ordinal => !taken.Contains(ordinal));
    }
}
