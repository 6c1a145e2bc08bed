namespace Domain.Numbering;

/// <summary>
/// The last number given in a series such as "JR2026". The row is advanced in the transaction that uses the number, so numbers have no
/// gaps and no doubles: a second taker waits until the first is saved or has given up.
/// </summary>
public sealed class NumberSeries
{
    public const int NameLength = 30;

    public string Name { get; private set; } = "";

    public int Last { get; private set; }

    public long Revision { get; private set; }

    private NumberSeries()
    {
    }

    public NumberSeries(string name) => Name = name;

    public int Next() => ++Last;
}
