using System.Globalization;
using Domain.Organizations;
using Domain.Violations;
using Portal.Lists;
using Portal.Shell;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>Tone and icon of a case's state, and who finds the pages.</summary>
public static class ViolationLabels
{
    /// <summary>Those who may see cases.</summary>
    public const string Readers =
        $"{nameof(Role.ProjectManager)},{nameof(Role.SiteClerk)},{nameof(Role.SupervisionEngineer)},{nameof(Role.OwnerRepresentative)},{Officers}";

    /// <summary>Those who open and lead them.</summary>
    public const string Officers = $"{nameof(Role.CountyOfficer)},{nameof(Role.CityOfficer)}";

    public static Tone Tone(ViolationStatus status) => status switch
    {
        ViolationStatus.Rectified => Shell.Tone.Done,
        ViolationStatus.Ordered => Shell.Tone.Active,
        ViolationStatus.Recorded or ViolationStatus.Reinspection or ViolationStatus.Measures => Shell.Tone.Warning,
        ViolationStatus.Sanctioned => Shell.Tone.Danger,
        _ => Shell.Tone.Neutral,
    };

    public static string Icon(ViolationStatus status) => status switch
    {
        ViolationStatus.Rectified => "check_circle",
        ViolationStatus.Ordered => "build",
        ViolationStatus.Recorded => "edit_document",
        ViolationStatus.Reinspection => "fact_check",
        ViolationStatus.Measures or ViolationStatus.Sanctioned => "gavel",
        _ => "cancel",
    };

    public static string Yuan(decimal amount) => amount.ToString("#,0", CultureInfo.InvariantCulture);

    public static bool IsOfficer(Actor actor) => actor?.Role is Role.CountyOfficer or Role.CityOfficer;

    /// <summary>What the list's address asks for, as page and export read it.</summary>
    public static ViolationQuery QueryOf(ListRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ViolationQuery
        {
            Text = request.Filter("q"),
            Kind = request.Filter<ViolationKind>("kind"),
            Status = request.Filter<ViolationStatus>("status"),
            OpenOnly = request.Filter("open") == "1",
            OverdueOnly = request.Filter("open") == "overdue",
            RegionCode = request.Filter("county"),
            SiteId = Number(request.Filter("site")),
            ContractorId = Number(request.Filter("contractor")),
            From = FilterDate.Read(request, "since"),
            Until = FilterDate.Read(request, "until"),
            Page = request.Page,
        };
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
