using Microsoft.Extensions.Localization;
using Portal.Fields;
using Portal.Lists;
using Portal.Terms;
using Workflows.Regions;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>The list of violations as a sheet, with the columns of the page and what it has no room for.</summary>
internal static class ViolationSheet
{
    public static ListSheet<ViolationRow> Of(TermNames terms, RegionLookup regions, IStringLocalizer<ViolationTexts> texts) => new ListSheet<ViolationRow>(texts["Title"])
        .Text(texts["Site"], 32, row => row.SiteName)
        .Text(texts["County"], 12, row => regions.Of(row.RegionCode))
        .Text(texts["Contractor"], 32, row => row.ContractorName)
        .Text(texts["Kind"], 24, row => terms.Of(row.Kind))
        .Text(texts["Discovery"], 16, row => terms.Of(row.Discovery))
        .Text(texts["Authority"], 24, row => row.AuthorityName)
        .Time(texts["Found"], row => row.FoundAt)
        .Time(texts["Recorded"], row => row.RecordedAt)
        .Text(texts["Order"], 16, row => row.OrderNumber)
        .Text(texts["Due"], 14, row => row.DueOn is { } due ? ShanghaiTime.Text(due) : null)
        .Text(texts["Overdue"], 12, row => row.Overdue ? texts["Overdue"].Value : null)
        .Text(texts["State"], 16, row => terms.Of(row.Status))
        .Text(texts["DecisionNumber"], 16, row => row.DecisionNumber)
        .Number(texts["PointsField"], 10, row => row.DecisionNumber is null ? null : row.Points)
        .Number(texts["FineField"], 14, row => (double?)row.Fine)
        .Time(texts["ClosedAt"], row => row.ClosedAt);
}
