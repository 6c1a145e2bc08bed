using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Infrastructure.Database;

/// <summary>
/// Optimistic concurrency that both servers do alike: a number in the row, advanced by the save itself. Two people who save the same
/// aggregate from the same state cannot both succeed; the later one gets <see cref="DbUpdateConcurrencyException"/>.
/// </summary>
internal static class Revisions
{
    /// <summary>
    /// Counts from the revision that was read, not from the present value, so that a save tried again after a failure does not
    /// count twice. A change inside an owned part is a change of its aggregate.
    /// </summary>
    public static void Advance(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is not (EntityState.Modified or EntityState.Unchanged)) continue;
            if (entry.Metadata.FindProperty(ModelRules.Revision) is not { IsConcurrencyToken: true } property) continue;
            if (entry.State == EntityState.Unchanged && !OwnedPartChanged(entry)) continue;
            var revision = entry.Property(property);
            revision.CurrentValue = (long)revision.OriginalValue! + 1;
        }
    }

    private static bool OwnedPartChanged(EntityEntry entry) =>
        entry.Navigations.Any(navigation =>
            navigation.Metadata.TargetEntityType.IsOwned() && (navigation.IsModified || Parts(navigation).Any(OwnedPartChanged)));

    private static IEnumerable<EntityEntry> Parts(NavigationEntry navigation) => navigation switch
    {
        ReferenceEntry { TargetEntry: { } target } => [target],
        CollectionEntry { CurrentValue: { } values } collection => values.Cast<object>().Select(value => collection.FindEntry(value)!),
        _ => [],
    };
}
