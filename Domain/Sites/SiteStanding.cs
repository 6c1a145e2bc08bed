namespace Domain.Sites;

/// <summary>Where a site stands as overviews count it: its state, and within that what is under way or wrong. Each site has exactly one.</summary>
public enum SiteStanding
{
    /// <summary>Connected, and none of its devices is in an open outage.</summary>
    Connected,

    /// <summary>Connected, with at least one open outage.</summary>
    OnlineProblems,

    /// <summary>Not connected (any more), with an application on its way.</summary>
    InAccess,

    NotConnected,

    /// <summary>Supervision suspended.</summary>
    Suspended,

    /// <summary>Its last device was removed.</summary>
    Left,
}
