using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Engine.Shell;
using Workflows.Regions;

namespace Portal.Commands;

/// <summary>
/// <c>migrate</c>: makes the database or brings it up to date, with what this version brings along: calendars, regions and chains.
/// Safe to run on several nodes at once, and again.
/// </summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        await PortalDatabase.MigrateAsync(services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
        await services.GetRequiredService<Calendars>().ImportPackagedAsync();
        await services.GetRequiredService<RegionList>().ImportPackagedAsync();
        await services.GetRequiredService<ProcessDefinitions>().PublishShippedAsync();
        return CommandLine.Success;
    }
}
