using Domain.Devices;
using Domain.Organizations;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Testing.Devices;
using Testing.Dust;
using Testing.Violations;
using Workflows.Tests.Access;
using Workflows.Violations;

namespace Workflows.Tests.Violations;

public sealed class CandidateWatchTests : AccessTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private CandidateWatch Watch => World.Get<CandidateWatch>();

    private Candidates Found => World.Get<Candidates>();

    [Fact]
    public async Task Run_CameraDarkForADay_ProposesOnceHoweverOftenItRuns()
    {
        var device = (await new Signals(World).DevicesAsync(1)).Single();
        await OutageAsync(device);
        World.Clock.Advance(Patience - TimeSpan.FromSeconds(1));
        (await Watch.RunAsync()).ShouldBe(0);
        World.Clock.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(Watch.RunAsync(), Watch.RunAsync());
        (await Watch.RunAsync()).ShouldBe(0);

        var candidate = (await Found.ListAsync(World.CountyOfficer, new CandidateQuery())).Items.Single();
        (candidate.Kind, candidate.Rule, candidate.DeviceId, candidate.EndedAt).ShouldBe((ViolationKind.ImageNotVisible, CandidateWatch.ImageRule, device.Id, null));
    }

    [Fact]
    public async Task Run_CauseEnded_MarksTheCandidate()
    {
        var device = (await new Signals(World).DevicesAsync(1)).Single();
        var outage = await OutageAsync(device);
        World.Clock.Advance(Patience);
        await Watch.RunAsync();
        var seen = World.Clock.GetUtcNow();
        await using (var db = World.Open())
        {
            await db.Set<DeviceOutage>().Where(o => o.Id == outage)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.RecoveredAt, seen).SetProperty(o => o.End, OutageEnd.Seen));
        }

        (await Watch.RunAsync()).ShouldBe(1);

        (await Found.ListAsync(World.CountyOfficer, new CandidateQuery())).Items.Single().EndedAt.ShouldBe(seen);
        (await Found.ListAsync(World.CountyOfficer, new CandidateQuery { LastingOnly = true })).Total.ShouldBe(0);
        (await Watch.RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Run_MonitorSilentForADay_ProposesEachSilence()
    {
        var monitor = (await new Signals(World).DevicesAsync(1, kind: DeviceKind.DustMonitor)).Single();
        World.Clock.Advance(Patience);
        (await Watch.RunAsync()).ShouldBe(1);
        await MeasureAsync(monitor);
        (await Watch.RunAsync()).ShouldBe(1);
        World.Clock.Advance(Patience);

        await Watch.RunAsync();
        await Watch.RunAsync();

        var candidates = (await Found.ListAsync(World.CountyOfficer, new CandidateQuery())).Items;
        candidates.Select(c => (c.Kind, c.EndedAt is null)).ShouldBe([(ViolationKind.DustMonitorNotConnected, true), (ViolationKind.DustMonitorNotConnected, false)]);
    }

    [Fact]
    public async Task Open_FromACandidate_TakesAllOfTheKindAtTheSite()
    {
        foreach (var device in await new Signals(World).DevicesAsync(2)) await OutageAsync(device);
        World.Clock.Advance(Patience);
        await Watch.RunAsync();
        var first = (await Found.ListAsync(World.CountyOfficer, new CandidateQuery())).Items[0].Id;

        var id = await OpenAsync(first, World.CountyOfficer);

        var opened = await Found.ListAsync(World.CountyOfficer, new CandidateQuery { Status = CandidateStatus.Opened });
        opened.Items.Select(c => c.ViolationId).ShouldBe([id, id]);
        (await World.Get<ViolationReader>().ReadAsync(World.CountyOfficer, id)).CandidateRules.ShouldBe([CandidateWatch.ImageRule]);
        (await CodeOfAsync(() => OpenAsync(first, World.CountyOfficer))).ShouldBe("candidate.handled");
        (await CodeOfAsync(() => Found.OpenOneAsync(World.CountyOfficer, first))).ShouldBe("candidate.handled");
    }

    [Fact]
    public async Task SetAside_WithAReasonByTheSitesOwnRegulator_IsKept()
    {
        await OutageAsync((await new Signals(World).DevicesAsync(1)).Single());
        World.Clock.Advance(Patience);
        await Watch.RunAsync();
        var id = (await Found.ListAsync(World.CityOfficer, new CandidateQuery())).Items.Single().Id;
        (await Found.ListAsync(World.NeighbourCountyOfficer, new CandidateQuery())).Total.ShouldBe(0);
        (await CodeOfAsync(() => Found.SetAsideAsync(World.NeighbourCountyOfficer, id, "No."))).ShouldBe("candidate.unknown");
        (await CodeOfAsync(() => Found.OpenOneAsync(World.NeighbourCountyOfficer, id))).ShouldBe("candidate.unknown");
        foreach (var other in new[] { World.ProjectManager, World.Operator, World.Supplier, World.Administrator })
            (await CodeOfAsync(() => Found.ListAsync(other, new CandidateQuery()))).ShouldBe("actor.not-allowed", other.Name);
        (await CodeOfAsync(() => Found.SetAsideAsync(World.CountyOfficer, id, " "))).ShouldBe("candidate.reason-required");

        await Found.SetAsideAsync(World.CountyOfficer, id, "Known works.");

        (await Found.ListAsync(World.CountyOfficer, new CandidateQuery { Status = CandidateStatus.SetAside })).Items.Single().Reason.ShouldBe("Known works.");
        (await CodeOfAsync(() => Found.SetAsideAsync(World.CountyOfficer, id, "Again."))).ShouldBe("candidate.handled");
        // The same outage is not proposed again.
        (await Watch.RunAsync()).ShouldBe(0);
    }

    private Task<long> OpenAsync(long candidate, Actor by) => World.Get<ViolationRecording>().RecordAsync(new RecordViolation
    {
        Actor = by,
        SiteId = World.Site.Id,
        Report = new ViolationWalk(World).Report(ViolationKind.ImageNotVisible),
        PhotoIds = [],
        CandidateId = candidate,
    });

    private async Task<long> OutageAsync(Device device)
    {
        var now = World.Clock.GetUtcNow();
        var outage = await World.Database.AddAsync(new DeviceOutage(device, new OfflineStretch(now, Until: null, now, OfflineCause.Device, Counts: true, EndedBy: null, Whole: true), now));
        return outage.Id;
    }

    private Task MeasureAsync(Device monitor) => World.ReadingsAsync(monitor, monitor.Reading(World.Clock.GetUtcNow(), pm10: 40));
}
