using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Infrastructure.Spreadsheets;

/// <summary>
/// Writes a workbook of one sheet (Office Open XML) row by row, forward only, to a stream that need not be seekable: however long the
/// list, it takes the same memory. Text is always data; one that begins like a formula is marked so that editing it keeps it so.
/// </summary>
public sealed class SheetWriter : IDisposable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What a sheet can hold, with its heading.</summary>
    public const int MaxRows = 1_048_576;

    private const int MaxTextLength = 32_767;
    private const int ChunkBytes = 64 * 1024;
    private const int HeadingStyle = 1;
    private const int MomentStyle = 2;
    private const int LiteralStyle = 3;

    private readonly Stream _target;
    private readonly Outbox _outbox = new();
    private readonly ZipArchive _archive;
    private readonly Stream _sheet;
    private readonly MemoryStream _chunk = new(ChunkBytes * 2);
    private readonly XmlWriter _xml;
    private int _rows;

    private SheetWriter(Stream target, string name, IReadOnlyList<SheetColumn> columns)
    {
        _target = target;
        _archive = new ZipArchive(_outbox, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, content) in WorkbookParts.Around(name))
        {
            using var part = _archive.CreateEntry(path, CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        _sheet = _archive.CreateEntry(WorkbookParts.SheetPath, CompressionLevel.Fastest).Open();
        _sheet.Write(Encoding.UTF8.GetBytes(WorkbookParts.SheetStart(columns)));
        _xml = XmlWriter.Create(_chunk, new XmlWriterSettings
        {
            ConformanceLevel = ConformanceLevel.Fragment,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        });
    }

    /// <summary>Begins a workbook and writes its heading.</summary>
    /// <param name="target">Stays open.</param>
    /// <param name="name">Of the sheet.</param>
    /// <param name="columns">Headings and widths.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<SheetWriter> CreateAsync(Stream target, string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var writer = new SheetWriter(target, name, columns);
        await writer.WriteAsync([.. columns.Select(column => SheetCell.Of(column.Title))], HeadingStyle, cancellationToken);
        return writer;
    }

    /// <summary>Writes a row.</summary>
    /// <exception cref="InvalidOperationException">The sheet is full.</exception>
    public Task WriteAsync(IReadOnlyList<SheetCell> cells, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return WriteAsync(cells, style: 0, cancellationToken);
    }

    /// <summary>Ends the workbook. Without this, as after a failure, the file is no workbook, so a part is never taken for the whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        Compress();
        _sheet.Write(Encoding.UTF8.GetBytes(WorkbookParts.SheetEnd));
        await _sheet.DisposeAsync();
        _archive.Dispose();
        await _outbox.SendAsync(_target, cancellationToken);
    }

    public void Dispose()
    {
        _xml.Dispose();
        _chunk.Dispose();
        _outbox.Dispose();
    }

    private async Task WriteAsync(IReadOnlyList<SheetCell> cells, int style, CancellationToken cancellationToken)
    {
        if (_rows == MaxRows) throw new InvalidOperationException($"A sheet holds {MaxRows} rows.");
        _rows++;
        _xml.WriteStartElement("row");
        foreach (var cell in cells) Write(cell, style);
        _xml.WriteEndElement();
        // The writer keeps some characters to itself until it is flushed; the chunk's length is near enough.
        if (_chunk.Length < ChunkBytes) return;
        Compress();
        await _outbox.SendAsync(_target, cancellationToken);
    }

    private void Write(SheetCell cell, int style)
    {
        _xml.WriteStartElement("c");
        if (cell.Text is { Length: > 0 } text) WriteText(text, style);
        else if (cell.Number is { } number)
        {
            if (cell.IsMoment) WriteStyle(MomentStyle);
            _xml.WriteElementString("v", number.ToString("R", CultureInfo.InvariantCulture));
        }

        _xml.WriteEndElement();
    }

    private void WriteText(string text, int style)
    {
        if (style == 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') style = LiteralStyle;
        if (style != 0) WriteStyle(style);
        _xml.WriteAttributeString("t", "inlineStr");
        _xml.WriteStartElement("is");
        _xml.WriteStartElement("t");
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteStyle(int style) => _xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));

    /// <summary>Without what XML cannot hold, cut to what a cell can.</summary>
    private static string Clean(string text)
    {
        if (text.Length > MaxTextLength) text = text[..MaxTextLength];
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(text, i++, 2);
            else if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
        }

        return clean.ToString();
    }

    private void Compress()
    {
        _xml.Flush();
        _sheet.Write(_chunk.GetBuffer(), 0, (int)_chunk.Length);
        _chunk.SetLength(0);
    }
}
