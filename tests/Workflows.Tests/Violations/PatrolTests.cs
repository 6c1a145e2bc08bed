using Domain.Violations;
using Testing;
using Testing.Devices;
using Testing.Violations;
using Workflows.Lists;
using Workflows.Tests.Access;
using Workflows.Violations;

namespace Workflows.Tests.Violations;

public sealed class PatrolTests : AccessTest
{
    private Patrols Rounds => World.Get<Patrols>();

    [Fact]
    public async Task Round_GoesThroughSitesWithDevicesAndWithoutOpenCases_OnceADay()
    {
        var (second, bare, neighbour) = (await World.SiteAsync(), await World.SiteAsync(), await World.SiteAsync(PortalWorld.NeighbourCounty));
        foreach (var site in new[] { World.Site, second, neighbour }) await new Signals(World).DevicesAsync(1, site);
        (await Rounds.RoundAsync(World.CountyOfficer)).Queue.Select(s => s.SiteId).ShouldBe([World.Site.Id, second.Id]);
        (await Rounds.RoundAsync(World.CityOfficer)).Total.ShouldBe(3);

        await Rounds.CheckAsync(World.CountyOfficer, World.Site.Id, " In order. ");
        await Task.WhenAll(Rounds.CheckAsync(World.CountyOfficer, World.Site.Id, null), Rounds.CheckAsync(World.CountyOfficer, World.Site.Id, null));

        var round = await Rounds.RoundAsync(World.CountyOfficer);
        (round.Total, round.Checked, round.Queue.Single().SiteId).ShouldBe((2, 1, second.Id));
        (await Rounds.RoundAsync(World.CityOfficer)).Checked.ShouldBe(0);
        var history = await Rounds.HistoryAsync(World.CityOfficer, null, new PageRequest());
        history.Items.Single().ShouldSatisfyAllConditions(p => p.SiteId.ShouldBe(World.Site.Id), p => p.Note.ShouldBe("In order."), p => p.ViolationId.ShouldBeNull());
        bare.Id.ShouldNotBe(round.Queue[0].SiteId);

        World.Clock.MoveToShanghai(1, 9);

        // What was looked at for longest comes first.
        (await Rounds.RoundAsync(World.CountyOfficer)).Queue.Select(s => s.SiteId).ShouldBe([second.Id, World.Site.Id]);
    }

    [Fact]
    public async Task Violation_RecordedOnPatrol_MarksTheSiteAndTakesItOffTheRound()
    {
        await new Signals(World).DevicesAsync(2);

        var id = await World.Get<ViolationRecording>().RecordAsync(new RecordViolation
        {
            Actor = World.CountyOfficer,
            SiteId = World.Site.Id,
            Report = new ViolationWalk(World).Report(ViolationKind.MisconductOnVideo),
            PhotoIds = [],
            OnPatrol = true,
        });

        var round = await Rounds.RoundAsync(World.CountyOfficer);
        (round.Total, round.Checked, round.Queue.Count).ShouldBe((1, 1, 0));
        (await Rounds.HistoryAsync(World.CountyOfficer, null, new PageRequest())).Items.Single().ViolationId.ShouldBe(id);
        World.Clock.MoveToShanghai(1, 9);
        (await Rounds.RoundAsync(World.CountyOfficer)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Sight_ShowsDevicesToTheSitesRegulatorAlone()
    {
        var devices = await new Signals(World).DevicesAsync(2);

        (await Rounds.SightAsync(World.CountyOfficer, World.Site.Id)).Devices.Select(d => d.Id).ShouldBe(devices.Select(d => d.Id));

        foreach (var neighbour in new[] { World.NeighbourCountyOfficer, World.NeighbourCityOfficer })
        {
            (await CodeOfAsync(() => Rounds.SightAsync(neighbour, World.Site.Id))).ShouldBe("site.unknown", neighbour.Name);
            (await CodeOfAsync(() => Rounds.CheckAsync(neighbour, World.Site.Id, null))).ShouldBe("site.unknown", neighbour.Name);
            (await Rounds.HistoryAsync(neighbour, null, new PageRequest())).Total.ShouldBe(0, neighbour.Name);
        }

        foreach (var other in new[] { World.ProjectManager, World.Operator, World.Supplier, World.Administrator })
            (await CodeOfAsync(() => Rounds.RoundAsync(other))).ShouldBe("actor.not-allowed", other.Name);
    }
}
