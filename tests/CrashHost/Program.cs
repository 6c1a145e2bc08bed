using System.Globalization;
using CrashHost;
using Domain.Organizations;
using Infrastructure.Database;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using Workflows;
using Workflows.Engine.Shell;
using Workflows.Notifications;

// CrashHost POINT NOW FOLDER ACTION [ITEM MEMBERSHIP OUTCOME]   with the connection string in PORTAL_CRASH_DATABASE
// Composes the portal's services, does one thing with them, and dies at POINT; "none" lets it live.
var crash = new CrashPoint(args[0]);
var clock = new TestClock(DateTimeOffset.Parse(args[1], CultureInfo.InvariantCulture));
var connectionString = Environment.GetEnvironmentVariable("PORTAL_CRASH_DATABASE")!;

var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddPortalWorkflows(new ConfigurationBuilder().Build());
services.AddPortalDatabase(DatabaseProvider.PostgreSql, connectionString)
    .ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(crash.Interceptors));
services.AddSingleton(crash.Around(new FileSmsGateway(args[2], clock)));
await using var provider = services.BuildServiceProvider();

switch (args[3])
{
    case "complete":
        await CompleteAsync();
        break;
    case "timers":
        await provider.GetRequiredService<ProcessTimers>().FireDueAsync();
        break;
    case "notices":
        await provider.GetRequiredService<DeadlineNotices>().SendDueAsync();
        break;
    case "outbox":
        await provider.GetRequiredService<OutboxDelivery>().DeliverDueAsync();
        break;
    default:
        return 2;
}

Console.WriteLine("answered");
return 0;

async Task CompleteAsync()
{
    await using var db = await provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
    var membership = await db.Set<Membership>().Include(m => m.Organization).SingleAsync(m => m.Id == long.Parse(args[5], CultureInfo.InvariantCulture));
    var actor = new Actor
    {
        AccountId = membership.AccountId,
        Name = "crashing",
        MembershipId = membership.Id,
        OrganizationId = membership.OrganizationId,
        OrganizationName = membership.Organization.Name,
        OrganizationKind = membership.Organization.Kind,
        Role = membership.Role,
    };
    var held = await ProcessEngine.HoldAsync(db, long.Parse(args[4], CultureInfo.InvariantCulture), actor);
    await provider.GetRequiredService<ProcessEngine>().CompleteAsync(db, new CompleteItem { Held = held, Outcome = args[6] });
    await ProcessEngine.SaveAsync(db, held);
}
