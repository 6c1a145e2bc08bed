using Domain.Calendar;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Registration;
using Domain.Suppliers;
using Infrastructure.Accounts;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Files;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Workflows.Calendar;
using Workflows.Ingest;
using Workflows.Suppliers;

namespace Workflows.Demo;

/// <summary>
/// Invented units, people, sites and applications for Development. Applications are led through the real services on a clock that stands
/// in the past weeks, so what is shown is what the product does.
/// </summary>
public sealed class DemoData(
    IDbContextFactory<PortalDbContext> databases, FileStore files, SecretSeal seal, IOneStopService oneStop, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Of every demo account; published, and therefore never outside Development.</summary>
    public const string Password = "gongdi-yanshi-2026";

    private const int Sites = 96;

    /// <summary>More sites, which were connected before the months whose scores are closed.</summary>
    private const int OldSites = 8;

    /// <summary>So many working days before those months their applications begin: enough to be through.</summary>
    private const int OldDays = 16;

    /// <summary>Where applications stop, each with how many working days it takes to come there. The county's review is met most often.</summary>
    private static readonly (string Step, int Days)[] Stops =
    [
        ("countyReview", 3), ("supervisorReview", 1), ("operatorReview", 2), ("countyReview", 3), ("correction", 4), ("debugApplication", 3),
        ("slotAssignment", 4), ("delivery", 5), ("countyReview", 4), ("debugging", 6), ("technicalDifficulty", 7), ("handOver", 7), ("collection", 7),
        ("countyReview", 2), ("devicesOnline", 9), ("countyConfirmation", 10), ("end", 9), ("countyConfirmation", 11), ("end", 10), ("draft", 1),
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
    /// <returns>The secret of the key that <see cref="MachineAsync"/> names, at the only time that it is told; null when nothing was loaded.</returns>
    public async Task<string?> LoadAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var names = DemoNames.Load();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Organization>().AnyAsync(cancellationToken)) return null;

        var begin = DemoPast.First(now).From.AddDays(-60);
        var registers = new DemoRegisters(db, names, begin);
        await registers.FillAsync(Sites + OldSites, cancellationToken);
        await using var services = new DemoServices(databases, files, seal, oneStop, configuration, new DemoClock(begin.AddDays(2)));
        await LoadCalendarsAsync(services, registers, begin, now, cancellationToken);
        await registers.ListModelsAsync(services, cancellationToken);
        var calendar = await services.Calendars.CurrentAsync(cancellationToken);
        var story = new DemoStory(databases, services, registers, names, calendar, now);
        // The oldest first, so that numbers follow the days.
        var past = WorkingCalendar.ShanghaiDate(DemoPast.First(now).From);
        for (var i = 0; i < OldSites; i++)
            await story.TellAsync(registers.Sites[Sites + i], Old, Sites + i, WorkingCalendar.StartOfDay(calendar.AddWorkingDays(past, i / 4 - OldDays)) + new TimeSpan(9, i * 7, 0));
        foreach (var i in Enumerable.Range(0, Sites).OrderByDescending(DaysAgo).ThenBy(i => i))
        {
            var day = calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(now), -DaysAgo(i));
            await story.TellAsync(registers.Sites[i], Plot(i), i, WorkingCalendar.StartOfDay(day) + new TimeSpan(9, i % 40, 0));
        }

        await new DemoPast(databases, registers, now).TellAsync(cancellationToken);
        var secret = await LetMachinesSendAsync(services, registers, names, now, cancellationToken);
        await new DemoRelocations(databases, services, registers, names).TellAsync(now.AddHours(-4), cancellationToken);
        await new DemoStandstill(databases, services, registers, names).TellAsync(now.AddHours(-2), cancellationToken);
        await registers.RestrictAsync(services, now, cancellationToken);
        await new DemoLeave(databases, services, registers, names, now).TellAsync(cancellationToken);
        await new DemoMonths(databases, services, registers, names, now).TellAsync(calendar, cancellationToken);
        await new DemoViolations(databases, services, registers, names, now).TellAsync(cancellationToken);
        // What was said weeks ago has long been said; only the last two working days' messages are still on their way.
        var lately = WorkingCalendar.StartOfDay(calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(now), -2));
        await db.Set<OutboxMessage>().Where(m => m.CreatedAt < lately)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DeliveredAt, m => m.CreatedAt).SetProperty(m => m.NextAttemptAt, (DateTimeOffset?)null), cancellationToken);
        return secret;
    }

    /// <summary>What a developer needs to send something: the first supplier's key and its points, one live and one in debugging; null when they are gone.</summary>
    public async Task<DemoMachineAccess?> MachineAsync(CancellationToken cancellationToken = default)
    {
        var userName = UserNameOf(Role.SupplierStaff);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var supplier = await db.Set<Membership>().Where(m => db.Set<Account>().Any(a => a.Id == m.AccountId && a.UserName == userName))
            .OrderBy(m => m.Id).Select(m => (long?)m.Organization.Id).FirstOrDefaultAsync(cancellationToken);
        var key = await db.Set<SupplierKey>().Where(k => k.SupplierId == supplier && k.OwnerId == supplier).OrderBy(k => k.Id).Select(k => k.KeyId).FirstOrDefaultAsync(cancellationToken);
        var points = db.Set<DeviceRegistration>().Where(r => r.SupplierId == supplier).OrderBy(r => r.Id);
        var live = await points.Where(r => r.State == RegistrationState.Live).Select(r => r.AccessNumber).FirstOrDefaultAsync(cancellationToken);
        var debugging = await points.Where(r => r.State == RegistrationState.Debugging).Select(r => r.AccessNumber).FirstOrDefaultAsync(cancellationToken);
        return key is null || live is null || debugging is null ? null : new DemoMachineAccess(key, live, debugging);
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

    /// <summary>Keys of the suppliers whose devices stand on sites, registrations of muck sites, and three days of what machines sent.</summary>
    /// <returns>The secret of the first supplier's key.</returns>
    private async Task<string> LetMachinesSendAsync(DemoServices services, DemoRegisters registers, DemoNames names, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await services.TakeInAsync(cancellationToken);
        services.Clock.Now = now.AddDays(-20);
        var machines = new Dictionary<long, DemoMachine>();
        string? secret = null;
        foreach (var supplier in registers.Of(OrganizationKind.Supplier).Take(DemoStory.Suppliers))
        {
            var id = supplier.Organization.Id;
            var key = await services.Keys.CreateAsync(new CreateSupplierKey { Actor = supplier[Role.SupplierStaff], SupplierId = id, Name = names.Texts["key"] }, cancellationToken);
            secret ??= key.Secret;
            var signing = new IngestKey(key.Id, key.KeyId, new KeyReach(id, id));
            machines[id] = new DemoMachine(services.Uploads, services.Clock, names, signing, "d");
        }

        var live = WorkingCalendar.StartOfDay(WorkingCalendar.ShanghaiDate(now).AddDays(-3)) + TimeSpan.FromHours(9);
        await new DemoPoints(databases, services, registers, names, machines).TellAsync(live, cancellationToken);
        await new DemoSignals(databases, services, machines, now).TellAsync(cancellationToken);
        await services.KeyUses.FollowAsync(cancellationToken);
        return secret!;
    }

    /// <summary>
    /// The years that the demo's deadlines reach. A year that the package does not hold yet is made up, with New Year's Day alone: without it
    /// nothing could be shown from the middle of December on.
    /// </summary>
    private static async Task LoadCalendarsAsync(DemoServices services, DemoRegisters registers, DateTimeOffset begin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var administrator = registers.Of(OrganizationKind.Administration).First()[Role.Administrator];
        var known = (await services.Calendars.YearsAsync(cancellationToken)).Select(y => y.Year).ToHashSet();
        foreach (var year in Enumerable.Range(begin.Year, now.AddDays(45).Year - begin.Year + 1).Where(y => !known.Contains(y)))
        {
            await services.Calendars.SaveYearAsync(
                new SaveCalendarYear { By = administrator, Year = year, Days = [new CalendarDay(new DateOnly(year, 1, 1), IsWorkingDay: false, registers.NewYear)], Revision = null },
                cancellationToken);
        }
    }

    /// <summary>A few stand longer than they should, so that overdue items are there too.</summary>
    private static int DaysAgo(int i) => Drafts.Contains(i) ? 1 : Stops[i % Stops.Length].Days + (i % 13 == 0 ? 6 : i % 3);

    /// <summary>Of a site of the past: connected without a hitch.</summary>
    private static readonly DemoPlot Old = new(
        "end", Listed: true, Files: true, Letter: true, Correction: false, Incomplete: false, Difficulty: false, Failed: false, Refused: false);

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

/// <summary>Under what a developer's client can send.</summary>
/// <param name="KeyId">Of the first supplier's key.</param>
/// <param name="LiveNumber">Access number of a live point.</param>
/// <param name="DebuggingNumber">Access number of a point that takes test captures.</param>
public sealed record DemoMachineAccess(string KeyId, string LiveNumber, string DebuggingNumber);
