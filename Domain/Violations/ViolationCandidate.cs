namespace Domain.Violations;

/// <summary>The kinds of S2 annex 6.</summary>
public enum ViolationKind
{
    VideoNotInstalled,
    CamerasInsufficient,
    NotConnected,
    ImageNotVisible,
    MisconductOnVideo,
    DustMonitorNotInstalled,
    DustMonitorNotConnected,
}

/// <summary>A violation that a rule has found and that a person has yet to look at.</summary>
public sealed class ViolationCandidate
{
    public const int SourceLength = 100;
    public const int RuleLength = 60;

    public long Id { get; private set; }

    public long SiteId { get; private set; }

    public ViolationKind Kind { get; private set; }

    /// <summary>The rule that found it, such as "access.connect-overdue".</summary>
    public string Rule { get; private set; } = "";

    /// <summary>The case it came from, such as "access:42"; one candidate per kind and source.</summary>
    public string Source { get; private set; } = "";

    public DateTimeOffset FoundAt { get; private set; }

    private ViolationCandidate()
    {
    }

    public ViolationCandidate(long siteId, ViolationKind kind, string rule, string source, DateTimeOffset at)
    {
        SiteId = siteId;
        Kind = kind;
        Rule = rule;
        Source = source;
        FoundAt = at;
    }
}
