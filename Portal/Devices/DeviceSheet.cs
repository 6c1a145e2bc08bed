using Microsoft.Extensions.Localization;
using Portal.Lists;
using Portal.Terms;
using Workflows.Devices;

namespace Portal.Devices;

/// <summary>The list of devices as a sheet, with the columns of the page and what it has no room for.</summary>
internal static class DeviceSheet
{
    public static ListSheet<DeviceRow> Of(TermNames terms, IStringLocalizer<DeviceTexts> texts, IStringLocalizer<OnlineTexts> online) => new ListSheet<DeviceRow>(texts["Title"])
        .Text(texts["Site"], 32, row => row.SiteName)
        .Text(texts["Origin"], 16, row => row.OriginNumber)
        .Text(texts["Position"], 24, row => row.Position)
        .Text(texts["Kind"], 20, row => terms.Of(row.Kind))
        .Text(texts["Code"], 24, row => row.Code)
        .Text(texts["Model"], 28, row => $"{row.Brand} {row.Model}")
        .Text(texts["Ip"], 16, row => row.IpAddress)
        .Text(texts["Sim"], 18, row => row.SimNumber)
        .Text(texts["StateNow"], 14, row => StateNowBadge.Word(row.Now, terms, online))
        .Time(texts["Since"], row => row.Now.Since)
        .Time(texts["LastSign"], row => row.Now.LastSignAt)
        .Number(texts["RatePercent"], 18, row => OnlineFormat.Percent(row.Rate))
        .Text(texts["MainStream"], 12, row => row.Now.Main is { } main ? OnlineFormat.Size(main) : null)
        .Text(texts["SubStream"], 12, row => row.Now.Sub is { } sub ? OnlineFormat.Size(sub) : null)
        .Time(texts["FirstOnline"], row => row.FirstOnlineAt)
        .Time(texts["RemovedAt"], row => row.RemovedAt);
}
