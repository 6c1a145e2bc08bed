using Domain.Access;
using Domain.Appeals;
using Domain.Captures;
using Domain.Consequences;
using Domain.Devices;
using Domain.Dismantling;
using Domain.Dust;
using Domain.Inability;
using Domain.Leave;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Registration;
using Domain.Relocation;
using Domain.Scoring;
using Domain.Supervision;
using Domain.Violations;
using Infrastructure.Accounts;
using Infrastructure.Cryptography;
using Infrastructure.Files;
using Infrastructure.Registration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;
using Testing.Database;
using Workflows.Access;
using Workflows.Audit;
using Workflows.Calendar;
using Workflows.Demo;
using Workflows.Devices;
using Workflows.Engine.Shell;
using Workflows.Inbox;
using Workflows.Ingest;
using Workflows.Leave;
using Workflows.Lists;
using Workflows.Regions;
using Workflows.Registration;
using Workflows.Scoring;
using Workflows.Suppliers;

namespace Workflows.Tests.Demo;

/// <summary>What a newcomer meets after <c>./run.sh</c>: it loads on any day, and each printed account finds something on its first page.</summary>
public sealed class DemoDataTests(DemoDataTests.LastDay lastDay) : IClassFixture<DemoDataTests.LastDay>
{
    /// <summary>The last day that the calendar knows; a run at length adds the first hours of a week and the middle of a holiday.</summary>
    public static TheoryData<int, int, int, int> Days => LongRun.IsOn
        ? new() { { 2026, 12, 31, 12 }, { 2026, 11, 30, 7 }, { 2026, 10, 4, 23 } }
        : new() { { 2026, 12, 31, 12 } };

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Load_OnAnyDay_GivesEachNamedPersonAFullHome(int year, int month, int day, int hour)
    {
        var now = TestClock.ShanghaiTime(year, month, day, hour, 0);
        if (now == LastDay.Noon)
        {
            await ShouldBeFullAsync(lastDay.Demo);
            return;
        }

        await using var demo = await LoadAsync(now);
        await ShouldBeFullAsync(demo);
    }

