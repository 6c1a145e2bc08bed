using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Testing.Database;

/// <summary>What stands in a test database from the begin.</summary>
/// <param name="Version">Changes whenever what it fills in does.</param>
/// <param name="FillAsync">Fills a migrated, empty database.</param>
internal sealed record TestSeed(string Version, Func<IDbContextFactory<PortalDbContext>, Task> FillAsync)
{
    public static readonly TestSeed Empty = new("", _ => Task.CompletedTask);
}
