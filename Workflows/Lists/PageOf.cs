namespace Workflows.Lists;

/// <summary>One page of a list, and how many there are in all.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Which page of a list is asked for, in which order.</summary>
public sealed record PageRequest
{
    public const int DefaultSize = 20;
    public const int MaxSize = 100;

    private const int MaxNumber = 1_000_000;

    private readonly int _number = 1;
    private readonly int _size = DefaultSize;

    /// <summary>From 1. Kept within bounds, because it comes from an address.</summary>
    public int Number { get => _number; init => _number = Math.Clamp(value, 1, MaxNumber); }

    public int Size { get => _size; init => _size = Math.Clamp(value, 1, MaxSize); }

    /// <summary>Name of the column to sort by; null for the list's own order. A service knows its names and ignores others.</summary>
    public string? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>Rows before the page.</summary>
    public int Skip => (Number - 1) * Size;
}
