using Domain.Access;
using Domain.Devices;
using Testing.Access;

namespace Domain.Tests.Access;

public class AccessAttachmentTests
{
    private static readonly AccessForm Form = AccessForms.Complete();

    [Fact]
    public void Required_NewModels_AreAllSix() =>
        AccessAttachment.Required(Form, Accepted()).ShouldBe(
        [
            AttachmentKind.LayoutPlan, AttachmentKind.Topology, AttachmentKind.VideoTestReport, AttachmentKind.DustReport,
            AttachmentKind.DustCertificate, AttachmentKind.ServiceAgreement,
        ]);

    [Fact]
    public void Required_AllModelsAcceptedBefore_AreThoseOfTheSiteOnly() =>
        AccessAttachment.Required(Form, Accepted(Form.Positions)).ShouldBe(
            [AttachmentKind.LayoutPlan, AttachmentKind.Topology, AttachmentKind.ServiceAgreement]);

    [Fact]
    public void Required_OneCameraModelIsNew_AsksTheVideoReport() =>
        AccessAttachment.Required(Form, Accepted(Form.Positions.Skip(1))).ShouldBe(
            [AttachmentKind.LayoutPlan, AttachmentKind.Topology, AttachmentKind.VideoTestReport, AttachmentKind.ServiceAgreement]);

    [Fact]
    public void Required_OnlyTheDustMonitorIsNew_AsksBothDustPapers() =>
        AccessAttachment.Required(Form, Accepted(Form.Positions.Take(2))).ShouldBe(
            [AttachmentKind.LayoutPlan, AttachmentKind.Topology, AttachmentKind.DustReport, AttachmentKind.DustCertificate, AttachmentKind.ServiceAgreement]);

    [Fact]
    public void Required_SameModelOfAnotherKind_IsNotWaived()
    {
        var asPitDome = Form.Positions[0] with { Kind = DeviceKind.PitDome };

        AccessAttachment.Required(Form with { Positions = [Form.Positions[0]] }, Accepted([asPitDome])).ShouldContain(AttachmentKind.VideoTestReport);
    }

    [Fact]
    public void Required_ModelSpelledOtherwise_IsTheSame()
    {
        var spelled = Form.Positions[0] with { Brand = " haishi", Model = "qj-4  200 " };

        AccessAttachment.Required(Form with { Positions = [spelled] }, Accepted([Form.Positions[0]])).ShouldNotContain(AttachmentKind.VideoTestReport);
    }

    [Fact]
    public void Required_NoDustMonitor_AsksNoDustPapers() =>
        AccessAttachment.Required(Form with { Positions = [.. Form.Positions.Take(2)] }, Accepted()).ShouldNotContain(AttachmentKind.DustReport);

    private static HashSet<string> Accepted(IEnumerable<InstallPosition>? positions = null) =>
        [.. (positions ?? []).Select(p => TrackDecision.Key(p.Kind!.Value, p.Brand, p.Model))];
}
