using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>Finds the variant under which a refused frame would be right, so that nobody has to guess what a manufacturer computed.</summary>
public static class Hj212Fitting
{
    /// <summary>Check values in the order of how near they are to the standard.</summary>
    private static readonly Hj212Variant[] Checks =
    [
        .. from crc in Enum.GetValues<Hj212Crc>()
           from closing in new[] { false, true }
           from swapped in new[] { false, true }
           orderby (closing ? 1 : 0) + (swapped ? 1 : 0), crc
           select new Hj212Variant { Crc = crc, CrcSwapped = swapped, CrcWithoutClosing = closing },
    ];

    /// <summary>
    /// The nearest variant, or null when no known check value fits: then the frame is damaged. A length that differs by what some count
    /// becomes their surplus, any other is no longer checked.
    /// </summary>
    public static Hj212Variant? Of(Hj212Piece piece)
    {
        if (piece.Cut is not null || !piece.HasCrc || piece.LengthDigits == 0) return null;
        var data = piece.Data;
        foreach (var check in Checks)
        {
            if (Hj212Checksum.Of(data, check) != piece.Crc) continue;
            var surplus = piece.Announced - data.Length;
            var counted = Math.Abs(surplus) <= Hj212Variant.MostSurplus;
            return check with
            {
                LengthSurplus = counted ? surplus : 0,
                LengthUnchecked = !counted,
                LengthUnpadded = piece.LengthDigits != 4,
                LongData = data.Length > Hj212Variant.StandardData,
            };
        }

        return null;
    }
}
