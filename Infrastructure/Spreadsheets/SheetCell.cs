namespace Infrastructure.Spreadsheets;

/// <summary>A column of a sheet.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Width">In characters.</param>
public sealed record SheetColumn(string Title, double Width);

/// <summary>What stands in a cell: text, a number, a local time, or nothing.</summary>
public readonly record struct SheetCell
{
    private SheetCell(string? text, double? number, bool moment) => (Text, Number, IsMoment) = (text, number, moment);

    public string? Text { get; }

    /// <summary>The number; of a time the days since 1899-12-30, as spreadsheets count.</summary>
    public double? Number { get; }

    public bool IsMoment { get; }

    public static SheetCell Of(string? text) => new(text, null, false);

    public static SheetCell Of(double? number) => new(null, number, false);

    /// <param name="local">As a reader's clock showed it.</param>
    public static SheetCell Of(DateTime? local) => new(null, local?.ToOADate(), local is not null);
}
