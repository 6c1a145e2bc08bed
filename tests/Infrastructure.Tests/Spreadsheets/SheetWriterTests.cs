using System.IO.Compression;
using System.Xml.Linq;
using Infrastructure.Spreadsheets;

namespace Infrastructure.Tests.Spreadsheets;

public sealed class SheetWriterTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task Write_OfTextsNumbersAndTimes_IsReadBackAsThey_Are()
    {
        var file = await WriteAsync([[SheetCell.Of("粤G12345 <&> \u0001 😀"), SheetCell.Of(12.5), SheetCell.Of(new DateTime(2026, 11, 25, 9, 30, 15, 335)), SheetCell.Of((string?)null)]]);

        var cells = Rows(file)[1].Elements(Main + "c").ToList();

        Text(cells[0]).ShouldBe("粤G12345 <&>  😀");
        cells[1].Value.ShouldBe("12.5");
        DateTime.FromOADate(double.Parse(cells[2].Value, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(new DateTime(2026, 11, 25, 9, 30, 15, 335));
        cells[3].IsEmpty.ShouldBeTrue();
        Rows(file)[0].Elements(Main + "c").Select(Text).ShouldBe(["A", "B", "C", "D"]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task Write_OfTextThatLooksLikeAFormula_KeepsItText(string text)
    {
        var cell = Rows(await WriteAsync([[SheetCell.Of(text)]]))[1].Elements(Main + "c").Single();

        Text(cell).ShouldBe(text);
        cell.Attribute("t")!.Value.ShouldBe("inlineStr");
        cell.Elements(Main + "f").ShouldBeEmpty();
        var style = int.Parse(cell.Attribute("s")!.Value, System.Globalization.CultureInfo.InvariantCulture);
        Part(await WriteAsync([[SheetCell.Of(text)]]), "xl/styles.xml").Descendants(Main + "cellXfs").Elements().ElementAt(style).Attribute("quotePrefix")!.Value.ShouldBe("1");
    }

    /// <summary>A response takes no synchronous writes and cannot be gone back in; and no list is ever held whole.</summary>
    [Fact]
    public async Task Write_OfManyRows_GoesOutAsTheyCome()
    {
        await using var target = new ForwardOnly();
        using var sheet = await SheetWriter.CreateAsync(target, "List", [new("A", 10)]);
        var most = 0L;

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200_000; i++)
        {
            await sheet.WriteAsync([SheetCell.Of($"row {i}")]);
            if (i % 50_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        target.Written.ShouldBeGreaterThan(100_000, "most of it is out before the end");
        await sheet.CompleteAsync();
        most.ShouldBeLessThan(4_000_000);
    }

    [Fact]
    public async Task Write_WithoutCompletion_IsNoWorkbook()
    {
        var file = new MemoryStream();
        using (var sheet = await SheetWriter.CreateAsync(file, "List", [new("A", 10)])) await sheet.WriteAsync([SheetCell.Of("x")]);

        file.Position = 0;
        Should.Throw<InvalidDataException>(() => new ZipArchive(file));
    }

    private static async Task<MemoryStream> WriteAsync(SheetCell[][] rows)
    {
        var file = new MemoryStream();
        using var sheet = await SheetWriter.CreateAsync(file, "Cap[tures]: 2026", [new("A", 10), new("B", 10), new("C", 10), new("D", 10)]);
        foreach (var row in rows) await sheet.WriteAsync(row);
        await sheet.CompleteAsync();
        return file;
    }

    private static XDocument Part(MemoryStream file, string path)
    {
        using var archive = new ZipArchive(new MemoryStream(file.ToArray()));
        using var part = archive.GetEntry(path)!.Open();
        return XDocument.Load(part);
    }

    private static List<XElement> Rows(MemoryStream file) => [.. Part(file, "xl/worksheets/sheet1.xml").Descendants(Main + "row")];

    private static string Text(XElement cell) => cell.Element(Main + "is")!.Element(Main + "t")!.Value;

    private sealed class ForwardOnly : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Written += count;
            return Task.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous write.");

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
