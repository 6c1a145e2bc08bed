namespace Domain.Organizations;

/// <summary>
/// 代理人: that an actor acts for somebody on approved leave, at one site, from the first to the last moment of the leave. The actor then has the
/// absent person's membership. As the rest of an <see cref="Actor"/> it is a claim, which every read and action checks again.
/// </summary>
public sealed record StandIn
{
    /// <summary>Two names must fit where one does.</summary>
    private const int PartLength = 45;

    // The stored form is the Chinese one, because printed forms are Chinese; pages in English translate it. Full-width brackets and U+4EE3 (for, in place of).
    private const string Between = "\uFF08\u4EE3 ";
    private const string End = "\uFF09";

    public required long LeaveId { get; init; }

    public required long SiteId { get; init; }

    public required string SiteName { get; init; }

    public required long AbsentAccountId { get; init; }

    public required string AbsentName { get; init; }

    /// <summary>The membership that the stand-in has of their own; it must stand too.</summary>
    public required long OwnMembershipId { get; init; }

    /// <summary>When the leave is to end, UTC. An early return ends it before.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Tells the moment at which a check is made.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Both names, as records keep them.</summary>
    public static string Both(string name, string absent) => Cut(name) + Between + Cut(absent) + End;

    /// <summary>Tells the two names of a record apart; false when it has only one.</summary>
    public static bool TrySplit(string? names, out string name, out string absent)
    {
        (name, absent) = (names ?? "", "");
        if (names is null || !names.EndsWith(End, StringComparison.Ordinal)) return false;
        var at = names.IndexOf(Between, StringComparison.Ordinal);
        if (at < 0) return false;
        (name, absent) = (names[..at], names[(at + Between.Length)..^End.Length]);
        return true;
    }

    private static string Cut(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= PartLength ? name : name[..PartLength];
    }
}