    private static async Task ShouldBeFullAsync(LoadedDemo demo)
    {
        foreach (var role in new[] { Role.OperatorEngineer, Role.CountyOfficer, Role.ProjectManager, Role.SupervisionEngineer })
            (await demo.Get<InboxReader>().ReadAsync(await demo.PersonAsync(role), new InboxQuery())).Total.ShouldBeGreaterThan(3, $"{role}");
        var supplier = await demo.PersonAsync(Role.SupplierStaff);
        (await demo.Get<AccessCases>().LettersAsync(supplier)).Count(l => l.Letter is null).ShouldBeGreaterThan(1);
        await using var db = demo.Database.Open();
        (await db.Set<OutboxMessage>().CountAsync(m => m.Template == "access.letter-wanted" && m.OrganizationId == supplier.OrganizationId && m.NextAttemptAt != null))
            .ShouldBeGreaterThan(0, "a notice on its way to the supplier");
        (await db.Set<AccessApplication>().CountAsync(a => a.Status == AccessStatus.Connected)).ShouldBeGreaterThan(0);
        var machine = (await demo.Get<DemoData>().MachineAsync()).ShouldNotBeNull();
        (await demo.Get<KnownKeys>().FindAsync(machine.KeyId)).ShouldNotBeNull("the key that run.sh prints");
        (await db.Set<DeviceRegistration>().Select(r => r.State).Distinct().ToListAsync()).Order().ShouldBe(Enum.GetValues<RegistrationState>());
        (await db.Set<LeaveRequest>().Select(l => l.Status).ToListAsync()).Order()
            .ShouldBe([LeaveStatus.UnderReview, LeaveStatus.Approved, LeaveStatus.Approved, LeaveStatus.Closed]);
        (await db.Set<AbsenceRecord>().CountAsync()).ShouldBe(1);
        (await demo.Get<StandIns>().OfAsync((await demo.PersonAsync(Role.ProjectManager)).AccountId)).Count.ShouldBe(1, "the first project manager stands in");
        var states = await db.Set<DeviceInterval>().Where(i => i.Until == null).Select(i => i.State).Distinct().ToListAsync();
        states.ShouldContain(OnlineState.Online);
        states.ShouldContain(OnlineState.Offline);
        (await db.Set<RelocationApplication>().Select(a => a.Status).ToListAsync()).Order().ShouldBe([RelocationStatus.UnderReview, RelocationStatus.Done, RelocationStatus.Done]);
        (await db.Set<CraneNotice>().SingleAsync()).Status.ShouldBe(CraneNoticeStatus.Registered);
        (await db.Set<SupervisionNotice>().Select(n => n.Kind).ToListAsync()).Order().ShouldBe([SupervisionKind.Termination, SupervisionKind.Suspension]);
        (await db.Set<InabilityStatement>().SingleAsync()).Status.ShouldBe(InabilityStatus.Accepted);
        (await db.Set<Violation>().Select(v => v.Status).ToListAsync()).Order()
            .ShouldBe([ViolationStatus.Recorded, ViolationStatus.Ordered, ViolationStatus.Reinspection, ViolationStatus.Rectified, ViolationStatus.Sanctioned]);
        (await db.Set<ViolationCandidate>().AnyAsync(c => c.HandledAt == null)).ShouldBeTrue("something for an officer to look at");
        (await db.Set<Patrol>().CountAsync()).ShouldBe(3);
        (await db.Set<Consequence>().Select(c => new { c.Kind, c.Status }).ToListAsync()).Select(c => (c.Kind, c.Status)).ShouldContain((ConsequenceKind.Suspension, ConsequenceStatus.Proposed));
        (await db.Set<Consequence>().CountAsync(c => c.Status == ConsequenceStatus.TalkHeld)).ShouldBe(1);
        (await db.Set<Appeal>().SingleAsync()).Status.ShouldBe(AppealStatus.UnderReview);
        var city = await demo.PersonAsync(Role.CityOfficer);
        var cards = await db.Set<Scorecard>().Where(c => c.CityId == city.OrganizationId && c.State == ScorecardState.Closed).ToListAsync();
        cards.Select(c => c.Month).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
        foreach (var card in cards)
        {
            var comparison = await demo.Get<Scorecards>().CompareAsync(city, card.Id);
            (comparison.Intact, comparison.Same).ShouldBe((true, true), $"{card.Period} of {card.SupplierId}: {string.Join(", ", comparison.Differences)}");
        }

        (await db.Set<ScoreDeduction>().Where(d => cards.Select(c => c.Id).Contains(d.ScorecardId)).Select(d => d.Kind).Distinct().CountAsync()).ShouldBeGreaterThan(2, "kinds of deductions");
        (await db.Set<PlatformOutage>().CountAsync()).ShouldBe(1);
        (await db.Set<DustAlarm>().AnyAsync()).ShouldBeTrue();
        (await db.Set<Capture>().CountAsync(c => !c.Test)).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Load_Once_FillsMoreThanAPageOfEveryRegisterAndThenChangesNothing()
    {
        var demo = lastDay.Demo;
        var once = await TotalsAsync(demo);

        await demo.Get<DemoData>().LoadAsync();

        once.Where(t => t.Value <= PageRequest.DefaultSize).ShouldBeEmpty();
        (await TotalsAsync(demo)).ShouldBe(once);
    }

    [Fact]
    public async Task Beat_TwiceByAMachineThatWasStartedAgain_IsHeardFromMostDevicesAndNotFromAll()
    {
        var demo = lastDay.Demo;
        await demo.Get<Intake>().StartAsync(CancellationToken.None);
        await using var db = demo.Database.Open();
        var before = await db.Set<DeviceStatusReport>().CountAsync();

        var first = await Pulse().BeatAsync(CancellationToken.None);
        demo.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Pulse().BeatAsync(CancellationToken.None);

        (await db.Set<DeviceStatusReport>().CountAsync()).ShouldBe(before + first + second);
        var inService = await db.Set<DeviceState>().CountAsync(s => s.State != OnlineState.NotInService);
        first.ShouldBeInRange(inService / 2, inService - 1);
        await demo.Get<Intake>().StopAsync(CancellationToken.None);

        DemoPulse Pulse() => new(demo.Database.Contexts, demo.Get<UploadDesk>(), NullLogger<DemoPulse>.Instance, demo.Clock);
    }

    private static async Task<Dictionary<string, int>> TotalsAsync(LoadedDemo demo)
    {
        var (administrator, city) = (await demo.PersonAsync(Role.Administrator), await demo.PersonAsync(Role.CityOfficer));
        return new()
        {
            ["audit"] = (await demo.Get<AuditTrail>().ListAsync(administrator, new AuditQuery())).Total,
            ["models"] = (await demo.Get<AcceptedModels>().ListAsync(new AcceptedModelQuery())).Total,
            ["suppliers"] = (await demo.Get<SupplierRegister>().ListAsync(city, new SupplierQuery())).Total,
            ["applications"] = (await demo.Get<AccessCases>().ListAsync(city, new AccessQuery())).Total,
            ["registrations"] = (await demo.Get<RegistrationList>().ListAsync(city, new RegistrationQuery())).Total,
            ["devices"] = (await demo.Get<DeviceRecords>().ListAsync(city, new DeviceQuery())).Total,
        };
    }

    private static async Task<LoadedDemo> LoadAsync(DateTimeOffset now)
    {
        var demo = new LoadedDemo(await TestDatabase.CreateAsync(), new TestClock(now));
        await demo.Get<Calendars>().ImportPackagedAsync();
        await demo.Get<RegionList>().ImportPackagedAsync();
        await demo.Get<ProcessDefinitions>().PublishShippedAsync();
        await demo.Get<DemoData>().LoadAsync();
        return demo;
    }

    /// <summary>Loading takes long, so both tests look at one: on the last day that the calendar knows.</summary>
    public sealed class LastDay : IAsyncLifetime
    {
        internal static readonly DateTimeOffset Noon = TestClock.ShanghaiTime(2026, 12, 31, 12, 0);

        internal LoadedDemo Demo { get; private set; } = null!;

        public async Task InitializeAsync() => Demo = await LoadAsync(Noon);

        public async Task DisposeAsync() => await Demo.DisposeAsync();
    }

    internal sealed class LoadedDemo : IAsyncDisposable
    {
        private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("portal-demo-");
        private readonly ServiceProvider _services;

        public LoadedDemo(TestDatabase database, TestClock clock)
        {
            (Database, Clock) = (database, clock);
            var configuration = new ConfigurationBuilder().Build();
            _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton(database.Contexts).AddSingleton(new FileStore(_files.FullName))
                .AddSingleton(new SecretSeal(null, new EphemeralDataProtectionProvider())).AddSingleton<IOneStopService>(new FileOneStopService(_files.FullName))
                .AddSingleton<IConfiguration>(configuration).AddPortalWorkflows(configuration).BuildServiceProvider();
        }

        public TestDatabase Database { get; }

        public TestClock Clock { get; }

        public T Get<T>()
            where T : notnull => _services.GetRequiredService<T>();

        /// <summary>The first person of a role, whose account run.sh prints.</summary>
        public async Task<Actor> PersonAsync(Role role)
        {
            var name = DemoData.UserNameOf(role);
            await using var db = Database.Open();
            var account = await db.Set<Account>().SingleAsync(a => a.UserName == name);
            var membership = await db.Set<Membership>().Include(m => m.Organization).Where(m => m.AccountId == account.Id).OrderBy(m => m.Id).FirstAsync();
            return new Actor
            {
                AccountId = account.Id,
                Name = account.DisplayName,
                MembershipId = membership.Id,
                OrganizationId = membership.Organization.Id,
                OrganizationName = membership.Organization.Name,
                OrganizationKind = membership.Organization.Kind,
                Role = role,
                RegionCode = membership.Organization.RegionCode,
            };
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Database.DisposeAsync();
            _files.Delete(recursive: true);
        }
    }
}
