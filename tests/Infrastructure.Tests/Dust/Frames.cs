using System.Text;
using Domain.Dust;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

/// <summary>Streams of text as a framer cuts them.</summary>
internal static class Frames
{
    /// <summary>What an invented monitor sends of a moment, framed by the standard.</summary>
    public const string RealTime =
        "##0180QN=20261125090000123;ST=39;CN=2011;PW=123456;MN=DUST00000001;Flag=5;CP=&&DataTime=20261125090000;a34004-Rtd=35.0,a34004-Flag=N;a34002-Rtd=80.5,a34002-Flag=N;LA-Rtd=62.1,LA-Flag=N&&E101\r\n";

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>Every piece with its verdict under the variant, in order, as the chunks arrive.</summary>
    public static List<(string Text, DustFrameProblem? Problem)> Cut(IEnumerable<byte[]> chunks, Hj212Variant? variant = null)
    {
        using var framer = new Hj212Framer();
        var found = new List<(string, DustFrameProblem?)>();
        foreach (var chunk in chunks)
        {
            ReadOnlySpan<byte> input = chunk;
            while (framer.TryRead(ref input, out var piece)) found.Add((Text(piece.Bytes), Verdict(piece, variant ?? Hj212Variant.Strict)));
        }

        if (framer.TryReadRest(out var rest)) found.Add((Text(rest.Bytes), Verdict(rest, variant ?? Hj212Variant.Strict)));
        return found;
    }

    public static List<(string Text, DustFrameProblem? Problem)> Cut(string text, Hj212Variant? variant = null) => Cut([Bytes(text)], variant);

    public static Hj212Message Parse(string frame, Hj212Variant? variant = null)
    {
        using var framer = new Hj212Framer();
        ReadOnlySpan<byte> input = Bytes(frame);
        if (!framer.TryRead(ref input, out var piece)) throw new ArgumentException("No frame.", nameof(frame));
        piece.Check(variant ?? Hj212Variant.Strict).ShouldBeNull();
        Hj212Parser.TryParse(piece.Data, out var message).ShouldBeNull();
        return message;
    }

    private static DustFrameProblem? Verdict(Hj212Piece piece, Hj212Variant variant) => piece.Check(variant) ?? Hj212Parser.TryParse(piece.Data, out _);
}
