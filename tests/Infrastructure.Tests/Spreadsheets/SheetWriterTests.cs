using System.Globalization;
using System.IO.Compression;
using Infrastructure.Spreadsheets;
using Testing.Spreadsheets;

namespace Infrastructure.Tests.Spreadsheets;

[Collection(nameof(AloneInTheProcess))]
public sealed class SheetWriterTests
{
    /// <summary>Number of the format "text".</summary>
    private const uint TextFormat = 49;

    [Fact]
    public async Task Write_OfTextsNumbersAndTimes_IsReadBackAsTheyAre()
    {
        var at = new DateTime(2026, 11, 25, 9, 30, 15, 335);
        var file = await WriteAsync([[SheetCell.Of(" 粤G12345 <&> \u0001 😀\n_x0041_"), SheetCell.Of(12.5), SheetCell.Of(at), SheetCell.Of((string?)null)]]);

        var rows = Workbooks.Cells(file);

        rows[0].Select(cell => cell.Text).ShouldBe(["A", "B", "C", "D"]);
        rows[1][0].ShouldSatisfyAllConditions(cell => cell.Text.ShouldBe(" 粤G12345 <&>  😀\n_x0041_"), cell => cell.IsText.ShouldBeTrue());
        rows[1][1].ShouldBe(new ReadCell("12.5", IsText: false, Formula: null, Format: 0));
        DateTime.FromOADate(double.Parse(rows[1][2].Text, CultureInfo.InvariantCulture)).ShouldBe(at);
        rows[1][2].Format.ShouldBeGreaterThanOrEqualTo(164u, "a format of its own, to the millisecond");
        rows[1][3].Text.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    public async Task Write_OfTextThatLooksLikeAFormula_KeepsItText_EvenWhenItIsEdited(string text) =>
        Workbooks.Cells(await WriteAsync([[SheetCell.Of(text)]]))[1].ShouldHaveSingleItem().ShouldBe(new ReadCell(text, IsText: true, Formula: null, TextFormat));

    [Fact]
    public async Task Write_OfMoreThanACellHolds_IsCut_AndLoneSurrogatesAreReplaced()
    {
        var rows = Workbooks.Cells(await WriteAsync([[SheetCell.Of(new string('长', 40_000)), SheetCell.Of("a\uD800b")]]));

        rows[1][0].Text.Length.ShouldBe(32_767);
        rows[1][1].Text.ShouldBe("a\uFFFDb");
    }

    /// <summary>A response takes no synchronous writes and cannot be gone back in; and no list is ever held whole.</summary>
    [Fact]
    public async Task Write_OfManyRows_GoesOutAsTheyCome()
    {
        await using var target = new ForwardOnly();
        await using var sheet = await SheetWriter.CreateAsync(target, "List", [new("A", 10)]);
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
        await using (var sheet = await SheetWriter.CreateAsync(file, "List", [new("A", 10)])) await sheet.WriteAsync([SheetCell.Of("x")]);

        file.Position = 0;
        Should.Throw<InvalidDataException>(() => new ZipArchive(file));
    }

    private static async Task<byte[]> WriteAsync(SheetCell[][] rows)
    {
        var file = new MemoryStream();
        await using var sheet = await SheetWriter.CreateAsync(file, "Cap[tures]: 2026", [new("A", 10), new("B", 10), new("C", 10), new("D", 10)]);
        foreach (var row in rows) await sheet.WriteAsync(row);
        await sheet.CompleteAsync();
        return file.ToArray();
    }

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
