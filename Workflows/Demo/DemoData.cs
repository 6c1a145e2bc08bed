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
using Workflows.Suppliers;

namespace Workflows.Demo;

/// <summary>
/// Invented units, people, sites and applications for Development. Applications are led through the real services on a clock that stands
/// in the past weeks, so what is shown is what the product does.
/// </summary>
public sealed class DemoData(IDbContextFactory<PortalDbContext> databases, FileStore files, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Of every demo account; published, and therefore never outside Development.</summary>
    public const string Password = "gongdi-yanshi-2026";

    private const int Sites = 96;

    /// <summary>Where applications stop, each with how many working days it takes to come there. The county's review is met most often.</summary>
    private static readonly (string Step, int Days)[] Stops =
    [
        ("countyReview", 3), ("supervisorReview", 1), ("operatorReview", 2), ("countyReview", 3), ("correction", 4), ("debugApplication", 3),
        ("slotAssignment", 4), ("delivery", 5), ("countyReview", 4), ("debugging", 6), ("technicalDifficulty", 7), ("handOver", 7), ("collection", 7),
        ("countyReview", 2), ("devicesOnline", 9), ("countyConfirmation", 10), ("end", 40), ("countyConfirmation", 11), ("end", 45), ("draft", 1),
    ];

    /// <summary>Drafts of the first contractor that name the first supplier: one waits for the letter's signature, the other is hardly begun.</summary>
    private static readonly int[] Drafts = [84, 88];

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

        var registers = new DemoRegisters(db, names, now.AddDays(-100));
        await registers.FillAsync(Sites, cancellationToken);
        await using var services = new DemoServices(databases, files, configuration, new DemoClock(now.AddDays(-98)));
        await LoadCalendarsAsync(services, registers, now, cancellationToken);
        await registers.ListModelsAsync(services, cancellationToken);
        var calendar = await services.Calendars.CurrentAsync(cancellationToken);
        var story = new DemoStory(databases, services, registers, names, calendar, now);
        // The oldest first, so that numbers follow the days.
        foreach (var i in Enumerable.Range(0, Sites).OrderByDescending(DaysAgo).ThenBy(i => i))
        {
            var day = calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(now), -DaysAgo(i));
            await story.TellAsync(registers.Sites[i], Plot(i), i, WorkingCalendar.StartOfDay(day) + new TimeSpan(9, i % 40, 0));
        }

        await registers.RestrictAsync(services, now, cancellationToken);
        // What was said weeks ago has long been said; only the last two working days' messages are still on their way.
        var lately = WorkingCalendar.StartOfDay(calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(now), -2));
        await db.Set<OutboxMessage>().Where(m => m.CreatedAt < lately)
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

    /// <summary>
    /// The years that the demo's deadlines reach. A year that the package does not hold yet is made up, with New Year's Day alone: without it
    /// nothing could be shown from the middle of December on.
    /// </summary>
    private static async Task LoadCalendarsAsync(DemoServices services, DemoRegisters registers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var administrator = registers.Of(OrganizationKind.Administration).First()[Role.Administrator];
        var known = (await services.Calendars.YearsAsync(cancellationToken)).Select(y => y.Year).ToHashSet();
        foreach (var year in new[] { now.AddDays(-100).Year, now.AddDays(45).Year }.Distinct().Where(y => !known.Contains(y)))
        {
            await services.Calendars.SaveYearAsync(
                new SaveCalendarYear { By = administrator, Year = year, Days = [new CalendarDay(new DateOnly(year, 1, 1), IsWorkingDay: false, registers.NewYear)], Revision = null },
                cancellationToken);
        }
    }

    /// <summary>A few stand longer than they should, so that overdue items are there too.</summary>
    private static int DaysAgo(int i) => Drafts.Contains(i) ? 1 : Stops[i % Stops.Length].Days + (i % 13 == 0 ? 6 : i % 3);

    private static DemoPlot Plot(int i)
    {
        var stop = Drafts.Contains(i) ? "draft" : Stops[i % Stops.Length].Step;
        var listed = i % 3 != 1 && stop != "technicalDifficulty";
        return new DemoPlot(
            stop,
            Listed: listed,
            Files: i != Drafts[^1],
            Letter: listed && !Drafts.Contains(i),
            Correction: stop == "correction" || i % 7 == 3,
            Incomplete: i % 8 == 6,
            Difficulty: stop == "technicalDifficulty" || i % 11 == 4,
            Failed: i % 13 == 8,
            Refused: i is 16 or 38 or 56);
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

    public AcceptedModels Models => _container.GetRequiredService<AcceptedModels>();

    public SupplierRegister Suppliers => _container.GetRequiredService<SupplierRegister>();

    public DeviceRecords Devices => _container.GetRequiredService<DeviceRecords>();

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
