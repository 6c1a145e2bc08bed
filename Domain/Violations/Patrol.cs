using Domain.Calendar;
using Domain.Organizations;

namespace Domain.Violations;

/// <summary>线上巡查: a regulator has looked at a site on a day, from the desk. One for each regulator, site and day.</summary>
public sealed class Patrol
{
    public const int NoteLength = 300;

    public long Id { get; private set; }

    public long SiteId { get; private set; }

    public long AuthorityId { get; private set; }

    /// <summary>Shanghai.</summary>
    public DateOnly Day { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string ByName { get; private set; } = "";

    public string? Note { get; private set; }

    /// <summary>The case that was opened on this patrol; null when the site was in order.</summary>
    public long? ViolationId { get; private set; }

    public long Revision { get; private set; }

    private Patrol()
    {
    }

    public Patrol(long siteId, Actor actor, string? note, long? violationId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        (SiteId, AuthorityId) = (siteId, actor.OrganizationId);
        Day = WorkingCalendar.ShanghaiDate(at);
        Mark(actor, note, violationId, at);
    }

    /// <summary>Somebody of the same regulator looks again on the same day: the later look counts, and what was found stays.</summary>
    /// <exception cref="DomainException">field.too-long.</exception>
    public void Mark(Actor actor, string? note, long? violationId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (note?.Trim().Length > NoteLength) throw new DomainException("field.too-long", NoteLength);
        (ByName, At) = (actor.Name, at);
        if (!string.IsNullOrWhiteSpace(note)) Note = note.Trim();
        ViolationId = violationId ?? ViolationId;
    }
}
