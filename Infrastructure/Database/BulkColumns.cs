using System.Linq.Expressions;
using System.Reflection;
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
        DrawsKeys = entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd }];
        Columns = [.. entity.GetProperties().Where(property => !(DrawsKeys && property.IsPrimaryKey())).Select(ColumnOf)];
        KeyColumn = DrawsKeys ? entity.FindPrimaryKey()!.Properties[0].GetColumnName() : null;
    }

    public string TableName { get; }

    /// <summary>Whether the key comes from the key sequence and is not in the entity.</summary>
    public bool DrawsKeys { get; }

    /// <summary>Name of that key's column.</summary>
    public string? KeyColumn { get; }

    /// <summary>All columns but a drawn key.</summary>
    public IReadOnlyList<BulkColumn<T>> Columns { get; }

    public static BulkColumns<T> Of(IModel model) => new(model.FindEntityType(typeof(T))
        ?? throw new ArgumentException($"{typeof(T).Name} is not an entity.", nameof(model)));

    /// <summary>Name of the column that a property is stored in.</summary>
    public string NameOf(string property) => Columns.Single(column => column.Property == property).Name;

    private static BulkColumn<T> ColumnOf(IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var type = typeof(BulkColumn<,>).MakeGenericType(typeof(T), stored);
        return (BulkColumn<T>)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public, null, [property, Value(property, stored)], null)!;
    }

    /// <summary>row => the value as it is stored; the second answer says whether there is one.</summary>
    private static LambdaExpression Value(IProperty property, Type stored)
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression value = Expression.Property(row, property.PropertyInfo!);
        var empty = Nullable.GetUnderlyingType(property.ClrType) is not null
            ? Expression.Not(Expression.Property(value, "HasValue"))
            : (Expression)(property.ClrType.IsValueType ? Expression.Constant(false) : Expression.ReferenceEqual(value, Expression.Constant(null)));
        if (Nullable.GetUnderlyingType(property.ClrType) is not null) value = Expression.Property(value, "Value");
        if (property.GetTypeMapping().Converter is { } converter) value = Expression.Invoke(converter.ConvertToProviderExpression, value);
        var result = typeof(ValueTuple<,>).MakeGenericType(typeof(bool), stored);
        var constructor = result.GetConstructor([typeof(bool), stored])!;
        return Expression.Lambda(
            typeof(Func<,>).MakeGenericType(typeof(T), result),
            Expression.Condition(empty, Expression.Default(result), Expression.New(constructor, Expression.Constant(true), value)),
            row);
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

    public abstract Task WriteAsync(NpgsqlBinaryImporter importer, T row, CancellationToken cancellationToken);

    /// <summary>The value as it is stored; DBNull for null.</summary>
    public abstract object Stored(T row);
}

/// <inheritdoc/>
internal sealed class BulkColumn<T, TStored>(IProperty property, LambdaExpression value) : BulkColumn<T>(property)
    where T : class
    where TStored : notnull
{
    private readonly Func<T, (bool There, TStored Value)> _value = ((Expression<Func<T, ValueTuple<bool, TStored>>>)value).Compile();

    public override Type StoredType => typeof(TStored);

    public override Task WriteAsync(NpgsqlBinaryImporter importer, T row, CancellationToken cancellationToken)
    {
        var (there, stored) = _value(row);
        return there ? importer.WriteAsync(stored, StoreType, cancellationToken) : importer.WriteNullAsync(cancellationToken);
    }

    public override object Stored(T row) => _value(row) is (true, var stored) ? stored : DBNull.Value;
}
