using Domain.Leave;
using Domain.Organizations;
using Portal.Shell;

namespace Portal.Leave;

/// <summary>Tone and icon of a leave's state, and who finds the pages.</summary>
public static class LeaveLabels
{
    /// <summary>Those whom it concerns that a key person is away.</summary>
    public const string Readers =
        $"{nameof(Role.ProjectManager)},{nameof(Role.SiteClerk)},{nameof(Role.SupervisionEngineer)},{nameof(Role.OwnerRepresentative)},{nameof(Role.CountyOfficer)},{nameof(Role.CityOfficer)}";

    /// <summary>Those who can hold a key post.</summary>
    public const string Applicants = $"{nameof(Role.ProjectManager)},{nameof(Role.SupervisionEngineer)}";

    public static Tone Tone(LeaveStatus status) => status switch
    {
        LeaveStatus.Approved or LeaveStatus.Closed => Shell.Tone.Done,
        LeaveStatus.UnderReview or LeaveStatus.Returned => Shell.Tone.Active,
        LeaveStatus.Correction => Shell.Tone.Warning,
        LeaveStatus.Refused => Shell.Tone.Danger,
        _ => Shell.Tone.Neutral,
    };

    public static string Icon(LeaveStatus status) => status switch
    {
        LeaveStatus.Approved => "check_circle",
        LeaveStatus.Closed => "how_to_reg",
        LeaveStatus.UnderReview => "pending",
        LeaveStatus.Correction => "undo",
        LeaveStatus.Returned => "hourglass_top",
        LeaveStatus.Refused => "block",
        _ => "cancel",
    };
}
