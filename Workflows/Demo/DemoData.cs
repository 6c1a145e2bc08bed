using Domain.Calendar;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Access;
using Workflows.Calendar;
using Workflows.Devices;

namespace Workflows.Demo;

/// <summary>
/// Invented units, people, sites and applications for Development. Applications are led through the real services on a clock that stands
/// in the past weeks, so what is shown is what the product does.
/// </summary>
public sealed class DemoData(IDbContextFactory<PortalDbContext> databases, FileStore files, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Of every demo account; published, and therefore never outside Development.</summary>
    public const string Password = "gongdi-yanshi-2026";

    private const int Sites = 64;

    private static readonly string[] Steps =
    [
        "supervisorReview", "operatorReview", "countyReview", "correction", "debugApplication", "slotAssignment", "delivery", "debugging",
        "technicalDifficulty", "handOver", "collection", "devicesOnline", "countyConfirmation", "end", "end", "draft",
    ];

    /// <summary>The account name of the first person in a role; the next ones are numbered.</summary>
    public static string UserNameOf(Role role) => role switch
    {
        Role.ProjectManager => "manager",
        Role.SiteClerk => "clerk",
        Role.SupervisionEngineer => "supervisor",
        Role.OwnerRepresentative => "owner",
        Role.OperatorEngineer => "operator",
        Role.CountyOfficer => "county",
        Role.CityOfficer => "city",
        Role.SupplierStaff => "supplier",
        Role.LaborClerk => "labor",
        _ => "admin",
    };

    /// <summary>Loads everything, unless there is any organization already.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var names = DemoNames.Load();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Organization>().AnyAsync(cancellationToken)) return;

        var registers = new DemoRegisters(db, names, now.AddDays(-70));
        await registers.FillAsync(Sites, cancellationToken);
        await using var services = new DemoServices(databases, files, configuration, new DemoClock(now));
        var calendar = await services.Calendars.CurrentAsync(cancellationToken);
        var story = new DemoStory(databases, services, registers, names, calendar, now);
        for (var i = 0; i < Sites; i++)
        {
            // The oldest first, so that numbers follow the days; what ends long ago begins long ago.
            var daysAgo = 50 - (i * 48 / Sites);
            var begin = WorkingCalendar.StartOfDay(calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(now).AddDays(-daysAgo - 1), 1)) + new TimeSpan(9, i % 40, 0);
            await story.TellAsync(registers.Sites[i], Plot(i), i, begin);
        }

        await registers.RestrictAsync(WorkingCalendar.ShanghaiDate(now), cancellationToken);
        // What was said weeks ago has long been said; only the last two days' messages are still on their way.
        await db.Set<OutboxMessage>().Where(m => m.CreatedAt < now.AddDays(-2))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DeliveredAt, m => m.CreatedAt).SetProperty(m => m.NextAttemptAt, (DateTimeOffset?)null), cancellationToken);
    }

    /// <summary>The accounts worth naming: the first of each role.</summary>
    public async Task<IReadOnlyList<(string UserName, Role Role, string Organization)>> AccountsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var wanted = Enum.GetValues<Role>().Select(UserNameOf).ToList();
        var rows = await (
            from account in db.Set<Account>()
            where wanted.Contains(account.UserName!)
            join membership in db.Set<Membership>() on account.Id equals membership.AccountId
            orderby membership.Id
            select new { account.UserName, membership.Role, membership.Organization.Name }).ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(r => r.UserName).Select(r => (r.UserName!, r.Role, r.Name))];
    }

    private static DemoPlot Plot(int i)
    {
        var stop = Steps[i % Steps.Length];
        return new DemoPlot(
            stop,
            Commitment: i % 3 != 1 && stop != "technicalDifficulty",
            Correction: stop == "correction" || i % 7 == 3,
            Incomplete: i % 8 == 6,
            Difficulty: stop == "technicalDifficulty" || i % 11 == 4,
            Failed: i % 13 == 8,
            Refused: i is 13 or 29 or 45);
    }
}

/// <summary>The portal's services on the demo's clock.</summary>
internal sealed class DemoServices : IAsyncDisposable
{
    private readonly ServiceProvider _container;

    public DemoServices(IDbContextFactory<PortalDbContext> databases, FileStore files, IConfiguration configuration, DemoClock clock)
    {
        Clock = clock;
        _container = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(databases)
            .AddSingleton(files)
            .AddPortalWorkflows(configuration)
            .BuildServiceProvider();
    }

    public DemoClock Clock { get; }

    public Calendars Calendars => _container.GetRequiredService<Calendars>();

    public AccessDrafts Drafts => _container.GetRequiredService<AccessDrafts>();

    public AccessSubmission Submission => _container.GetRequiredService<AccessSubmission>();

    public AccessReviews Reviews => _container.GetRequiredService<AccessReviews>();

    public AccessDebugging Debugging => _container.GetRequiredService<AccessDebugging>();

    public SlotBoard Board => _container.GetRequiredService<SlotBoard>();

    public DeviceRecords Devices => _container.GetRequiredService<DeviceRecords>();

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
