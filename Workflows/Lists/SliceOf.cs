using System.Globalization;

namespace Workflows.Lists;

/// <summary>
/// Some rows of a list that is too long to be counted, the newest first, and where to go on from them. A slice costs the same wherever in
/// the list it lies.
/// </summary>
/// <param name="Items">The newest first.</param>
/// <param name="Newer">Where the rows before these are; null when these are the newest.</param>
/// <param name="Older">Where the rows after these are; null when these are the oldest.</param>
public sealed record SliceOf<T>(IReadOnlyList<T> Items, ListCursor? Newer, ListCursor? Older);

/// <summary>Makes slices of what was read.</summary>
public static class Slices
{
    /// <param name="found">As they were asked for (towards newer rows: the oldest first), with one more than the slice holds where there are more.</param>
    /// <param name="request">How they were asked for.</param>
    /// <param name="place">Where a row stands.</param>
    public static SliceOf<T> Slice<T>(this IReadOnlyList<T> found, SliceRequest request, Func<T, (DateTimeOffset At, long Id)> place)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(place);
        var more = found.Count > request.Size;
        var towardsNewer = request.From?.Newer == true;
        List<T> rows = [.. found.Take(request.Size)];
        if (towardsNewer) rows.Reverse();
        if (rows.Count == 0) return new SliceOf<T>(rows, null, null);
        var isNewest = towardsNewer ? !more : request.From is null;
        var isOldest = !towardsNewer && !more;
        return new SliceOf<T>(rows, isNewest ? null : At(rows[0], newer: true), isOldest ? null : At(rows[^1], newer: false));

        ListCursor At(T row, bool newer)
        {
            var (at, id) = place(row);
            return new ListCursor(at, id, newer);
        }
    }
}

/// <summary>Which slice is asked for.</summary>
public sealed record SliceRequest
{
    private readonly int _size = PageRequest.DefaultSize;

    /// <summary>Null for the newest rows.</summary>
    public ListCursor? From { get; init; }

    public int Size { get => _size; init => _size = Math.Clamp(value, 1, PageRequest.MaxSize); }

    /// <summary>Rows to read: one more tells whether there is more.</summary>
    public int Take => Size + 1;
}

/// <summary>A place between two rows of a list that is ordered by time and id, the newest first.</summary>
/// <param name="At">Time of the row beside it, UTC.</param>
/// <param name="Id">Id of that row.</param>
/// <param name="Newer">Whether the rows before the place are meant; otherwise those after it.</param>
public sealed record ListCursor(DateTimeOffset At, long Id, bool Newer)
{
    private const char Before = 'n';
    private const char After = 'o';

    /// <summary>As it stands in an address, and is therefore anything.</summary>
    public static ListCursor? Parse(string? text)
    {
        if (text is not { Length: > 3 and < 60 } || text[0] is not (Before or After)) return null;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;
        return long.TryParse(text.AsSpan(1, dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            && long.TryParse(text.AsSpan(dot + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? new ListCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id, text[0] == Before)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Newer ? Before : After)}{At.UtcTicks}.{Id}");
}
