using Domain.Ingest;
using Domain.Values;

namespace Domain.Captures;

/// <summary>The low camera reads the plate, the high one looks into the load and reads none (S0 annex).</summary>
public static class PlateRule
{
    /// <summary>What is wrong with the plate of a capture; null if nothing.</summary>
    public static Rejection? Problem(CameraHeight camera, string? plate, PlateColor? color)
    {
        if (camera == CameraHeight.High)
        {
            if (plate is not null) return new Rejection("plate", Rejection.Rules.Unexpected);
            return color is null ? null : new Rejection("plateColor", Rejection.Rules.Unexpected);
        }

        if (plate is null) return new Rejection("plate", Rejection.Rules.Missing);
        if (!LicensePlate.TryParse(plate, out _)) return new Rejection("plate", Rejection.Rules.Invalid);
        return color is null ? new Rejection("plateColor", Rejection.Rules.Missing) : null;
    }
}
