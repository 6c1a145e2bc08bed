using Domain.Dust;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212VariantTests
{
    private static readonly Hj212Message Message = new() { St = "39", Cn = "2011", Mn = "DUST00000001", Parameters = [new(0, "a34004-Rtd", "35.0")] };

    public static TheoryData<Hj212Variant> Variants =>
    [
        Hj212Variant.Strict,
        new Hj212Variant { CrcSwapped = true },
        new Hj212Variant { CrcWithoutClosing = true },
        new Hj212Variant { Crc = Hj212Crc.Modbus },
        new Hj212Variant { Crc = Hj212Crc.Modbus, CrcSwapped = true, CrcWithoutClosing = true },
        new Hj212Variant { LengthSurplus = 4 },
        new Hj212Variant { LengthSurplus = 12 },
        new Hj212Variant { LengthUnpadded = true },
    ];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Check_FrameOfAVariant_FitsThatVariantAlone(Hj212Variant variant)
    {
        var frame = Frames.Text(Hj212Writer.Frame(Message, variant));

        Frames.Cut(frame, variant).ShouldBe([(frame.TrimEnd(), null)]);
        foreach (var other in Variants.Cast<object[]>().Select(row => (Hj212Variant)row[0]))
            if (other != variant && !(variant == Hj212Variant.Strict && other.LengthUnpadded))
                Frames.Cut(frame, other).ShouldNotContain(found => found.Problem == null, other.ToString());
    }

    [Fact]
    public void Check_LengthThatSaysNothing_LeavesItToTheCheckValue()
    {
        var variant = new Hj212Variant { LengthUnchecked = true };
        var frame = Frames.Text(Hj212Writer.Frame(Message, Hj212Variant.Strict));

        Frames.Cut("##9999" + frame[6..], variant).Single().Problem.ShouldBeNull();
        Frames.Cut("##9999" + frame[6..].Replace("35.0", "36.0", StringComparison.Ordinal), variant).Single().Problem.ShouldBe(DustFrameProblem.Crc);
    }

    [Fact]
    public void Check_MoreThan1024Bytes_IsTooLongUnlessTheInstrumentIsKnownForIt()
    {
        var message = Message with { Parameters = [.. Enumerable.Range(0, 100).Select(i => new Hj212Field(i, $"x{i:D4}-Rtd", "1.00"))] };
        var frame = Frames.Text(Hj212Writer.Frame(message, new Hj212Variant { LongData = true }));

        Frames.Cut(frame).Single().Problem.ShouldBe(DustFrameProblem.TooLong);
        Frames.Cut(frame, new Hj212Variant { LongData = true }).Single().Problem.ShouldBeNull();
    }

    /// <summary>The standard's own worked example of a check value, and the usual test text of the other.</summary>
    [Fact]
    public void Of_KnownTexts_AreTheKnownValues()
    {
        var modbus = new Hj212Variant { Crc = Hj212Crc.Modbus };

        Hj212Checksum.Of("123456789"u8, modbus).ShouldBe((ushort)0x4B37);
        Hj212Checksum.Of("123456789"u8, modbus with { CrcSwapped = true }).ShouldBe((ushort)0x374B);
        Hj212Checksum.Of("123456789"u8, Hj212Variant.Strict).ShouldBe((ushort)0x2F80);
        Hj212Checksum.Of([], Hj212Variant.Strict).ShouldBe((ushort)0xFFFF);
    }
}
