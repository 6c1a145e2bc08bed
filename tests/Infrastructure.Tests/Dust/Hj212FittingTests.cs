using Domain.Dust;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212FittingTests
{
    private static readonly Hj212Message Message = new() { St = "39", Cn = "2011", Mn = "DUST00000001", Parameters = [new(0, "a34004-Rtd", "35.0")] };

    [Fact]
    public void Of_FrameOfAnyVariant_IsThatVariant()
    {
        foreach (var crc in Enum.GetValues<Hj212Crc>())
            foreach (var swapped in new[] { false, true })
                foreach (var closing in new[] { false, true })
                    foreach (var surplus in new[] { 0, 4, 6, 8, 12, -2 })
                        foreach (var unpadded in new[] { false, true })
                        {
                            var variant = new Hj212Variant { Crc = crc, CrcSwapped = swapped, CrcWithoutClosing = closing, LengthSurplus = surplus, LengthUnpadded = unpadded };

                            Of(Frames.Text(Hj212Writer.Frame(Message, variant))).ShouldBe(variant);
                        }
    }

    [Fact]
    public void Of_LengthThatNobodyCounts_IsNoLongerChecked()
    {
        var frame = Frames.Text(Hj212Writer.Frame(Message, Hj212Variant.Strict));

        Of("##0999" + frame[6..]).ShouldBe(new Hj212Variant { LengthUnchecked = true });
    }

    [Theory]
    [InlineData("35.0", "35.1")]
    [InlineData("\r\n", "")]
    [InlineData("&&", "&")]
    public void Of_DamagedFrame_IsNone(string part, string damaged)
    {
        var frame = Frames.Text(Hj212Writer.Frame(Message, Hj212Variant.Strict));

        Of(frame.Replace(part, damaged, StringComparison.Ordinal) + (damaged.Length == 0 ? "" : "\r\n")).ShouldBe(damaged.Length == 0 ? Hj212Variant.Strict : null);
    }

    [Theory]
    [InlineData("##0010QN=1;PW=123456;MN=M;CP=&&PW=654321&&0000", @"##0010QN=1;PW=******;MN=M;CP=&&PW=******&&0000")]
    [InlineData("##\0\u00FF\t", @"##\x00\xFF\x09")]
    public void Text_OfAFrame_IsPrintableAndHidesPasswords(string frame, string text) => Hj212Text.Of(Frames.Bytes(frame)).ShouldBe(text);

    [Fact]
    public void Text_OfALongFrame_IsItsBeginning() =>
        Hj212Text.Of(Frames.Bytes("##" + new string('\0', 10_000))).Length.ShouldBeInRange(DustFrame.TextLength, DustFrame.TextLength + 4);

    private static Hj212Variant? Of(string frame)
    {
        using var framer = new Hj212Framer();
        ReadOnlySpan<byte> input = Frames.Bytes(frame);
        return framer.TryRead(ref input, out var piece) ? Hj212Fitting.Of(piece) : throw new ArgumentException("No frame.", nameof(frame));
    }
}
