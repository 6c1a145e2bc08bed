using Microsoft.Extensions.Localization;
using Portal.Lists;
using Portal.Terms;
using Workflows.Captures;

namespace Portal.Captures;

/// <summary>The list of captures as a sheet.</summary>
internal static class CaptureSheet
{
    public static ListSheet<CaptureRow> Of(TermNames terms, IStringLocalizer<CaptureTexts> texts) => new ListSheet<CaptureRow>(texts["Title"])
        .Time(texts["At"], row => row.CapturedAt)
        .Text(texts["Site"], 32, row => row.SiteName)
        .Text(texts["AccessNumber"], 16, row => row.AccessNumber)
        .Text(texts["GateColumn"], 8, row => row.Gate)
        .Text(texts["Direction"], 8, row => terms.Of(row.Direction))
        .Text(texts["Camera"], 14, row => terms.Of(row.Camera))
        .Text(texts["Plate"], 12, row => row.Plate)
        .Text(texts["PlateColor"], 12, row => row.PlateColor is { } color ? terms.Of(color) : null)
        .Text(texts["VehicleType"], 16, row => CaptureWords.Vehicle(texts, row.VehicleType))
        .Text(texts["Manifest"], 24, row => row.ManifestNumber)
        .Text(texts["Match"], 12, row => texts[row.Matched ? "Matched" : "Unmatched"].Value);
}
