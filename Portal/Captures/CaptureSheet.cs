using Infrastructure.Spreadsheets;
using Microsoft.Extensions.Localization;
using Portal.Fields;
using Portal.Terms;
using Workflows.Captures;

namespace Portal.Captures;

/// <summary>The list of captures as a sheet, in the reader's language.</summary>
internal sealed class CaptureSheet(TermNames terms, IStringLocalizer<CaptureTexts> texts)
{
    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new(texts["At"], 24), new(texts["Site"], 32), new(texts["AccessNumber"], 16), new(texts["GateColumn"], 8), new(texts["Direction"], 8),
        new(texts["Camera"], 14), new(texts["Plate"], 12), new(texts["PlateColor"], 12), new(texts["VehicleType"], 16), new(texts["Manifest"], 24),
        new(texts["Match"], 12),
    ];

    public IReadOnlyList<SheetCell> Cells(CaptureRow row) =>
    [
        SheetCell.Of(ShanghaiTime.Of(row.CapturedAt)), SheetCell.Of(row.SiteName), SheetCell.Of(row.AccessNumber), SheetCell.Of(row.Gate),
        SheetCell.Of(terms.Of(row.Direction)), SheetCell.Of(terms.Of(row.Camera)), SheetCell.Of(row.Plate),
        SheetCell.Of(row.PlateColor is { } color ? terms.Of(color) : null), SheetCell.Of(CaptureWords.Vehicle(texts, row.VehicleType)), SheetCell.Of(row.ManifestNumber),
        SheetCell.Of(texts[row.Matched ? "Matched" : "Unmatched"]),
    ];
}
