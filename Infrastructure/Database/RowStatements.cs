using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;
using NpgsqlTypes;

namespace Infrastructure.Database;

/// <summary>
/// The statements that write single rows of an entity on PostgreSQL, read off the model. Only for entities that have a table to themselves and
/// leave nothing for the server to fill in.
/// </summary>
internal sealed class RowStatements
{
    private const string Annotation = "Portal:RowStatements";

    private readonly Column[] _columns;
    private readonly Column[] _identity;
    private readonly string _insert;
    private readonly string _delete;
    private readonly bool _pointedAt;
    private readonly ConcurrentDictionary<ulong, string> _updates = new();

    private RowStatements(IEntityType entity, int rank)
    {
        (TableName, Rank) = (entity.GetTableName()!, rank);
        _columns = [.. entity.GetProperties().Select(property => new Column(property))];
        _identity = [.. _columns.Where(column => column.Property.IsPrimaryKey()), .. _columns.Where(column => column.Property.IsConcurrencyToken)];
        PointsAtItself = entity.GetForeignKeys().Any(key => key.PrincipalEntityType == entity);
        _pointedAt = entity.GetReferencingForeignKeys().Any();
        _insert = $"INSERT INTO \"{TableName}\" ({string.Join(", ", _columns.Select(column => column.Name))}) "
            + $"VALUES ({string.Join(", ", Enumerable.Range(1, _columns.Length).Select(number => $"${number}"))})";
        _delete = Once($"DELETE FROM \"{TableName}\" WHERE {Condition(1)}");
    }

    public string TableName { get; }

    /// <summary>See <see cref="SaveOrder.RankOf"/>.</summary>
    public int Rank { get; }

    public bool PointsAtItself { get; }

    /// <summary>The statements of an entity; null for one that is unusual.</summary>
    public static RowStatements? Of(IEntityType entity) =>
        entity.GetOrAddRuntimeAnnotationValue(Annotation, static type => IsPlain(type!) && SaveOrder.RankOf(type!) is { } rank ? new RowStatements(type!, rank) : null, entity);

    /// <summary>Whether the row can be written at a place that its table alone decides: nothing that others point at or that is unique moves.</summary>
    public bool CanWrite(IUpdateEntry entry)
    {
        if (entry.SharedIdentityEntry is not null) return false;
        return entry.EntityState switch
        {
            EntityState.Added => !Array.Exists(_columns, column => column.DrawsKey && entry.IsStoreGenerated(column.Property)),
            EntityState.Modified => !Array.Exists(_columns, column => column.Binds && entry.IsModified(column.Property)),
            EntityState.Deleted => !_pointedAt,
            _ => false,
        };
    }

    public NpgsqlBatchCommand CommandFor(IUpdateEntry entry)
    {
        var command = new NpgsqlBatchCommand();
        switch (entry.EntityState)
        {
            case EntityState.Added:
                foreach (var column in _columns) command.Parameters.Add(column.Current(entry));
                command.CommandText = _insert;
                break;
            case EntityState.Modified:
                var modified = 0UL;
                for (var i = 0; i < _columns.Length; i++)
                {
                    if (!entry.IsModified(_columns[i].Property)) continue;
                    modified |= 1UL << i;
                    command.Parameters.Add(_columns[i].Current(entry));
                }

                AddIdentity(command, entry);
                command.CommandText = _updates.GetOrAdd(modified, static (set, self) => self.Update(set), this);
                break;
            default:
                AddIdentity(command, entry);
                command.CommandText = _delete;
                break;
        }

        return command;
    }

    public int CompareKeys(IUpdateEntry a, IUpdateEntry b)
    {
        foreach (var column in _identity)
        {
            if (!column.Property.IsPrimaryKey()) break;
            var compared = System.Collections.Comparer.DefaultInvariant.Compare(a.GetCurrentValue(column.Property), b.GetCurrentValue(column.Property));
            if (compared != 0) return compared;
        }

        return 0;
    }

    private static bool IsPlain(IEntityType entity) =>
        entity.BaseType is null && !entity.GetDirectlyDerivedTypes().Any() && !entity.GetComplexProperties().Any() && entity.FindPrimaryKey() is not null
        && entity.GetTableMappings().ToList() is [{ Table: { Schema: null } table }] && table.EntityTypeMappings.Count() == 1
        && entity.GetProperties().Count() <= 64 && entity.GetProperties().All(IsPlain);

    private static bool IsPlain(IProperty property) =>
        (property.ValueGenerated == ValueGenerated.Never || (property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey()))
        && !(property.IsConcurrencyToken && property.IsNullable);

    private void AddIdentity(NpgsqlBatchCommand command, IUpdateEntry entry)
    {
        foreach (var column in _identity) command.Parameters.Add(column.Original(entry));
    }

    private string Update(ulong modified)
    {
        var set = _columns.Where((_, index) => (modified & (1UL << index)) != 0).Select((column, index) => $"{column.Name} = ${index + 1}").ToList();
        return Once($"UPDATE \"{TableName}\" SET {string.Join(", ", set)} WHERE {Condition(set.Count + 1)}");
    }

    /// <summary>As it was read.</summary>
    private string Condition(int first) => string.Join(" AND ", _identity.Select((column, index) => $"{column.Name} = ${first + index}"));

    /// <summary>Divides by the number of rows: a statement that finds none fails, and the batch with it.</summary>
    private static string Once(string statement) => $"WITH written AS ({statement} RETURNING 1) SELECT 1 / count(*) FROM written";

    private sealed class Column
    {
        private readonly NpgsqlDbType _type;
        private readonly Func<object?, object?>? _stored;

        public Column(IProperty property)
        {
            var mapping = property.GetRelationalTypeMapping();
            using var command = new NpgsqlCommand();
            _type = ((NpgsqlParameter)mapping.CreateParameter(command, "type", value: null, nullable: true)).NpgsqlDbType;
            _stored = mapping.Converter?.ConvertToProvider;
            (Property, Name) = (property, $"\"{property.GetColumnName()}\"");
            DrawsKey = property.ValueGenerated == ValueGenerated.OnAdd;
            Binds = property.IsKey() || property.IsForeignKey() || property.IsUniqueIndex();
        }

        public IProperty Property { get; }

        public string Name { get; }

        public bool DrawsKey { get; }

        /// <summary>Whether other rows may depend on the value.</summary>
        public bool Binds { get; }

        public NpgsqlParameter Current(IUpdateEntry entry) => Parameter(entry.GetCurrentValue(Property));

        public NpgsqlParameter Original(IUpdateEntry entry) => Parameter(entry.GetOriginalValue(Property));

        private NpgsqlParameter Parameter(object? value) =>
            new() { NpgsqlDbType = _type, Value = (value is not null && _stored is not null ? _stored(value) : value) ?? DBNull.Value };
    }
}
