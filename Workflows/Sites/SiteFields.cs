using Domain.Access;
using Domain.Sites;

namespace Workflows.Sites;

/// <summary>What must hold of a site's details before they are stored.</summary>
public static class SiteFields
{
    /// <summary>More than this is a slip of the keyboard: yuan where the form says so, not ten thousands.</summary>
    public const decimal MaxInvestment = 100_000_000_000m;

    /// <summary>In m².</summary>
    public const decimal MaxFloorArea = 10_000_000m;

    /// <summary>All problems, beside their fields; whether the region has a regulator is looked up by the service.</summary>
    public static IReadOnlyList<FormProblem> Check(SiteDetails details, long? ownerId, long? supervisorId)
    {
        ArgumentNullException.ThrowIfNull(details);
        var problems = new List<FormProblem>();
        Text("name", details.Name, Site.NameLength);
        Text("address", details.Address, Site.AddressLength);
        if (string.IsNullOrEmpty(details.RegionCode)) problems.Add(new("regionCode", "field.required"));
        if (details.Investment is < 0 or > MaxInvestment) problems.Add(new("investment", "field.out-of-range", 0m, MaxInvestment));
        if (details.FloorArea is < 0 or > MaxFloorArea) problems.Add(new("floorArea", "field.out-of-range", 0m, MaxFloorArea));
        if (details.StartDate == default) problems.Add(new("startDate", "field.required"));
        if (details.EndDate == default) problems.Add(new("endDate", "field.required"));
        else if (details.EndDate < details.StartDate) problems.Add(new("endDate", "site.period-reversed"));
        if (ownerId is null or 0) problems.Add(new("ownerId", "field.required"));
        if (supervisorId is null or 0) problems.Add(new("supervisorId", "field.required"));
        return problems;

        void Text(string field, string value, int length)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
        }
    }

    internal static IReadOnlyDictionary<string, object?> Audited(Site site, string owner, string supervisor) =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = site.Name,
            ["address"] = site.Address,
            ["regionCode"] = site.RegionCode,
            ["investment"] = site.Investment,
            ["floorArea"] = site.FloorArea,
            ["startDate"] = site.StartDate,
            ["endDate"] = site.EndDate,
            ["owner"] = owner,
            ["supervisor"] = supervisor,
        };
}
