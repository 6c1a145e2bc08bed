using System.Globalization;
using Domain.Devices;
using Domain.Scoring;
using Domain.Sites;
using Domain.Violations;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Devices;
using Workflows.Inbox;
using Workflows.Insights;

namespace Portal.Insights;

/// <summary>The lists behind the overview's figures, each with the filter that shows exactly what was counted. A region of null is all that the reader sees.</summary>
public static class InsightLinks
{
    public static string Sites(SiteStanding? standing = null, string? region = null, bool unplaced = false) =>
        Address("/sites", ("standing", standing?.ToString()), ("region", region), ("place", unplaced ? "none" : null));

    public static string Devices(OnlineState state) => Address("/devices", ("online", (state switch
    {
        OnlineState.Online => DeviceOnlineFilter.Online,
        OnlineState.Offline => DeviceOnlineFilter.Offline,
        _ => DeviceOnlineFilter.NotInService,
    }).ToString()));

    public static string Outages(string? region = null) => Address("/outages", ("state", nameof(OutageFilter.Open)), ("region", region));

    /// <summary>Rates of the sites of a county or with devices of a supplier, or of all suppliers, over the days of the figures or one of them.</summary>
    public static string Rates(RateFigures rates, string? region = null, long? supplier = null, DateOnly? day = null, bool bySupplier = false)
    {
        ArgumentNullException.ThrowIfNull(rates);
        return Address(
            "/online", ("by", bySupplier ? "supplier" : null), ("from", Day(day ?? rates.From)), ("to", Day(day ?? rates.To)), ("region", region),
            ("supplier", supplier?.ToString(CultureInfo.InvariantCulture)));
    }

    public static string Deadlines(DeadlineState state, string? region = null, InboxStep? step = null) =>
        Address("/deadlines", ("state", state.ToString()), ("region", region), ("step", step?.ToString()));

    public static string Applications(WeekCount week)
    {
        ArgumentNullException.ThrowIfNull(week);
        return Address("/applications", ("from", Day(week.Monday)), ("to", Day(week.Monday.AddDays(6))));
    }

    /// <summary>Cases of a kind that are not over.</summary>
    public static string Violations(ViolationKind? kind = null) => Address("/violations", ("open", "1"), ("kind", kind?.ToString()));

    /// <summary>What rules propose and nobody has looked at yet.</summary>
    public static string Candidates(ViolationKind? kind = null) => Address("/violations/candidates", ("kind", kind?.ToString()));

    /// <summary>The ranking of a month.</summary>
    public static string Scores(ScoreMonth month) => Address("/scorecards", ("month", month.ToString()));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Address(string path, params IEnumerable<(string Name, string? Value)> filters) =>
        QueryHelpers.AddQueryString(path, filters.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
