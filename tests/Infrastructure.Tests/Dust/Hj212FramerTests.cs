using Domain.Dust;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212FramerTests
{
    private const string Short = "##0014CP=&&a=1;b=2&&8D01\r\n";

    private static readonly string Whole = Frames.RealTime.TrimEnd();

    [Fact]
    public void TryRead_FrameWithItsLineEnd_IsOneFrame()
    {
        var found = Frames.Cut(Frames.RealTime);

        found.ShouldBe([(Whole, null)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void TryRead_OtherLineEnds_DoNotMatter(string end)
    {
        var found = Frames.Cut($"{Whole}{end}{Whole}{end}");

        found.ShouldBe([(Whole, null), (Whole, null)]);
    }

    [Fact]
    public void TryRead_WithoutLineEnd_NeedsNothingBehindTheFrame()
    {
        using var framer = new Hj212Framer();
        ReadOnlySpan<byte> input = Frames.Bytes(Whole);

        var found = framer.TryRead(ref input, out var piece);

        found.ShouldBeTrue();
        Frames.Text(piece.Bytes).ShouldBe(Whole);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("#")]
    [InlineData("# # #1 \r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\0\u0001\u00FF")]
    public void TryRead_GarbageBetweenFrames_IsDroppedAndCounted(string garbage)
    {
        using var framer = new Hj212Framer();
        ReadOnlySpan<byte> input = Frames.Bytes(garbage + Frames.RealTime + garbage + Frames.RealTime);
        var found = 0;

        while (framer.TryRead(ref input, out var piece))
        {
            Frames.Text(piece.Bytes).ShouldBe(Whole);
            found++;
        }

        found.ShouldBe(2);
        framer.Skipped.ShouldBe(2 * garbage.Count(character => character is not ('\r' or '\n' or ' ')));
    }

    [Theory]
    [InlineData("##0999QN=1;CP=&&&&0000\r\n", DustFrameProblem.Length)]
    [InlineData("##0001QN=1;CP=&&&&0000\r\n", DustFrameProblem.Length)]
    [InlineData("##012QN=1;CP=&&&&0000\r\n", DustFrameProblem.LengthField)]
    [InlineData("##ABCDQN=1;CP=&&&&0000\r\n", DustFrameProblem.LengthField)]
    [InlineData("##0012QN=1;CP=&&&&\r\n", DustFrameProblem.CrcMissing)]
    [InlineData("##0012QN=1;CP=&&&&12G4\r\n", DustFrameProblem.CrcMissing)]
    [InlineData("##0012QN=1;CP=&&&&0000\r\n", DustFrameProblem.Crc)]
    [InlineData("##0079", DustFrameProblem.CrcMissing)]
    public void TryRead_DamagedFrame_CostsNoOtherFrame(string damaged, DustFrameProblem problem)
    {
        var found = Frames.Cut(Frames.RealTime + damaged + Frames.RealTime);

        found.Select(frame => frame.Problem).ShouldBe([null, problem, null]);
    }

    [Fact]
    public void TryRead_EndlessFrame_IsGivenUpAtTheLongestLengthAndTheNextIsFound()
    {
        var found = Frames.Cut("##9999" + new string('x', 50_000) + Frames.RealTime);

        found[0].Problem.ShouldBe(DustFrameProblem.TooLong);
        found[^1].ShouldBe((Whole, null));
        found.Count.ShouldBe(2);
    }

    [Fact]
    public void TryReadRest_ConnectionEndsWithinAFrame_TellsTheBeginning()
    {
        var found = Frames.Cut(Frames.RealTime[..40]);

        found.ShouldBe([(Frames.RealTime[..40], DustFrameProblem.Truncated)]);
    }

    [Fact]
    public void TryRead_EveryWayToSplitInTwo_GivesTheSameFrames()
    {
        var stream = Frames.Bytes($"x#{Frames.RealTime}##0004{Short}##9999CP=&&&&0000\r\n{Whole}{Whole}####{Whole}#");
        var expected = Frames.Cut([stream]);

        for (var cut = 0; cut <= stream.Length; cut++) Frames.Cut([stream[..cut], stream[cut..]]).ShouldBe(expected, $"cut at {cut}");

        expected.Count(frame => frame.Problem is null).ShouldBe(5);
    }

    [Fact]
    public void TryRead_ByteByByte_GivesTheSameFrames()
    {
        var stream = Frames.Bytes($"garbage##noise{Frames.RealTime}{Short}##12{Whole}");

        Frames.Cut(stream.Select(value => new[] { value })).ShouldBe(Frames.Cut([stream]));
    }
}
