using Domain.Dust;
using FsCheck;
using FsCheck.Fluent;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212Properties
{
    private static readonly Gen<string> Word = Gen.Elements("abzAZ0189-_.+ \u00E9".ToCharArray()).ArrayOf().Select(letters => new string(letters));

    private static readonly Gen<string> Name = Word.Where(word => word.Length > 0);

    private static readonly Gen<Hj212Field[]> Parameters =
        Gen.ArrayOf(Gen.NonEmptyListOf(Gen.Zip(Name, Word))).Select(groups => groups.Take(6)
            .SelectMany((fields, group) => fields.Take(4).Select(field => new Hj212Field(group, Cut(field.Item1), Cut(field.Item2)))).ToArray());

    private static readonly Gen<Hj212Message> Messages =
        from head in Gen.ArrayOf(Gen.OneOf(Gen.Constant((string?)null), Word.Select(word => (string?)Cut(word))), 5)
        from flag in Gen.Choose(-1, 255)
        from packets in Gen.Choose(0, 9999)
        from packet in Gen.Choose(1, Math.Max(1, packets))
        from others in Gen.ArrayOf(Gen.Zip(Name, Word))
        from parameters in Parameters
        let numbered = packets > 0
        select new Hj212Message
        {
            Qn = head[0],
            St = head[1],
            Cn = head[2],
            Pw = head[3],
            Mn = head[4],
            Flag = flag < 0 ? null : (byte)(numbered ? flag | 2 : flag & ~2),
            PacketCount = numbered ? packets : null,
            PacketNumber = numbered ? packet : null,
            Others = [.. others.Take(3).Select((field, i) => new Hj212Field(i, "X" + Cut(field.Item1), Cut(field.Item2)))],
            Parameters = parameters,
        };

    private static readonly Gen<Hj212Variant> Variants =
        from crc in Gen.Elements(Hj212Crc.Standard, Hj212Crc.Modbus)
        from swapped in Gen.Elements(true, false)
        from closing in Gen.Elements(true, false)
        from surplus in Gen.Elements(0, 4, 6, 12)
        from unpadded in Gen.Elements(true, false)
        select new Hj212Variant { Crc = crc, CrcSwapped = swapped, CrcWithoutClosing = closing, LengthSurplus = surplus, LengthUnpadded = unpadded };

    [Fact]
    public void Parse_WhatWasWritten_IsTheSameMessage() =>
        Prop.ForAll(Gen.Zip(Messages, Variants).ToArbitrary(), pair =>
        {
            var (message, variant) = pair;

            var read = Frames.Parse(Frames.Text(Hj212Writer.Frame(message, variant)), variant);

            return read with { Others = [], Parameters = [] } == message with { Others = [], Parameters = [] }
                && read.Others.SequenceEqual(message.Others) && read.Parameters.SequenceEqual(message.Parameters);
        }).QuickCheckThrowOnFailure();

    /// <summary>Good frames, damaged ones and noise, cut anywhere.</summary>
    [Fact]
    public void Cut_AnySplitOfAStream_GivesTheSameFrames()
    {
        var parts = Gen.OneOf(
            Gen.Zip(Messages, Variants).Select(pair => Frames.Text(Hj212Writer.Frame(pair.Item1, pair.Item2))),
            Gen.Constant(Frames.RealTime),
            Gen.Choose(0, Frames.RealTime.Length).Select(length => Frames.RealTime[..length]),
            Gen.Choose(0, Frames.RealTime.Length).Select(start => Frames.RealTime[start..]),
            Gen.Elements("#", "##", "###1", "noise", "\r\n", "##9999", "&&0000"));
        var streams = Gen.Zip(Gen.ArrayOf(parts).Select(all => Frames.Bytes(string.Concat(all))), Gen.ArrayOf(Gen.Choose(1, 40)));

        Prop.ForAll(streams.ToArbitrary(), pair =>
        {
            var (stream, sizes) = pair;

            return Frames.Cut(Chunks(stream, sizes)).SequenceEqual(Frames.Cut([stream]));
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<byte[]> Chunks(byte[] stream, int[] sizes)
    {
        var (taken, next) = (0, 0);
        while (taken < stream.Length)
        {
            var size = sizes.Length == 0 ? stream.Length : Math.Min(sizes[next++ % sizes.Length], stream.Length - taken);
            yield return stream[taken..(taken + size)];
            taken += size;
        }
    }

    private static string Cut(string word) => word[..Math.Min(word.Length, 20)];
}
