using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Portal.Commands;

/// <summary><c>migrate</c>: makes the database or brings it up to date. Safe to run on several nodes at once.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        await PortalDatabase.MigrateAsync(services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
        return CommandLine.Success;
    }
}
