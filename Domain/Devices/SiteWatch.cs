namespace Domain.Devices;

/// <summary>
/// What the settler keeps of a site whose devices it watches: when to look again, and who is at it. Its revision makes two nodes that settle
/// one site at once meet.
/// </summary>
public sealed class SiteWatch
{
    public long SiteId { get; private set; }

    /// <summary>
    /// The moment from which on intervals are to be computed anew once it has come: the next at which time alone changes something. Null for
    /// never. Indexed.
    /// </summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The run that is settling it.</summary>
    public Guid? ClaimedBy { get; private set; }

    /// <summary>After this the run is taken for dead and another may claim the site.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    public long Revision { get; private set; }

    private SiteWatch()
    {
    }

    public SiteWatch(long siteId) => SiteId = siteId;

    public void Settled(DateTimeOffset? dueAt, DateTimeOffset now)
    {
        DueAt = dueAt;
        SettledAt = now;
        (ClaimedBy, ClaimedUntil) = (null, null);
    }
}
