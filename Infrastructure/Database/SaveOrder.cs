using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Infrastructure.Database;

/// <summary>In which order the rows of a save are written, where that follows from the tables alone.</summary>
internal static class SaveOrder
{
    private const string Annotation = "Portal:SaveRanks";

    /// <summary>
    /// Deletes, so that what they held is free; then updates, so that whoever was slower in a case fails there; then inserts, each table after
    /// those that it points at. Rows of a table are in the order of their keys, so that two saves wait for each other one way only.
    /// </summary>
    /// <returns>Null when the order would depend on the rows' values: keys that move, rows that point at others of their table.</returns>
    public static List<(IUpdateEntry Entry, RowStatements Statements)>? Of(IList<IUpdateEntry> entries)
    {
        List<(IUpdateEntry Entry, RowStatements Statements)> rows = new(entries.Count);
        foreach (var entry in entries)
        {
            if (RowStatements.Of(entry.EntityType) is not { } statements || !statements.CanWrite(entry)) return null;
            rows.Add((entry, statements));
        }

        rows.Sort(static (a, b) => Compare(a, b));
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Statements.PointsAtItself && rows[i].Statements == rows[i - 1].Statements && rows[i].Entry.EntityState == EntityState.Added) return null;
        }

        return rows;
    }

    /// <summary>How many tables deep a table points; null for those that point at each other in a circle.</summary>
    public static int? RankOf(IEntityType entity) =>
        entity.Model.GetOrAddRuntimeAnnotationValue(Annotation, static model => Ranks(model!), entity.Model).TryGetValue(entity, out var rank) ? rank : null;

    private static int Compare((IUpdateEntry Entry, RowStatements Statements) a, (IUpdateEntry Entry, RowStatements Statements) b)
    {
        var byKind = Kind(a.Entry).CompareTo(Kind(b.Entry));
        if (byKind != 0) return byKind;
        var byTable = a.Statements.Rank.CompareTo(b.Statements.Rank);
        if (byTable == 0) byTable = string.CompareOrdinal(a.Statements.TableName, b.Statements.TableName);
        return byTable != 0 ? byTable : a.Statements.CompareKeys(a.Entry, b.Entry);
    }

    private static int Kind(IUpdateEntry entry) => entry.EntityState switch
    {
        EntityState.Deleted => 0,
        EntityState.Modified => 1,
        _ => 2,
    };

    private static Dictionary<IEntityType, int> Ranks(IModel model)
    {
        Dictionary<IEntityType, int> ranks = [];
        for (var (rank, left) = (0, model.GetEntityTypes().ToList()); ; rank++)
        {
            var ready = left.FindAll(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || ranks.ContainsKey(key.PrincipalEntityType)));
            if (ready.Count == 0) return ranks;
            foreach (var type in ready) ranks[type] = rank;
            left.RemoveAll(ready.Contains);
        }
    }
}
