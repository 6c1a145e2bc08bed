using Domain.Devices;
using Domain.Scoring;
using Domain.Sites;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Insights;

namespace Workflows.Tests.Insights;

public sealed class PublicNoticeTests : IAsyncLifetime
{
    private PortalWorld _world = null!;

    public async Task InitializeAsync() => _world = await PortalWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Read_ACity_HoldsWhatItsRegulatorDecidedAndItsConnectedSitesAlone()
    {
        await ConnectAsync(_world.Site);
        await ConnectAsync(await _world.SiteAsync(PortalWorld.NeighbourCounty));
        await ConnectAsync(await _world.SiteAsync(PortalWorld.OtherCity));
        var (today, end) = (Today, Today.AddMonths(6));
        await RestrictAsync(_world.CityOfficer, _world.Supplier, RestrictionKind.Suspended, end);
        await RestrictAsync(_world.CityOfficer, _world.NeighbourSupplier, RestrictionKind.Blacklisted, null);
        await RestrictAsync(_world.NeighbourCityOfficer, _world.Supplier, RestrictionKind.Blacklisted, null);

        var notice = await ReadAsync(PortalWorld.City);

        notice.Authority.ShouldBe(_world.CityOfficer.OrganizationName);
        notice.Restrictions.ShouldBe(
        [
            new NoticeRestriction(_world.NeighbourSupplier.OrganizationName, RestrictionKind.Blacklisted, today, null),
            new NoticeRestriction(_world.Supplier.OrganizationName, RestrictionKind.Suspended, today, end),
        ]);
        notice.Connected.ShouldBe(new Dictionary<string, int> { [PortalWorld.County] = 1, [PortalWorld.NeighbourCounty] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Read_ASuspension_IsThereThroughItsLastDay(int days, bool there)
    {
        await RestrictAsync(_world.CityOfficer, _world.Supplier, RestrictionKind.Suspended, Today.AddDays(10));

        _world.Clock.Advance(TimeSpan.FromDays(days));

        (await ReadAsync(PortalWorld.City)).Restrictions.Any().ShouldBe(there);
    }

    [Fact]
    public async Task Scores_OfClosedMonths_AreThoseOfThisCityAlone_TheBestFirst()
    {
        var (september, october, november) = (new ScoreMonth(2026, 9), new ScoreMonth(2026, 10), new ScoreMonth(2026, 11));
        await CardAsync(_world.CityOfficer, _world.Supplier, october, badMondays: 4);
        await CardAsync(_world.CityOfficer, _world.NeighbourSupplier, october, badMondays: 1);
        await CardAsync(_world.CityOfficer, _world.Supplier, september, badMondays: 0);
        await CardAsync(_world.CityOfficer, _world.Supplier, november, badMondays: 2, close: false);
        await CardAsync(_world.NeighbourCityOfficer, _world.Supplier, october, badMondays: 3);
        var notice = new PublicNotice(_world.Database.Contexts, _world.Clock);
        var authority = (await notice.AuthoritiesAsync()).Single(a => a.RegionCode == PortalWorld.City);

        (await notice.ReadAsync(authority)).Months.ShouldBe([october, september]);
        (await notice.ScoresAsync(authority, october)).ShouldBe([new NoticeScore(_world.NeighbourSupplier.OrganizationName, 90), new NoticeScore(_world.Supplier.OrganizationName, 60)]);
        await Should.ThrowAsync<ArgumentException>(() => notice.ScoresAsync(authority, november));
    }

    [Fact]
    public async Task Read_ALiftedRestriction_IsGone()
    {
        await RestrictAsync(_world.CityOfficer, _world.Supplier, RestrictionKind.Blacklisted, null);
        await using (var db = _world.Open())
        {
            (await db.Set<SupplierRestriction>().SingleAsync()).Lift(_world.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        (await ReadAsync(PortalWorld.City)).Restrictions.ShouldBeEmpty();
    }

    private async Task CardAsync(Domain.Organizations.Actor city, Domain.Organizations.Actor supplier, ScoreMonth month, int badMondays, bool close = true)
    {
        var card = new Scorecard(city.OrganizationId, supplier.OrganizationId, month);
        card.Compute(
            new ScoreFacts
            {
                Month = month.Number,
                AsOf = month.ClosesAt,
                // One of ten devices offline: ten points.
                Checks = [.. month.Mondays.Take(badMondays).Select(monday => new MondayCheck(monday, 10, [new OfflineDevice(1, monday.AddHours(-1), OfflineCause.Device)]))],
                Outages = [],
                Streams = [],
            },
            ScoreRules.Annex7, null, [], month.ClosesAt);
        if (close) card.Close(month.ClosesAt);
        await _world.Database.AddAsync(card);
    }

    private DateOnly Today => Domain.Calendar.WorkingCalendar.ShanghaiDate(_world.Clock.GetUtcNow());

    private async Task RestrictAsync(Domain.Organizations.Actor by, Domain.Organizations.Actor supplier, RestrictionKind kind, DateOnly? until) => await _world.Database.AddAsync(
        new SupplierRestriction(supplier.OrganizationId, kind, Today, until, "Scores.", by, _world.Clock.GetUtcNow()));

    private async Task<CityNotice> ReadAsync(string region)
    {
        var notice = new PublicNotice(_world.Database.Contexts, _world.Clock);
        return await notice.ReadAsync((await notice.AuthoritiesAsync()).Single(a => a.RegionCode == region));
    }

    private async Task ConnectAsync(Site site)
    {
        await using var db = _world.Open();
        await db.Set<Site>().Where(s => s.Id == site.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SiteState.Connected));
    }
}
