using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>How the rows of an entity are written in bulk, read off the model, so that a mapping is said once.</summary>
internal sealed class BulkColumns<T>
    where T : class
{
    private BulkColumns(IEntityType entity)
    {
        TableName = entity.GetTableName()!;
        var drawn = entity.FindPrimaryKey()!.Properties.SingleOrDefault(property => property.ValueGenerated == ValueGenerated.OnAdd);
        Columns = [.. entity.GetProperties().Where(property => property != drawn).Select(ColumnOf)];
        KeyColumn = drawn?.GetColumnName();
        var names = Columns.Select(column => column.Name);
        var written = (KeyColumn is null ? names : names.Prepend(KeyColumn)).ToList();
        Written = written.Count;
        InsertText = PostgreSqlRows.InsertText(TableName, written);
        CopyText = PostgreSqlRows.CopyText(TableName, written);
    }

    public string TableName { get; }

    /// <summary>Whether the key comes from the key sequence and is not in the entity.</summary>
    public bool DrawsKeys => KeyColumn is not null;

    /// <summary>Name of that key's column, which is written first.</summary>
    public string? KeyColumn { get; }

    /// <summary>How many columns are written, a drawn key among them.</summary>
    public int Written { get; }

    /// <summary>The statement of PostgreSQL that inserts rows given as arrays.</summary>
    public string InsertText { get; }

    /// <summary>The statement of PostgreSQL that begins a COPY of rows.</summary>
    public string CopyText { get; }

    /// <summary>All columns but a drawn key.</summary>
    public IReadOnlyList<BulkColumn<T>> Columns { get; }

    public static BulkColumns<T> Of(IModel model) => new(model.FindEntityType(typeof(T))
        ?? throw new ArgumentException($"{typeof(T).Name} is not an entity.", nameof(model)));

    /// <summary>Name of the column that a property is stored in.</summary>
    public string NameOf(string property) => Columns.Single(column => column.Property == property).Name;

    private static BulkColumn<T> ColumnOf(IProperty property)
    {
        var value = Stored(property);
        var underlying = Nullable.GetUnderlyingType(value.ReturnType);
        var column = underlying is null
            ? typeof(BulkColumn<,>).MakeGenericType(typeof(T), value.ReturnType)
            : typeof(NullableBulkColumn<,>).MakeGenericType(typeof(T), underlying);
        return (BulkColumn<T>)Activator.CreateInstance(column, property, value.Compile())!;
    }

    /// <summary>row => the value as it is stored, null where the property is.</summary>
    private static LambdaExpression Stored(IProperty property)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression value = Expression.Property(row, property.PropertyInfo!);
        if (property.GetTypeMapping().Converter is not { } converter) return Expression.Lambda(value, row);

        var nullable = Nullable.GetUnderlyingType(property.ClrType) is not null;
        var stored = Expression.Invoke(converter.ConvertToProviderExpression, nullable ? Expression.Property(value, "Value") : value);
        if (property.ClrType.IsValueType && !nullable) return Expression.Lambda(stored, row);
        var result = stored.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(stored.Type) : stored.Type;
        var there = nullable ? Expression.Property(value, "HasValue") : (Expression)Expression.ReferenceNotEqual(value, Expression.Constant(null));
        return Expression.Lambda(Expression.Condition(there, Expression.Convert(stored, result), Expression.Default(result)), row);
    }
}

/// <summary>A column of rows that are written in bulk.</summary>
internal abstract class BulkColumn<T>(IProperty property)
    where T : class
{
    public string Property { get; } = property.Name;

    public string Name { get; } = property.GetColumnName();

    /// <summary>The server's name of the type, without length or precision.</summary>
    protected string StoreType { get; } = property.GetRelationalTypeMapping().StoreTypeNameBase;

    public abstract Type StoredType { get; }

    /// <summary>Adds the value to a row of PostgreSQL's COPY.</summary>
    public abstract void Encode(CopyBuffer buffer, T row);

    /// <summary>The values of all rows, as a parameter of PostgreSQL.</summary>
    public abstract NpgsqlParameter Array(IReadOnlyList<T> rows);

    /// <summary>The value as it is stored; DBNull for null.</summary>
    public abstract object Stored(T row);

    protected NpgsqlParameter Array<TValue>(IReadOnlyList<T> rows, Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, DataTypeName = StoreType + "[]" };
    }
}

/// <summary>A column of values that are never null, or of objects.</summary>
internal sealed class BulkColumn<T, TValue>(IProperty property, Func<T, TValue> value) : BulkColumn<T>(property)
    where T : class
{
    public override Type StoredType => typeof(TValue);

    public override void Encode(CopyBuffer buffer, T row) => buffer.Write(value(row));

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value);

    public override object Stored(T row) => value(row) is { } there ? there : DBNull.Value;
}

/// <summary>A column of values that may be null.</summary>
internal sealed class NullableBulkColumn<T, TValue>(IProperty property, Func<T, TValue?> value) : BulkColumn<T>(property)
    where T : class
    where TValue : struct
{
    public override Type StoredType => typeof(TValue);

    public override void Encode(CopyBuffer buffer, T row)
    {
        if (value(row) is { } there) buffer.Write(there);
        else buffer.WriteNull();
    }

    public override NpgsqlParameter Array(IReadOnlyList<T> rows) => Array(rows, value);

    public override object Stored(T row) => value(row) is { } there ? there : DBNull.Value;
}
