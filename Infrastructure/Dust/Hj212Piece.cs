using System.Buffers;
using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>
/// What stands between one <c>##</c> and its end, good or bad, as <see cref="Hj212Framer"/> cut it from the stream. The bytes are valid
/// until the framer is asked again.
/// </summary>
public readonly ref struct Hj212Piece
{
    private const int CrcDigits = 4;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    internal Hj212Piece(ReadOnlySpan<byte> bytes, int lengthDigits, int announced, DustFrameProblem? cut)
    {
        Bytes = bytes;
        LengthDigits = lengthDigits;
        Announced = announced;
        Cut = cut;
    }

    /// <summary>From <c>##</c> to the check value, without the line end.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Digits after <c>##</c>, 0 to 4.</summary>
    public int LengthDigits { get; }

    /// <summary>Bytes of the data segment as those digits say.</summary>
    public int Announced { get; }

    /// <summary>Set when the piece is no whole frame: TooLong or Truncated.</summary>
    public DustFrameProblem? Cut { get; }

    /// <summary>Whether four hexadecimal digits, of either case, end the piece.</summary>
    public bool HasCrc => Body.Length >= CrcDigits && IsHexadecimal(Body[^CrcDigits..]);

    /// <summary>The data segment; everything that follows the length when there is no check value.</summary>
    public ReadOnlySpan<byte> Data => HasCrc ? Body[..^CrcDigits] : Body;

    private ReadOnlySpan<byte> Body => Bytes[Math.Min(Bytes.Length, 2 + LengthDigits)..];

    /// <summary>Whether length and check value are as the variant has them; null when they are.</summary>
    public DustFrameProblem? Check(Hj212Variant variant)
    {
        if (Cut is not null) return Cut;
        if (LengthDigits != 4 && !(variant.LengthUnpadded && LengthDigits > 0)) return DustFrameProblem.LengthField;
        if (!HasCrc) return DustFrameProblem.CrcMissing;
        var data = Data;
        if (data.Length > variant.MaxData) return DustFrameProblem.TooLong;
        if (!variant.LengthUnchecked && Announced != data.Length + variant.LengthSurplus) return DustFrameProblem.Length;
        return Crc == Hj212Checksum.Of(data, variant) ? null : DustFrameProblem.Crc;
    }

    /// <summary>The check value that the frame carries; only where <see cref="HasCrc"/>.</summary>
    public ushort Crc
    {
        get
        {
            var crc = 0;
            foreach (var digit in Body[^CrcDigits..]) crc = (crc << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
            return (ushort)crc;
        }
    }

    internal static bool IsHexadecimal(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Hexadecimal);
}
