using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Database;

/// <summary>What holds for every entity alike, so that mappings say only what is particular to theirs.</summary>
public static class ModelRules
{
    /// <summary>Room for the longest member name of any stored enumeration.</summary>
    public const int EnumLength = 64;

    /// <summary>Aggregates carry <c>long Revision</c>: the concurrency token that <see cref="Revisions"/> advances at each save.</summary>
    public const string Revision = "Revision";

    private const string Document = "Portal:Document";
    private const string Ordinal = "Portal:Ordinal";

    /// <summary>
    /// Marks a string without length limit: a document that is read and written whole (text, nvarchar(max)) and never searched.
    /// Every other string needs HasMaxLength; a test holds that.
    /// </summary>
    public static PropertyBuilder<T> IsDocument<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Document, true);

    /// <summary>
    /// Marks a string that is compared and sorted by its code points, never as readers would: names that machines give. Small and capital
    /// letters are then different on both servers, and an index over it is several times cheaper to write.
    /// </summary>
    public static PropertyBuilder<T> IsOrdinal<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Ordinal, true);

    /// <summary>Columns of text that name neither a length nor that they are documents: mistakes in a mapping.</summary>
    public static IEnumerable<string> UnboundedTexts(IModel model) =>
        from type in model.GetEntityTypes()
        from property in type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => complex.ComplexType.GetProperties()))
        let stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType
        where stored == typeof(string) && property.GetMaxLength() is null && property.FindAnnotation(Document) is null
        select $"{type.DisplayName()}.{property.Name}";

    internal static void Apply(ModelBuilder builder, Action<IMutableProperty> drawFromKeySequence, string ordinalCollation)
    {
        foreach (var type in builder.Model.GetEntityTypes())
        {
            // Alone the key, or behind what its rows are looked up by.
            if (!type.IsOwned() && type.FindPrimaryKey()?.Properties[^1] is { Name: "Id", ValueGenerated: ValueGenerated.OnAdd } id && id.ClrType == typeof(long))
                drawFromKeySequence(id);

            if (type.FindProperty(Revision) is { } revision && revision.ClrType == typeof(long))
                revision.IsConcurrencyToken = true;

            foreach (var property in type.GetProperties().Where(property => property.FindAnnotation(Ordinal) is not null))
                property.SetCollation(ordinalCollation);

            foreach (var foreignKey in type.GetForeignKeys())
                DeleteOnlyWhatIsTracked(foreignKey);
        }
    }

    /// <summary>
    /// SQL Server refuses a table that can be reached by two cascades. So the database never cascades: children that are loaded go
    /// with their parent in the same save, children that are not loaded make the delete fail loudly.
    /// </summary>
    private static void DeleteOnlyWhatIsTracked(IMutableForeignKey foreignKey)
    {
        var chosen = ((IConventionForeignKey)foreignKey).GetDeleteBehaviorConfigurationSource() == ConfigurationSource.Explicit;
        if (chosen || foreignKey.IsOwnership) return;
        foreignKey.DeleteBehavior = foreignKey.IsRequired ? DeleteBehavior.ClientCascade : DeleteBehavior.ClientSetNull;
    }
}
