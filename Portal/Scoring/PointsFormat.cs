using System.Globalization;

namespace Portal.Scoring;

/// <summary>How points are written: with a real minus sign, which a column of figures needs.</summary>
internal static class PointsFormat
{
    /// <summary>"+10", "−10" or "0"; a dash for none.</summary>
    public static string Signed(int? points) => points switch
    {
        null => "—",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"+{points}"),
        < 0 => string.Create(CultureInfo.InvariantCulture, $"\u2212{-points}"),
        _ => "0",
    };

    /// <summary>Points taken off: "−10", or "0".</summary>
    public static string Off(int points) => Signed(-points);
}
