using Domain.Organizations;
using Testing;
using Testing.Registration;
using Workflows.Maps;

namespace Workflows.Tests.Maps;

public sealed class PlaceSearchTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private RegistrationWalk _walk = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _walk = new RegistrationWalk(_world);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Find_ACounty_IsWhereItLies_TheCitysOwnFirst()
    {
        var found = await FindAsync(_world.SiteClerk, "赤坎");
        var all = await _world.Get<PlaceSearch>().FindAsync(_world.SiteClerk, "区", "3101");

        found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Kind.ShouldBe(PlaceKind.County), p => p.At.Longitude.ShouldBe(110.36, 0.05), p => p.At.Latitude.ShouldBe(21.27, 0.05));
        all[0].Name.ShouldBe("黄浦区");
    }

    [Theory]
    [InlineData("Harbour pit, gate")]
    [InlineData("8 Harbour Road")]
    [InlineData("GD202600001")]
    public async Task Find_APoint_ByWhatItIsKnownBy_IsWhereItStands(string text)
    {
        await _walk.DebuggingAsync();

        var place = (await FindAsync(_world.CountyOfficer, text)).ShouldHaveSingleItem();

        (place.Kind, place.Name, place.At.Longitude, place.At.Latitude).ShouldBe((PlaceKind.Point, "Harbour pit, gate 1", RegistrationForms.Longitude, RegistrationForms.Latitude));
    }

    [Fact]
    public async Task Find_ByNeighbours_OrForAPattern_FindsNoPoint()
    {
        await _walk.DebuggingAsync();

        foreach (var stranger in _world.Strangers) (await FindAsync(stranger, "Harbour")).ShouldBeEmpty($"{stranger.Role} {stranger.OrganizationName}");
        foreach (var text in new[] { "%", "_", " ", null }) (await FindAsync(_world.CountyOfficer, text)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<Place>> FindAsync(Actor actor, string? text) => _world.Get<PlaceSearch>().FindAsync(actor, text, "4408");
}
