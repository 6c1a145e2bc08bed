using FsCheck;
using FsCheck.Fluent;
using Workflows.Lists;

namespace Workflows.Tests.Lists;

public sealed class SliceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Whatever the rows and the size: going from slice to slice shows every row once, there and back.</summary>
    [Fact]
    public void Slices_FromTheNewestToTheOldestAndBack_HoldEveryRowOnce() => Prop.ForAll<byte[], byte>((seconds, size) =>
    {
        var rows = seconds.Select((second, id) => new Row(Start.AddSeconds(second % 7), id)).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).ToList();
        var request = new SliceRequest { Size = (size % 5) + 1 };

        var (down, last) = Walk(rows, request, slice => slice.Older);
        var (up, first) = Walk(rows, request with { From = last.Newer }, slice => slice.Newer);

        down.SelectMany(s => s.Items).ShouldBe(rows);
        if (last.Newer is not null) up.AsEnumerable().Reverse().SelectMany(s => s.Items).ShouldBe(rows.Take(rows.Count - last.Items.Count));
        first.Newer.ShouldBeNull();
        last.Older.ShouldBeNull();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfWhatACursorWrites_GivesItAgain() => Prop.ForAll<long, bool>((id, newer) =>
    {
        var cursor = new ListCursor(Start.AddTicks(id & 0xFFFFFF), id, newer);

        ListCursor.Parse(cursor.ToString()).ShouldBe(cursor);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("o")]
    [InlineData("x638.1")]
    [InlineData("o638")]
    [InlineData("o99999999999999999999.1")]
    [InlineData("o3155378975999999999999.1")]
    [InlineData("n-5.1")]
    public void Parse_OfAnythingElse_IsNone(string? text) => ListCursor.Parse(text).ShouldBeNull();

    private static (List<SliceOf<Row>> Slices, SliceOf<Row> Last) Walk(List<Row> rows, SliceRequest request, Func<SliceOf<Row>, ListCursor?> next)
    {
        var slices = new List<SliceOf<Row>>();
        while (true)
        {
            var slice = Read(rows, request);
            slices.Add(slice);
            if (next(slice) is not { } from) return (slices, slice);
            request = request with { From = from };
        }
    }

    /// <summary>As a database answers.</summary>
    private static SliceOf<Row> Read(List<Row> rows, SliceRequest request)
    {
        var beyond = request.From switch
        {
            null => rows,
            { Newer: true } from => rows.Where(r => (r.At, r.Id).CompareTo((from.At, from.Id)) > 0).Reverse(),
            var from => rows.Where(r => (r.At, r.Id).CompareTo((from.At, from.Id)) < 0),
        };
        return beyond.Take(request.Take).ToList().Slice(request, r => (r.At, r.Id));
    }

    private sealed record Row(DateTimeOffset At, long Id);
}
