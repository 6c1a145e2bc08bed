using Domain.Access;
using Testing.Access;

namespace Domain.Tests.Access;

public class TrackDecisionTests
{
    private static readonly AccessForm Form = AccessForms.Complete();

    private static readonly HashSet<string> AllListed = [.. Form.Positions.Select(p => TrackDecision.Key(p.Kind!.Value, p.Brand, p.Model))];

    [Fact]
    public void For_AllListedAndSigned_IsCommitment()
    {
        var decision = TrackDecision.For(Form, AllListed, letterSigned: true);

        (decision.Track, decision.Reason).ShouldBe((AccessTrack.Commitment, TrackReason.AllListedAndSigned));
        decision.UnlistedModels.ShouldBeEmpty();
        decision.Track.DebugDays().ShouldBe(3);
    }

    [Fact]
    public void For_AllListedNotSigned_IsLabTest()
    {
        var decision = TrackDecision.For(Form, AllListed, letterSigned: false);

        (decision.Track, decision.Reason).ShouldBe((AccessTrack.LabTest, TrackReason.LetterNotSigned));
        decision.Track.DebugDays().ShouldBe(10);
    }

    [Fact]
    public void For_OneModelNotListed_IsLabTestAndNamesItOnce()
    {
        var form = Form with { Positions = [.. Form.Positions, Form.Positions[0] with { Model = "X9" }, Form.Positions[0] with { Model = "x9" }] };

        var decision = TrackDecision.For(form, AllListed, letterSigned: true);

        (decision.Track, decision.Reason).ShouldBe((AccessTrack.LabTest, TrackReason.ModelsNotListed));
        decision.UnlistedModels.ShouldBe([$"{AccessForms.Brand} X9"]);
    }

    [Fact]
    public void For_ListedForAnotherKind_IsNotListed()
    {
        var form = Form with { Positions = [Form.Positions[0] with { Kind = Domain.Devices.DeviceKind.PitDome }] };

        TrackDecision.For(form, AllListed, letterSigned: true).Reason.ShouldBe(TrackReason.ModelsNotListed);
    }

    [Fact]
    public void For_PositionWithoutKindOrNoPosition_IsLabTest()
    {
        TrackDecision.For(Form with { Positions = [Form.Positions[0] with { Kind = null }] }, AllListed, letterSigned: true)
            .Reason.ShouldBe(TrackReason.ModelsNotListed);
        TrackDecision.For(Form with { Positions = [] }, AllListed, letterSigned: true).Reason.ShouldBe(TrackReason.ModelsNotListed);
    }
}
