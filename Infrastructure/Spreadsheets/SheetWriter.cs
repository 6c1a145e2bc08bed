using Infrastructure.Files;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Infrastructure.Spreadsheets;

/// <summary>
/// Writes a workbook of one sheet (Office Open XML) row by row, forward only, to a stream that need not be seekable: however long the
/// list, it takes the same memory. Text is always data; one that begins like a formula has the format "text", so that editing it keeps it so.
/// </summary>
public sealed class SheetWriter : IAsyncDisposable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What a sheet can hold, with its heading.</summary>
    public const int MaxRows = 1_048_576;

    private const int ChunkBytes = 64 * 1024;

    private static readonly SpreadCheetahOptions Options = new()
    {
        BufferSize = ChunkBytes,
        DefaultDateTimeFormat = NumberFormat.Custom(@"yyyy\-mm\-dd\ hh:mm:ss.000"),
        // Whose file it is and when it was made stands in its name and in the audit.
        DocumentProperties = null,
        PreserveStringWhitespace = true,
    };

    private readonly Stream _target;
    private readonly Outbox _outbox;
    private readonly Spreadsheet _spreadsheet;
    private readonly StyleId _literal;
    private readonly List<Cell> _row = [];
    private int _rows;

    private SheetWriter(Stream target, Outbox outbox, Spreadsheet spreadsheet) =>
        (_target, _outbox, _spreadsheet, _literal) =
        (target, outbox, spreadsheet, spreadsheet.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) }));

    /// <summary>Begins a workbook and writes its heading, which stays when the sheet is scrolled.</summary>
    /// <param name="target">Stays open.</param>
    /// <param name="name">Of the sheet.</param>
    /// <param name="columns">Headings and widths.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<SheetWriter> CreateAsync(Stream target, string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var outbox = new Outbox();
        var writer = new SheetWriter(target, outbox, await Spreadsheet.CreateNewAsync(outbox, Options, cancellationToken));
        await writer.BeginAsync(name, columns, cancellationToken);
        return writer;
    }

    /// <summary>Writes a row.</summary>
    /// <exception cref="InvalidOperationException">The sheet is full.</exception>
    public async Task WriteAsync(IReadOnlyList<SheetCell> cells, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (++_rows >= MaxRows) throw new InvalidOperationException($"A sheet holds {MaxRows} rows.");
        _row.Clear();
        for (var i = 0; i < cells.Count; i++) _row.Add(cells[i].IsLiteral ? new Cell(cells[i].Value, _literal) : new Cell(cells[i].Value));
        await _spreadsheet.AddRowAsync(_row, cancellationToken);
        if (_outbox.Waiting >= ChunkBytes) await _outbox.SendAsync(_target, cancellationToken);
    }

    /// <summary>Ends the workbook. Without this, as after a failure, the file is no workbook, so a part is never taken for the whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        await _spreadsheet.FinishAsync(cancellationToken);
        await _outbox.SendAsync(_target, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _spreadsheet.DisposeAsync();
        await _outbox.DisposeAsync();
    }

    private async Task BeginAsync(string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken)
    {
        var sheet = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < columns.Count; i++) sheet.Column(i + 1).Width = columns[i].Width;
        await _spreadsheet.StartWorksheetAsync(new SheetNames().Unique(name), sheet, cancellationToken);
        var heading = _spreadsheet.AddStyle(new Style { Font = new Font { Bold = true } });
        await _spreadsheet.AddHeaderRowAsync([.. columns.Select(column => column.Title)], heading, cancellationToken);
    }
}
