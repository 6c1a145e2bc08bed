using Domain.Organizations;
using Domain.Violations;
using Testing;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Violations;

public class ViolationTests
{
    private static readonly OrderTerms Terms = new(5, "Install what is missing.");

    private static readonly ViolationReport Report = new()
    {
        Kind = ViolationKind.VideoNotInstalled,
        Discovery = Discovery.SiteInspection,
        FoundAt = Now.AddHours(-1),
        Description = "No camera at the north gate.",
    };

    [Fact]
    public void New_ByTheContractor_IsRefused() => CodeOf(() => Recorded(by: Manager)).ShouldBe("violation.officer-only");

    [Fact]
    public void New_FoundInAWayThatTheKindDoesNotKnow_IsRefused()
    {
        foreach (var kind in Enum.GetValues<ViolationKind>())
            foreach (var way in Enum.GetValues<Discovery>())
                CodeOf(() => Recorded(Report with { Kind = kind, Discovery = way })).ShouldBe(kind.Rule().FoundBy.Contains(way) ? null : "violation.discovery-not-of-kind", $"{kind} {way}");
    }

    [Theory]
    [InlineData(1, "violation.in-future")]
    [InlineData(0, null)]
    [InlineData(-30 * 24 * 60, null)]
    [InlineData((-30 * 24 * 60) - 1, "violation.too-old")]
    public void New_FoundAt_LiesInTheLastThirtyDays(int minutes, string? code) => CodeOf(() => Recorded(Report with { FoundAt = Now.AddMinutes(minutes) })).ShouldBe(code);

    [Theory]
    [InlineData(0, "violation.days-range")]
    [InlineData(1, null)]
    [InlineData(RectificationOrder.MaxDays, null)]
    [InlineData(RectificationOrder.MaxDays + 1, "violation.days-range")]
    public void Issue_Days_LieWithinTheirRange(int days, string? code) => CodeOf(() => Ordered(Terms with { Days = days })).ShouldBe(code);

    [Fact]
    public void Reply_ByTheManagerWithAPhoto_AwaitsTheReinspection()
    {
        var violation = Ordered();
        CodeOf(() => violation.Reply("Done.", Manager, Now)).ShouldBe("violation.photo-required");
        violation.Attach(PhotoStage.Answer, [Photo()]);
        CodeOf(() => violation.Reply(" ", Manager, Now)).ShouldBe("violation.answer-required");
        CodeOf(() => violation.Reply("Done.", Clerk, Now)).ShouldBe("violation.contractor-only");
        CodeOf(() => violation.Reply("Done.", Of(OrganizationKind.Contractor, Role.ProjectManager, 99), Now)).ShouldBe("violation.contractor-only");

        violation.Reply("Done.", Manager, Now);

        (violation.Status, violation.Order!.AnsweredByName).ShouldBe((ViolationStatus.Reinspection, Manager.Name));
        violation.TakeReplyBack();
        (violation.Status, violation.Order.AnsweredAt).ShouldBe((ViolationStatus.Ordered, null));
    }

    [Fact]
    public void Prepare_ByTheClerk_IsKeptAndAnswersNothing()
    {
        var violation = Ordered();

        violation.Prepare("Half done.", Clerk);

        (violation.Status, violation.Order!.Answer, violation.Order.PreparedByName, violation.Order.AnsweredAt).ShouldBe((ViolationStatus.Ordered, "Half done.", Clerk.Name, null));
    }

    [Fact]
    public void Reinspect_Extended_AsksForAnotherOrder()
    {
        var violation = Missed();
        CodeOf(() => violation.Issue(Terms, "ZG202600002", default, "Officer", Now)).ShouldBe("violation.step");

        violation.Reinspect(ReinspectionResult.Extended, "Half of it.", County, Now);
        violation.Issue(Terms, "ZG202600002", default, "Officer", Now);

        (violation.Status, violation.Order!.Ordinal, violation.Orders.Count).ShouldBe((ViolationStatus.Ordered, 2, 2));
        // The new order is answered with photos of its own.
        CodeOf(() => violation.Reply("Done.", Manager, Now)).ShouldBe("violation.photo-required");
    }

