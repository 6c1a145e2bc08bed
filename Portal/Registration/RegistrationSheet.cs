using Infrastructure.Spreadsheets;
using Microsoft.Extensions.Localization;
using Portal.Fields;
using Portal.Terms;
using Workflows.Registration;

namespace Portal.Registration;

/// <summary>The list of registrations as a sheet in the reader's language, with the columns of the page and what it has no room for.</summary>
internal sealed class RegistrationSheet(TermNames terms, IStringLocalizer<RegistrationTexts> texts)
{
    public IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new(texts["AccessNumber"], 15), new(texts["SiteNumber"], 17), new(texts["Type"], 10), new(texts["PointName"], 30), new(texts["PointAddress"], 36),
        new(texts["State"], 12), new(texts["Contractor"], 28), new(texts["Supplier"], 28), new(texts["Department"], 28), new(texts["Level"], 12),
        new(texts["Devices"], 8), new(texts["AppliedAt"], 24), new(texts["LiveAt"], 24),
    ];

    public IReadOnlyList<SheetCell> Cells(RegistrationRow row) =>
    [
        SheetCell.Of(row.AccessNumber), SheetCell.Of(row.SiteNumber), SheetCell.Of(terms.Of(row.Type)), SheetCell.Of(row.PointName), SheetCell.Of(row.PointAddress),
        SheetCell.Of(terms.Of(row.State)), SheetCell.Of(row.ContractorName), SheetCell.Of(row.SupplierName), SheetCell.Of(row.DepartmentName),
        SheetCell.Of(row.Level is { } level ? terms.Of(level) : null), SheetCell.Of(row.Devices), SheetCell.Of(ShanghaiTime.Of(row.AppliedAt)),
        SheetCell.Of(ShanghaiTime.Of(row.LiveAt)),
    ];
}
