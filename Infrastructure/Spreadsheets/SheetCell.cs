using SpreadCheetah;

namespace Infrastructure.Spreadsheets;

/// <summary>A column of a sheet.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Width">In characters.</param>
public sealed record SheetColumn(string Title, double Width);

/// <summary>What stands in a cell: text, a number, a local time, or nothing. Text is never a formula.</summary>
public readonly record struct SheetCell
{
    private SheetCell(DataCell value, bool literal = false) => (Value, IsLiteral) = (value, literal);

    internal DataCell Value { get; }

    /// <summary>Text that a person's editing would turn into a formula.</summary>
    internal bool IsLiteral { get; }

    public static SheetCell Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return default;
        text = CellText.Clean(text);
        return new(new DataCell(text), LooksLikeFormula(text));
    }

    public static SheetCell Of(double? number) => new(new DataCell(number));

    /// <param name="local">As a reader's clock showed it.</param>
    public static SheetCell Of(DateTime? local) => new(new DataCell(local));

    /// <summary>Whether a spreadsheet would take the text for a formula if it were typed.</summary>
    public static bool LooksLikeFormula(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
    }
}
