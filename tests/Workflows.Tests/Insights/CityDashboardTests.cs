using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Domain.Values;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Testing.Devices;
using Testing.Supervision;
using Testing.Violations;
using Workflows.Access;
using Workflows.Devices;
using Workflows.Insights;
using Workflows.Lists;
using Workflows.Sites;
using Workflows.Violations;

namespace Workflows.Tests.Insights;

/// <summary>Each figure of the overview is what the list behind it counts, for each of its readers.</summary>
public sealed class CityDashboardTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private Signals _signals = null!;

    private IReadOnlyList<Actor> Readers => [_world.CityOfficer, _world.CountyOfficer, _world.NeighbourCountyOfficer, _world.Operator, _world.NeighbourCityOfficer];

    public async Task InitializeAsync()
    {
        // A Wednesday afternoon, so that what happens before and after midnight is told apart.
        _world = await PortalWorld.CreateAsync(now: TestClock.ShanghaiTime(2026, 11, 25, 22, 0));
        _signals = new Signals(_world);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Read_SitesOfEveryStanding_AreWhatTheListsCount()
    {
        await FillAsync();

        foreach (var reader in Readers)
        {
            var figures = await ReadAsync(reader);
            foreach (var standing in Enum.GetValues<SiteStanding>())
            {
                (await SitesAsync(reader, new SiteQuery { Standing = standing })).ShouldBe(figures.Sites.Where(s => s.Standing == standing).Sum(s => s.Sites), $"{reader.Role} {standing}");
                foreach (var region in new[] { PortalWorld.County, PortalWorld.NeighbourCounty })
                {
                    (await SitesAsync(reader, new SiteQuery { Standing = standing, RegionCode = region }))
                        .ShouldBe(figures.Sites.Where(s => s.Standing == standing && s.RegionCode == region).Sum(s => s.Sites), $"{reader.Role} {standing} {region}");
                }
            }
        }

        // The world has each of them, so that none of these comparisons is of nothing with nothing.
        (await ReadAsync(_world.CityOfficer)).Sites.Select(s => s.Standing).Distinct().Order().ShouldBe(Enum.GetValues<SiteStanding>());
    }

    [Fact]
    public async Task Read_DevicesAndOutages_AreWhatTheListsCount()
    {
        await FillAsync();

        foreach (var reader in Readers)
        {
            var figures = await ReadAsync(reader);
            foreach (var (state, filter) in new[] { (OnlineState.Online, DeviceOnlineFilter.Online), (OnlineState.Offline, DeviceOnlineFilter.Offline), (OnlineState.NotInService, DeviceOnlineFilter.NotInService) })
                (await _world.Get<DeviceRecords>().ListAsync(reader, new DeviceQuery { Online = filter, Take = 1 })).Total.ShouldBe(figures.Devices.GetValueOrDefault(state), $"{reader.Role} {state}");
            foreach (var region in new[] { PortalWorld.County, PortalWorld.NeighbourCounty })
                (await _world.Get<Outages>().ListAsync(reader, new OutageQuery { State = OutageFilter.Open, RegionCode = region })).Total.ShouldBe(figures.Outages.GetValueOrDefault(region), reader.Role.ToString());
        }

        (await ReadAsync(_world.CityOfficer)).Outages.ShouldBe(new Dictionary<string, int> { [PortalWorld.County] = 1, [PortalWorld.NeighbourCounty] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Read_Rates_AreWhatTheListsAddUp()
    {
        await FillAsync();

        foreach (var reader in Readers)
        {
            var rates = (await ReadAsync(reader)).Rates;
            var period = new Period(TestClock.ShanghaiTime(2026, 10, 28, 0, 0), _world.Clock.GetUtcNow());
            ShouldBeSame(rates.Overall, (await RatesAsync(reader, new RateQuery { Period = period })).Overall);
            foreach (var region in new[] { PortalWorld.County, PortalWorld.NeighbourCounty })
                ShouldBeSame(rates.Counties.GetValueOrDefault(region, OnlineRate.None), (await RatesAsync(reader, new RateQuery { Period = period, RegionCode = region })).Overall);
            foreach (var supplier in rates.Suppliers)
                ShouldBeSame(supplier.Rate, (await RatesAsync(reader, new RateQuery { Period = period, SupplierId = supplier.SupplierId })).Overall);
            foreach (var (day, rate) in rates.Days)
            {
                var hours = new Period(TestClock.ShanghaiTime(day.Year, day.Month, day.Day, 0, 0), TestClock.ShanghaiTime(day.Year, day.Month, day.Day, 0, 0).AddDays(1));
                ShouldBeSame(rate, (await RatesAsync(reader, new RateQuery { Period = hours })).Overall);
            }
        }

        // Before and after midnight, online and not.
        var days = (await ReadAsync(_world.CityOfficer)).Rates.Days;
        days.Count.ShouldBe(CityDashboard.RateDays);
        days.TakeLast(2).ShouldAllBe(d => d.Rate.Share > 0 && d.Rate.Share < 1);
    }

    [Fact]
    public async Task Read_Deadlines_AreWhatTheListCounts()
    {
        var walk = new AccessWalk(_world);
        await walk.UntilAsync(await walk.SubmittedAsync(), "operatorReview");
        await walk.UntilAsync(await walk.SubmittedAsync(await _world.SiteAsync()), "operatorReview");
        // Two working days are allowed: late for the first two on Monday, and soon for the third, which is filed on Friday.
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 27, 10, 0));
        await walk.UntilAsync(await walk.SubmittedAsync(await _world.SiteAsync()), "operatorReview");
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 30, 10, 0));

        foreach (var reader in new[] { _world.CityOfficer, _world.CountyOfficer, _world.NeighbourCountyOfficer })
        {
            var deadlines = (await ReadAsync(reader)).Deadlines!;
            (await DeadlinesAsync(reader, new DeadlineQuery { State = DeadlineState.Overdue })).ShouldBe(deadlines.Sum(d => d.Overdue));
            (await DeadlinesAsync(reader, new DeadlineQuery { State = DeadlineState.DueSoon })).ShouldBe(deadlines.Sum(d => d.DueSoon));
            (await DeadlinesAsync(reader, new DeadlineQuery { State = DeadlineState.AtRisk })).ShouldBe(deadlines.Sum(d => d.Overdue + d.DueSoon));
            foreach (var d in deadlines)
                (await DeadlinesAsync(reader, new DeadlineQuery { State = DeadlineState.Overdue, RegionCode = d.RegionCode, Step = new(d.DefinitionKey, d.NodeId) })).ShouldBe(d.Overdue);
        }

        (await ReadAsync(_world.CityOfficer)).Deadlines.ShouldBe([new DeadlineCount(PortalWorld.County, "access", "operatorReview", 2, 1)]);
        (await ReadAsync(_world.NeighbourCountyOfficer)).Deadlines.ShouldBeEmpty();
        (await ReadAsync(_world.Operator)).Deadlines.ShouldBeNull();
    }

    [Fact]
    public async Task Read_ApplicationsOfAWeek_AreWhatTheListCounts()
    {
        var walk = new AccessWalk(_world);
        await walk.SubmittedAsync();
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 29, 23, 59));
        await walk.SubmittedAsync(await _world.SiteAsync());
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 30, 0, 1));
        await walk.SubmittedAsync(await _world.SiteAsync());

        var weeks = (await ReadAsync(_world.CityOfficer)).Applications!;

        weeks.Count.ShouldBe(CityDashboard.Weeks);
        weeks.TakeLast(2).ShouldBe([new WeekCount(new DateOnly(2026, 11, 23), 2), new WeekCount(new DateOnly(2026, 11, 30), 1)]);
        foreach (var week in weeks)
        {
            var query = new AccessQuery { SubmittedFrom = week.Monday, SubmittedUntil = week.Monday.AddDays(6) };
            (await _world.Get<AccessCases>().ListAsync(_world.CityOfficer, query)).Total.ShouldBe(week.Count);
        }
    }

    [Fact]
    public async Task Read_Violations_AreWhatTheListsCount()
    {
        var neighbour = await _world.SiteAsync(PortalWorld.NeighbourCounty);
        foreach (var (site, kind, source) in new[]
        {
            (_world.Site, ViolationKind.NotConnected, "access:1"), (_world.Site, ViolationKind.ImageNotVisible, "device:1"), (neighbour, ViolationKind.NotConnected, "access:2"),
        })
            await _world.Database.AddAsync(new ViolationCandidate(site.Id, kind, "rule", source, _world.Clock.GetUtcNow()));
        await new ViolationWalk(_world).OrderedAsync();

        foreach (var reader in new[] { _world.CityOfficer, _world.CountyOfficer, _world.NeighbourCountyOfficer })
        {
            var violations = (await ReadAsync(reader)).Violations!;
            foreach (var kind in Enum.GetValues<ViolationKind>())
            {
                var figure = violations.SingleOrDefault(v => v.Kind == kind) ?? new ViolationCount(kind, 0, 0);
                (await _world.Get<Candidates>().ListAsync(reader, new CandidateQuery { Kind = kind })).Total.ShouldBe(figure.Candidates, $"{reader.Role} {kind}");
                (await _world.Get<ViolationLists>().ListAsync(reader, new ViolationQuery { Kind = kind, OpenOnly = true })).Total.ShouldBe(figure.Open, $"{reader.Role} {kind}");
            }
        }

        (await ReadAsync(_world.CityOfficer)).Violations.ShouldBe(
            [new ViolationCount(ViolationKind.VideoNotInstalled, 1, 0), new ViolationCount(ViolationKind.NotConnected, 0, 2), new ViolationCount(ViolationKind.ImageNotVisible, 0, 1)]);
        (await ReadAsync(_world.Operator)).Violations.ShouldBeNull();
    }

    [Fact]
    public async Task Places_SitesWithoutPosition_AreThoseOfTheList()
    {
        await FillAsync();
        await using (var db = _world.Open())
        {
            var device = await db.Set<Device>().OrderBy(d => d.Id).FirstAsync();
            await db.Set<Device>().Where(d => d.SiteId == device.SiteId)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.Longitude, 110.35).SetProperty(x => x.Latitude, 21.27));
        }

        var places = await _world.Get<CityDashboard>().PlacesAsync(_world.CityOfficer);

        var at = places.Where(p => p.Position is not null).ShouldHaveSingleItem().Position!;
        (at.Longitude, at.Latitude).ShouldSatisfyAllConditions(p => p.Longitude.ShouldBe(110.35, 1e-9), p => p.Latitude.ShouldBe(21.27, 1e-9));
        (await SitesAsync(_world.CityOfficer, new SiteQuery { UnplacedOnly = true })).ShouldBe(places.Count(p => p.Position is null));
        (await SitesAsync(_world.CityOfficer, new SiteQuery())).ShouldBe(places.Count);
    }

    [Fact]
    public async Task Read_ByAnybodyElse_IsRefused()
    {
        var dashboard = _world.Get<CityDashboard>();
        foreach (var stranger in new[] { _world.ProjectManager, _world.Supervisor, _world.Owner, _world.Supplier, _world.Administrator })
        {
            (await Should.ThrowAsync<DomainException>(() => dashboard.ReadAsync(stranger))).Code.ShouldBe("actor.not-allowed");
            (await Should.ThrowAsync<DomainException>(() => dashboard.PlacesAsync(stranger))).Code.ShouldBe("actor.not-allowed");
            (await Should.ThrowAsync<DomainException>(() => _world.Get<DeadlineList>().ListAsync(stranger, new DeadlineQuery()))).Code.ShouldBe("actor.not-allowed");
        }

        // Also from what is kept, once the reader no longer is one.
        await dashboard.ReadAsync(_world.CityOfficer);
        await _world.EndMembershipAsync(_world.CityOfficer);
        (await Should.ThrowAsync<DomainException>(() => dashboard.ReadAsync(_world.CityOfficer))).Code.ShouldBe("actor.not-allowed");
    }

    /// <summary>Sites of each standing in two counties; of two suppliers' devices some fall silent an hour before midnight.</summary>
    private async Task FillAsync()
    {
        var walk = new AccessWalk(_world);
        await walk.SubmittedAsync(await _world.SiteAsync());
        await walk.DraftAsync(await _world.SiteAsync(), letter: false);
        var (well, failing, neighbour) = (await ConnectedAsync(), await ConnectedAsync(), await ConnectedAsync(PortalWorld.NeighbourCounty));
        await ConnectedAsync();
        await LeftAsync();
        await new SupervisionWalk(_world).IssuedAsync(SupervisionKind.Suspension, await ConnectedAsync());
        var alive = await _signals.DevicesAsync(2, well);
        var silent = await _signals.DevicesAsync(1, failing);
        var others = await _signals.DevicesAsync(2, neighbour, supplier: _world.NeighbourSupplier);
        await _signals.DevicesAsync(1, well, inService: false);
        await _signals.LiveAsync([.. alive, .. silent, .. others], TimeSpan.FromMinutes(5));
        for (var step = 0; step < 60; step++)
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(2.5));
            await _signals.AliveAsync(alive);
            if (step % 8 == 7) await _signals.SettleAsync();
        }

        await _signals.SettleAsync();
    }

    private async Task<Site> ConnectedAsync(string region = PortalWorld.County)
    {
        var site = await _world.SiteAsync(region);
        await using var db = _world.Open();
        await db.Set<Site>().Where(s => s.Id == site.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SiteState.Connected));
        return site;
    }

    private async Task LeftAsync()
    {
        var site = await _world.SiteAsync();
        await using var db = _world.Open();
        (await db.Set<Site>().SingleAsync(s => s.Id == site.Id)).LoseDevices(0, _world.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    /// <summary>A service of its own each time: nothing kept from before.</summary>
    private Task<CityFigures> ReadAsync(Actor actor) =>
        new CityDashboard(_world.Database.Contexts, _world.Get<Workflows.Calendar.Calendars>(), _world.Clock).ReadAsync(actor);

    private async Task<int> SitesAsync(Actor actor, SiteQuery query) => (await _world.Get<SiteDirectory>().ListAsync(actor, query with { Page = new PageRequest { Size = 1 } })).Total;

    private async Task<int> DeadlinesAsync(Actor actor, DeadlineQuery query) => (await _world.Get<DeadlineList>().ListAsync(actor, query)).Total;

    private Task<RatePage> RatesAsync(Actor actor, RateQuery query) => _world.Get<OnlineRates>().OfSitesAsync(actor, query);

    /// <summary>To the second: lengths of whole intervals are stored in milliseconds.</summary>
    private static void ShouldBeSame(OnlineRate one, OnlineRate other)
    {
        one.Online.ShouldBe(other.Online, TimeSpan.FromSeconds(1));
        one.Device.ShouldBe(other.Device, TimeSpan.FromSeconds(1));
        one.Network.ShouldBe(other.Network, TimeSpan.FromSeconds(1));
        one.Platform.ShouldBe(other.Platform, TimeSpan.FromSeconds(1));
    }
}
