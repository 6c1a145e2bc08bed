using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Infrastructure.Database;

/// <summary>The columns of what is written in bulk, read off the model once.</summary>
internal sealed class BulkModel(IDbContextFactory<PortalDbContext> contexts)
{
    private readonly ConcurrentDictionary<Type, object> _columns = new();

    public BulkColumns<T> Of<T>()
        where T : class => (BulkColumns<T>)_columns.GetOrAdd(typeof(T), _ =>
        {
            using var context = contexts.CreateDbContext();
            return BulkColumns<T>.Of(context.Model);
        });
}
