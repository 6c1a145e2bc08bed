using Domain.Devices;
using Infrastructure.Database;

namespace Workflows.Devices;

/// <summary>Makes the stored intervals of a device what they have been computed to be, changing only rows that differ.</summary>
internal static class IntervalStore
{
    /// <param name="db">Where changes are tracked.</param>
    /// <param name="deviceId">Whose they are.</param>
    /// <param name="stored">The tracked rows from before the first computed one on, in order.</param>
    /// <param name="computed">Without a gap, up to now.</param>
    /// <returns>The intervals as they are now, from the first stored one on.</returns>
    public static List<IntervalFacts> Apply(PortalDbContext db, long deviceId, List<DeviceInterval> stored, IReadOnlyList<IntervalFacts> computed)
    {
        var begin = computed[0].From;
        var wanted = new List<IntervalFacts>();
        foreach (var facts in stored.Where(row => row.From < begin).Select(row => row.Facts))
            wanted.Add(facts.Until is null || facts.Until > begin ? facts with { Until = begin } : facts);
        wanted.AddRange(computed);
        for (var i = wanted.Count - 1; i > 0; i--)
        {
            if (!wanted[i - 1].ContinuesAs(wanted[i])) continue;
            wanted[i - 1] = wanted[i - 1] with { Until = wanted[i].Until };
            wanted.RemoveAt(i);
        }

        var rows = stored.ToDictionary(row => row.From);
        foreach (var facts in wanted)
        {
            if (rows.Remove(facts.From, out var row)) row.Correct(facts);
            else db.Add(new DeviceInterval(deviceId, facts));
        }

        db.RemoveRange(rows.Values);
        return wanted;
    }
}
