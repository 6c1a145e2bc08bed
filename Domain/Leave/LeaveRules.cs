using Domain.Access;
using Domain.Values;

namespace Domain.Leave;

/// <summary>A leave that binds people: applied for, granted or taken.</summary>
/// <param name="Number">To name it by.</param>
/// <param name="PersonId">Account of who is away.</param>
/// <param name="SiteId">From where.</param>
/// <param name="StandInId">Account of who stands in.</param>
/// <param name="Asked">As applied for.</param>
/// <param name="Away">When the person is away: shorter after an early return, without an end while overdue.</param>
public sealed record TakenLeave(string Number, long PersonId, long SiteId, long StandInId, Period Asked, Period Away)
{
    /// <summary>What was applied for, as far as it was used: so long the stand-in is bound, and the person's own time is taken.</summary>
    public Period Standing => Away.Until < Asked.Until ? Away : Asked;
}

/// <summary>
/// Which leaves go together (domain-rules "Leave of key personnel"), the same at submission and at the last approval. Of one person's leaves
/// only the same absence from another site may overlap: same beginning, same end. Nobody is away while standing in, nor stands in
/// while away, and nobody stands in for two people at a time.
/// </summary>
public static class LeaveRules
{
    /// <summary>What stands against it, beside the field that can mend it; empty when nothing does.</summary>
    /// <param name="personId">Account of who would be away.</param>
    /// <param name="siteId">From where.</param>
    /// <param name="standInId">Account of who would stand in.</param>
    /// <param name="time">When.</param>
    /// <param name="others">All other leaves that bind either of the two.</param>
    public static IReadOnlyList<FormProblem> Conflicts(long personId, long siteId, long standInId, Period time, IEnumerable<TakenLeave> others)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(others);
        var problems = new List<FormProblem>();
        if (personId == standInId) problems.Add(new("standInId", "leave.stand-in-self"));
        foreach (var other in others)
        {
            if (other.PersonId == personId && other.Standing.Overlaps(time) && !(other.SiteId != siteId && other.Asked == time))
                problems.Add(new("from", "leave.overlaps", other.Number));
            if (other.StandInId == personId && other.Standing.Overlaps(time)) problems.Add(new("from", "leave.stands-in-then", other.Number));
            if (other.PersonId == standInId && other.Away.Overlaps(time)) problems.Add(new("standInId", "leave.stand-in-away", other.Number));
            if (other.StandInId == standInId && other.PersonId != personId && other.Standing.Overlaps(time))
                problems.Add(new("standInId", "leave.stand-in-taken", other.Number));
        }

        return problems;
    }
}
