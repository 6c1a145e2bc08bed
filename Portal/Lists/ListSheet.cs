using Infrastructure.Spreadsheets;
using Portal.Fields;

namespace Portal.Lists;

/// <summary>A list as a sheet in the reader's language: its columns from left to right.</summary>
/// <param name="title">Of the sheet, and the beginning of the file's name.</param>
public sealed class ListSheet<TRow>(string title)
{
    /// <summary>Characters of a time to the millisecond.</summary>
    private const double TimeWidth = 24;

    private readonly List<SheetColumn> _headings = [];
    private readonly List<Func<TRow, SheetCell>> _cells = [];

    public string Title => title;

    public IReadOnlyList<SheetColumn> Headings => _headings;

    public IReadOnlyList<SheetCell> Cells(TRow row) => [.. _cells.Select(cell => cell(row))];

    /// <param name="heading">Of the column.</param>
    /// <param name="width">In characters.</param>
    /// <param name="text">What stands in it.</param>
    public ListSheet<TRow> Text(string heading, double width, Func<TRow, string?> text) => With(heading, width, row => SheetCell.Of(text(row)));

    public ListSheet<TRow> Number(string heading, double width, Func<TRow, double?> number) => With(heading, width, row => SheetCell.Of(number(row)));

    /// <summary>A time as the clocks in Shanghai show it.</summary>
    public ListSheet<TRow> Time(string heading, Func<TRow, DateTimeOffset?> at) => With(heading, TimeWidth, row => SheetCell.Of(ShanghaiTime.Of(at(row))));

    private ListSheet<TRow> With(string heading, double width, Func<TRow, SheetCell> cell)
    {
        _headings.Add(new SheetColumn(heading, width));
        _cells.Add(cell);
        return this;
    }
}
