using Domain.Organizations;

namespace Portal.Shell;

/// <summary>One line of the navigation.</summary>
/// <param name="Href">Address of the page, without query.</param>
/// <param name="Text">Key in ShellTexts.</param>
/// <param name="Roles">Who finds it there; the page itself checks again.</param>
public sealed record NavEntry(string Href, string Text, string Icon, IReadOnlySet<Role> Roles);

/// <summary>The navigation, in its order. A feature adds its page here.</summary>
public static class Navigation
{
    private static readonly Role[] Regulators = [Role.CountyOfficer, Role.CityOfficer];
    private static readonly Role[] SiteParties =
        [Role.ProjectManager, Role.SiteClerk, Role.SupervisionEngineer, Role.OwnerRepresentative];

    private static readonly Role[] CaseWorkers = [.. SiteParties, Role.OperatorEngineer, .. Regulators];

    public static IReadOnlyList<NavEntry> Entries { get; } =
    [
        // A supplier's people start here: the letter is theirs, and of the chains only their own appeals.
        Entry("/letters", "NavLetters", "signature", Role.SupplierStaff),
        Entry("/inbox", "NavInbox", "inbox", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/dashboard", "NavDashboard", "map", [Role.OperatorEngineer, .. Regulators]),
        Entry("/applications", "NavApplications", "assignment", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/relocations", "NavRelocations", "swap_horiz", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/supervision", "NavSupervision", "pause_circle", CaseWorkers),
        Entry("/inability", "NavInability", "event_busy", CaseWorkers),
        Entry("/crane-notices", "NavCraneNotices", "construction", CaseWorkers),
        Entry("/slots", "NavSlots", "calendar_month", Role.OperatorEngineer),
        Entry("/sites", "NavSites", "domain", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/leave", "NavLeave", "event_busy", [.. SiteParties, .. Regulators]),
        Entry("/violations", "NavViolations", "gavel", [.. SiteParties, .. Regulators]),
        Entry("/patrol", "NavPatrol", "visibility", Regulators),
        Entry("/registrations", "NavRegistrations", "location_on", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/captures", "NavCaptures", "photo_camera", [.. SiteParties, Role.OperatorEngineer, .. Regulators, Role.SupplierStaff]),
        Entry("/devices", "NavDevices", "videocam", [Role.OperatorEngineer, .. Regulators, Role.SupplierStaff]),
        Entry("/outages", "NavOutages", "sensors_off", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/online", "NavOnline", "bar_chart", [Role.OperatorEngineer, .. Regulators, Role.SupplierStaff]),
        Entry("/scorecards", "NavScorecards", "stars", [.. Regulators, Role.SupplierStaff]),
        Entry("/reports", "NavReports", "description", [.. Regulators, Role.SupplierStaff]),
        Entry("/dust", "NavDust", "sensors", [.. CaseWorkers, Role.SupplierStaff]),
        Entry("/models", "NavModels", "verified", [Role.OperatorEngineer, Role.ProjectManager, Role.SiteClerk, Role.SupplierStaff]),
        Entry("/consequences", "NavConsequences", "gavel", [.. Regulators, Role.SupplierStaff]),
        Entry("/appeals", "NavAppeals", "flag", Role.CityOfficer, Role.OperatorEngineer, Role.SupplierStaff),
        Entry("/organizations", "NavOrganizations", "apartment", Role.Administrator),
        Entry("/accounts", "NavAccounts", "manage_accounts", Role.Administrator),
        Entry("/suppliers", "NavSuppliers", "store", [Role.OperatorEngineer, .. Regulators, Role.ProjectManager, Role.SiteClerk, Role.Administrator]),
        Entry("/supplier", "NavOwnSupplier", "store", Role.SupplierStaff),
        Entry("/supplier-keys", "NavSupplierKeys", "key", Role.SupplierStaff, Role.ProjectManager, Role.SiteClerk, Role.OperatorEngineer, Role.Administrator),
        Entry("/requests", "NavRequests", "input", Role.SupplierStaff, Role.ProjectManager, Role.SiteClerk, Role.OperatorEngineer, Role.Administrator),
        Entry("/calendars", "NavCalendars", "event", Role.Administrator),
        Entry("/messages", "NavMessages", "outbox", Role.Administrator, Role.OperatorEngineer),
        Entry("/webhooks", "NavWebhooks", "link", Role.SupplierStaff, Role.ProjectManager, Role.OperatorEngineer, Role.Administrator),
        Entry("/processes", "NavProcesses", "schema", Role.Administrator),
        Entry("/audit", "NavAudit", "policy", Role.Administrator),
    ];

    /// <summary>What a role finds, in order.</summary>
    public static IEnumerable<NavEntry> For(Role role) => Entries.Where(entry => entry.Roles.Contains(role));

    /// <summary>Where a role starts after sign-in.</summary>
    public static string HomeOf(Role role) => For(role).FirstOrDefault()?.Href ?? "/account";

    private static NavEntry Entry(string href, string text, string icon, params IEnumerable<Role> roles) => new(href, text, icon, roles.ToHashSet());
}
