namespace Domain.Dust;

/// <summary>
/// How an instrument departs from HJ 212 in what guards a frame. <see cref="Strict"/> is the standard; everything else is set for one
/// instrument, because what passes for a variant of one is a damaged frame of another.
/// </summary>
public sealed record Hj212Variant
{
    /// <summary>Bytes of a data segment that the standard allows.</summary>
    public const int StandardData = 1024;

    /// <summary>Bytes that a length of four digits can announce.</summary>
    public const int LongestData = 9999;

    /// <summary>## and the length, the check value and the line end: nobody counts more into the length.</summary>
    public const int MostSurplus = 12;

    /// <summary>The standard to the letter.</summary>
    public static readonly Hj212Variant Strict = new();

    public Hj212Crc Crc { get; init; }

    /// <summary>The check value's low byte comes first.</summary>
    public bool CrcSwapped { get; init; }

    /// <summary>The check value leaves out the <c>&amp;&amp;</c> that closes the parameters.</summary>
    public bool CrcWithoutClosing { get; init; }

    /// <summary>
    /// Bytes that the length counts beyond the data segment, such as 4 for the check value or 12 for the whole frame; 0 is the standard.
    /// </summary>
    public int LengthSurplus { get; init; }

    /// <summary>The length says nothing and the check value alone decides.</summary>
    public bool LengthUnchecked { get; init; }

    /// <summary>The length is written without leading zeros, so with one to four digits.</summary>
    public bool LengthUnpadded { get; init; }

    /// <summary>Data segments up to <see cref="LongestData"/> bytes instead of splitting them into packets.</summary>
    public bool LongData { get; init; }

    public int MaxData => LongData ? LongestData : StandardData;
}

/// <summary>The two check values that are met; both start at FFFF with the polynomial A001.</summary>
public enum Hj212Crc
{
    /// <summary>HJ 212 annex A, which shifts the register by a byte before it takes the next one in.</summary>
    Standard,

    /// <summary>CRC-16/MODBUS, which many take it for.</summary>
    Modbus,
}
