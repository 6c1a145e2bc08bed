using System.Collections.Immutable;
using Domain.Sites;
using Portal.Shell;

namespace Portal.Insights;

/// <summary>How a standing looks wherever it is drawn: tone, icon and, on the map, a shape of its own, so that nothing hangs on the colour.</summary>
public static class StandingLook
{
    /// <summary>In the order in which overviews show them: what wants attention stands beside what is well.</summary>
    public static readonly ImmutableArray<SiteStanding> All =
        [SiteStanding.Connected, SiteStanding.OnlineProblems, SiteStanding.InAccess, SiteStanding.NotConnected, SiteStanding.Suspended, SiteStanding.Left];

    public static Tone Tone(SiteStanding standing) => standing switch
    {
        SiteStanding.Connected => Shell.Tone.Done,
        SiteStanding.OnlineProblems => Shell.Tone.Danger,
        SiteStanding.InAccess => Shell.Tone.Active,
        SiteStanding.Suspended => Shell.Tone.Warning,
        _ => Shell.Tone.Neutral,
    };

    public static string Icon(SiteStanding standing) => standing switch
    {
        SiteStanding.Connected => "check_circle",
        SiteStanding.OnlineProblems => "sensors_off",
        SiteStanding.InAccess => "pending_actions",
        SiteStanding.Suspended => "pause_circle",
        SiteStanding.Left => "logout",
        _ => "radio_button_unchecked",
    };

    public static string ToneClass(SiteStanding standing) => "tone-" + Tone(standing).ToString().ToLowerInvariant();
}
