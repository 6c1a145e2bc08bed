using Domain.Organizations;
using Domain.Registration;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Registration;
using Workflows.Regions;
using Workflows.Registration;

namespace Workflows.Tests.Registration;

public sealed class OneStopReportsTests : RegistrationTest
{
    private readonly Service _service = new();
    private bool _lettersKnown;

    private OneStopReports Reports => new(World.Get<IDbContextFactory<Infrastructure.Database.PortalDbContext>>(), _service, World.Clock);

    [Fact]
    public async Task Report_ASiteFilledInHere_IsToldOnceItHasItsNumber_AndNeverAgain()
    {
        var debugging = await Walk.DebuggingAsync();
        (await Reports.ReportDueAsync()).ShouldBe(0);
        await GoLiveAsync(debugging);

        (await Reports.ReportDueAsync()).ShouldBe(1);
        World.Clock.Advance(TimeSpan.FromDays(30));
        // Another point of the site goes live: the site is known.
        var site = (await StoredAsync(debugging)).SiteId;
        await GoLiveAsync(await Walk.DebuggingAsync(form: await Walk.FormAsync() with { Origin = SiteOrigin.Known, KnownSiteId = site, Site = new MuckSiteForm() }));
        (await Reports.ReportDueAsync()).ShouldBe(0);

        var told = _service.Told.ShouldHaveSingleItem();
        (told.Number, told.ContractorName, told.Site.Name).ShouldBe(("CK20261125001", World.SiteClerk.OrganizationName, "Harbour pit"));
        (await Walk.ReadAsync(debugging)).Site!.Report!.At.ShouldNotBeNull();
    }

    [Fact]
    public async Task Report_ByTwoNodesAtOnce_IsToldOnce()
    {
        for (var i = 0; i < 5; i++) await GoLiveAsync(await Walk.DebuggingAsync());

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reports.ReportDueAsync()));

        told.Sum().ShouldBe(5);
        _service.Told.Select(t => t.Number).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 5).Select(n => $"CK20261125{n:D3}"));
    }

    [Fact]
    public async Task Report_WhenTheServiceFails_IsTriedAgainAfterGrowingPauses_AndSaysSo()
    {
        var id = await Walk.DebuggingAsync();
        await GoLiveAsync(id);
        _service.Failure = new OneStopException("closed for repairs");
        List<double> pauses = [];
        for (var i = 0; i < 7; i++)
        {
            await Should.ThrowAsync<AggregateException>(() => Reports.ReportDueAsync());
            (await Reports.ReportDueAsync()).ShouldBe(0, "not before its time");
            var next = (await Walk.ReadAsync(id)).Site!.Report!.NextAt!.Value;
            pauses.Add((next - World.Clock.GetUtcNow()).TotalMinutes);
            World.Clock.Advance(next - World.Clock.GetUtcNow());
        }

        pauses.ShouldBe([1, 4, 16, 64, 256, 360, 360]);
        (await ReportAsync(World.Operator)).Error.ShouldBe("closed for repairs");
        foreach (var reader in new[] { World.SiteClerk, World.Supplier, World.CountyOfficer })
            (await ReportAsync(reader)).ShouldSatisfyAllConditions(r => r.Attempts.ShouldBe(7), r => r.Error.ShouldBeNull());
        (await List.UnreportedAsync(World.Operator)).ShouldBe([new UnreportedSite(id, "Harbour pit", "CK20261125001")]);
        foreach (var stranger in World.Strangers) (await List.UnreportedAsync(stranger)).ShouldBeEmpty();

        _service.Failure = null;
        (await Reports.ReportDueAsync()).ShouldBe(1);
        (await List.UnreportedAsync(World.Operator)).ShouldBeEmpty();
        (await ReportAsync(World.Operator)).ShouldSatisfyAllConditions(r => r.At.ShouldNotBeNull(), r => r.NextAt.ShouldBeNull(), r => r.Error.ShouldBeNull());

        async Task<OneStopReportView> ReportAsync(Actor reader) => (await Walk.ReadAsync(id, reader)).Site!.Report!;
    }

    [Fact]
    public async Task Report_ADeclaredSite_IsNotTold()
    {
        await DeclareAsync(OneStopFiles.Declared("CK20261008001"));
        var id = await Walk.DebuggingAsync(form: await Walk.FormAsync() with
        {
            Origin = SiteOrigin.Declared,
            DeclaredRegion = PortalWorld.County,
            DeclaredNumbers = ["CK20261008001"],
            Site = new MuckSiteForm(),
        });
        await GoLiveAsync(id);

        (await Reports.ReportDueAsync()).ShouldBe(0);

        (await Walk.ReadAsync(id)).Site!.Report.ShouldBeNull();
    }

    [Fact]
    public async Task ReportToFiles_LeavesAFileUnderTheNumber()
    {
        await GoLiveAsync(await Walk.DebuggingAsync());

        (await World.Get<OneStopReports>().ReportDueAsync()).ShouldBe(1);

        Directory.GetFiles(Path.Combine(World.OneStopFolder, FileOneStopService.ReportedFolder)).Select(Path.GetFileName).ShouldBe(["CK20261125001.json"]);
    }

    private async Task GoLiveAsync(long id)
    {
        if (!_lettersKnown) await World.Get<RegionList>().ImportPackagedAsync();
        _lettersKnown = true;
        var request = new ChangeRegistration { Actor = World.SiteClerk, RegistrationId = id, Reason = "test" };
        await World.Get<RegistrationLife>().RequestAsync(request);
        await World.Get<RegistrationLife>().GoLiveAsync(request);
    }

    private sealed class Service : IOneStopService
    {
        private readonly Lock _lock = new();

        public List<ReportedSite> Told { get; } = [];

        public OneStopException? Failure { get; set; }

        public Task<IReadOnlyList<DeclaredSite>> FindAsync(string regionCode, string? text, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DeclaredSite>>([]);

        public Task<DeclaredSite?> ReadAsync(string number, CancellationToken cancellationToken) => Task.FromResult<DeclaredSite?>(null);

        public async Task ReportAsync(ReportedSite site, CancellationToken cancellationToken)
        {
            await Task.Delay(20, cancellationToken);
            if (Failure is not null) throw Failure;
            lock (_lock) Told.Add(site);
        }
    }
}
