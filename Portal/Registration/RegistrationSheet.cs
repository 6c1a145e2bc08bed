using Microsoft.Extensions.Localization;
using Portal.Lists;
using Portal.Terms;
using Workflows.Registration;

namespace Portal.Registration;

/// <summary>The list of registrations as a sheet, with the columns of the page and what it has no room for.</summary>
internal static class RegistrationSheet
{
    public static ListSheet<RegistrationRow> Of(TermNames terms, IStringLocalizer<RegistrationTexts> texts) => new ListSheet<RegistrationRow>(texts["Title"])
        .Text(texts["AccessNumber"], 15, row => row.AccessNumber)
        .Text(texts["SiteNumber"], 17, row => row.SiteNumber)
        .Text(texts["Type"], 10, row => terms.Of(row.Type))
        .Text(texts["PointName"], 30, row => row.PointName)
        .Text(texts["PointAddress"], 36, row => row.PointAddress)
        .Text(texts["State"], 12, row => terms.Of(row.State))
        .Text(texts["Contractor"], 28, row => row.ContractorName)
        .Text(texts["Supplier"], 28, row => row.SupplierName)
        .Text(texts["Department"], 28, row => row.DepartmentName)
        .Text(texts["Level"], 12, row => row.Level is { } level ? terms.Of(level) : null)
        .Number(texts["Devices"], 8, row => row.Devices)
        .Time(texts["AppliedAt"], row => row.AppliedAt)
        .Time(texts["LiveAt"], row => row.LiveAt);
}
