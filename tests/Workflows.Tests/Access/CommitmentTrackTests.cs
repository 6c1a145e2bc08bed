using Domain.Access;
using Domain.Sites;
using Testing;
using Testing.Access;

namespace Workflows.Tests.Access;

public class CommitmentTrackTests
{
    [Fact]
    public async Task Walk_EverybodyAgrees_EndsConnected()
    {
        await using var world = await PortalWorld.CreateAsync();
        var walk = new AccessWalk(world);
        await walk.ListModelsAsync();

        var id = await walk.SubmittedAsync();
        await walk.FinishAsync(id);

        var read = await walk.ReadAsync(id);
        read.Number.ShouldBe("JR202600001");
        read.Status.ShouldBe(AccessStatus.Connected);
        read.Track!.Track.ShouldBe(AccessTrack.Commitment);
        read.Site.State.ShouldBe(SiteState.Connected);
        read.Opinions.Select(o => o.Step).ShouldBe([OpinionStep.Contractor, OpinionStep.Supervisor, OpinionStep.Operator, OpinionStep.County]);
        read.DevicesOnline.ShouldBe(3);
        read.Progress.Steps.ShouldBeEmpty();
    }
}