    [Fact]
    public void Sanction_OnlyAfterAFailedReinspection_CostsPoints()
    {
        var measures = new ViolationMeasures { Points = 5, Fine = 50_000, Grounds = "Nothing was done." };
        var violation = Missed();
        CodeOf(() => violation.Sanction(measures, "CL202600001", County, Now)).ShouldBe("violation.step");
        violation.Reinspect(ReinspectionResult.Failed, "Nothing.", County, Now);
        CodeOf(() => violation.Sanction(measures with { Fine = 49_999 }, "CL202600001", County, Now)).ShouldBe("violation.fine-range");

        violation.Sanction(measures, "CL202600001", County, Now);

        (violation.Status, violation.Points, violation.Fine, violation.IsOver).ShouldBe((ViolationStatus.Sanctioned, 5, 50_000m, true));
        CodeOf(() => violation.Sanction(measures, "CL202600002", County, Now)).ShouldBe("violation.step");
    }

    [Fact]
    public void Reinspect_PassedWithMeasures_IsForKindsWhoseMeasuresTheAnnexTiesToNothing()
    {
        foreach (var kind in Enum.GetValues<ViolationKind>())
        {
            var violation = Recorded(Report with { Kind = kind, Discovery = kind.Rule().FoundBy[0] });
            violation.Issue(Terms, "ZG202600001", default, "Officer", Now);
            violation.Miss(Now);

            var code = CodeOf(() => violation.Reinspect(ReinspectionResult.PassedWithMeasures, "All there.", County, Now));

            var anyway = kind is ViolationKind.CamerasInsufficient or ViolationKind.DustMonitorNotConnected or ViolationKind.MisconductOnVideo;
            (code, violation.Status).ShouldBe(anyway ? (null, ViolationStatus.Measures) : ("violation.measures-if-failed", ViolationStatus.Reinspection), kind.ToString());
        }
    }

    [Fact]
    public void Over_NothingElseIsDone()
    {
        var (dismissed, rectified) = (Recorded(), Missed());
        CodeOf(() => dismissed.Dismiss(" ", Now)).ShouldBe("violation.reason-required");
        dismissed.Dismiss("Another site.", Now);
        rectified.Reinspect(ReinspectionResult.Passed, "All there.", County, Now);

        foreach (var over in new[] { dismissed, rectified })
        {
            over.IsOver.ShouldBeTrue();
            CodeOf(() => over.Issue(Terms, "ZG202600009", default, "Officer", Now)).ShouldBe("violation.step");
            CodeOf(() => over.Reply("Done.", Manager, Now)).ShouldBe("violation.step");
            CodeOf(() => over.Miss(Now)).ShouldBe("violation.step");
            CodeOf(() => over.Reinspect(ReinspectionResult.Failed, "No.", County, Now)).ShouldBe("violation.step");
        }
    }

    [Fact]
    public void Attach_MoreThanNine_IsRefused()
    {
        var violation = Ordered();
        violation.Attach(PhotoStage.Answer, [.. Enumerable.Range(0, ViolationPhoto.MaxCount).Select(_ => Photo())]);

        CodeOf(() => violation.Attach(PhotoStage.Answer, [Photo()])).ShouldBe("violation.photos-too-many");
    }

    [Fact]
    public void Candidate_HandledOnce_AndEndedAtTheFirstTimeSaid()
    {
        var candidate = new ViolationCandidate(1, ViolationKind.NotConnected, "access.connect-overdue", "access:42", Now);
        CodeOf(() => candidate.SetAside(" ", County, Now)).ShouldBe("candidate.reason-required");
        candidate.End(Now);
        candidate.End(Now.AddHours(1));

        candidate.SetAside("Seen on site.", County, Now);

        (candidate.Status, candidate.EndedAt).ShouldBe((CandidateStatus.SetAside, Now));
        CodeOf(() => candidate.Open(7, County, Now)).ShouldBe("candidate.handled");
    }

    private static Violation Missed()
    {
        var violation = Ordered();
        violation.Miss(Now);
        return violation;
    }

    private static Violation Ordered(OrderTerms? terms = null)
    {
        var violation = Recorded();
        violation.Issue(terms ?? Terms, "ZG202600001", new DateOnly(2026, 12, 2), "Officer", Now);
        return violation;
    }

    private static Violation Recorded(ViolationReport? report = null, Actor? by = null) => new(report ?? Report, Site(), [], by ?? County, Now);

    private static ViolationPhoto Photo() => new(SampleFiles.Stored("photo.png", "image/png", at: Now));

    private static string? CodeOf(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Code;
        }
    }
}
