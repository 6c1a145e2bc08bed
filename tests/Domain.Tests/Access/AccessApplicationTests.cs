using Domain.Access;
using Domain.Organizations;
using Domain.Suppliers;
using Testing.Access;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Access;

public class AccessApplicationTests
{
    private static readonly SubmissionFacts Facts = new()
    {
        ListedModels = new HashSet<string>(),
        AcceptedBefore = new HashSet<string>(),
        SupplierName = "Supplier A",
    };

    [Fact]
    public void New_OtherContractor_IsRefused() =>
        CodeOf(() => new AccessApplication(Site(), Of(OrganizationKind.Contractor, Role.ProjectManager, 99), Now)).ShouldBe("access.not-contractor");

    [Fact]
    public void New_SiteConnected_IsRefused()
    {
        var site = Site();
        site.Connect(Now);

        CodeOf(() => new AccessApplication(site, Manager, Now)).ShouldBe("access.site-connected");
    }

    [Theory]
    [InlineData("999999.99", "499.99", false)]
    [InlineData("1000000", "0", true)]
    [InlineData("0", "500", true)]
    [InlineData("1000000", "500", true)]
    public void New_Scope_IsMillionYuanOrFiveHundredSquareMetres(string investment, string floorArea, bool inScope)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var site = Site(decimal.Parse(investment, culture), decimal.Parse(floorArea, culture));

        var application = new AccessApplication(site, Manager, Now);

        application.InScope.ShouldBe(inScope);
    }

    [Fact]
    public void Submit_OutOfScope_IsPossible()
    {
        var application = Ready(Site(investment: 10_000m, floorArea: 20m));

        Submit(application);

        application.Status.ShouldBe(AccessStatus.UnderReview);
        application.InScope.ShouldBeFalse();
    }

    [Fact]
    public void Submit_Complete_FixesNumberTrackAndSignature()
    {
        var application = Ready();

        Submit(application);

        application.Status.ShouldBe(AccessStatus.UnderReview);
        application.Number.ShouldBe("JR202600001");
        application.SubmittedAt.ShouldBe(Now);
        application.TrackKind.ShouldBe(AccessTrack.LabTest);
        var opinion = application.Opinions.ShouldHaveSingleItem();
        (opinion.Step, opinion.Result, opinion.Name, opinion.FormRevision).ShouldBe((OpinionStep.Contractor, OpinionResult.Agree, Manager.Name, 1));
        application.Revisions.ShouldHaveSingleItem().Form.ShouldBe(application.Form);
    }

    [Fact]
    public void Submit_SiteClerk_IsRefused() =>
        CodeOf(() => Ready().Submit(Facts, Clerk, "ok", "JR202600001", Now)).ShouldBe("access.manager-must-sign");

    [Fact]
    public void Submit_ManagerOfAnotherContractor_IsRefused() =>
        CodeOf(() => Ready().Submit(Facts, Of(OrganizationKind.Contractor, Role.ProjectManager, 99), "ok", "JR202600001", Now))
            .ShouldBe("access.manager-must-sign");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Submit_WithoutOpinion_IsRefused(string opinion) =>
        CodeOf(() => Ready().Submit(Facts, Manager, opinion, "JR202600001", Now)).ShouldBe("opinion.text-required");

    [Fact]
    public void Submit_OpinionTooLong_IsRefused() =>
        CodeOf(() => Ready().Submit(Facts, Manager, new string('x', AccessOpinion.TextLength + 1), "JR202600001", Now)).ShouldBe("field.too-long");

    [Fact]
    public void Submit_OneProblem_IsNamed()
    {
        var application = Ready();
        application.SaveForm(application.Form with { BandwidthUp = 19.99m });

        CodeOf(() => Submit(application)).ShouldBe("access.bandwidth-too-low");
        application.Status.ShouldBe(AccessStatus.Draft);
    }

    [Fact]
    public void Submit_SeveralProblems_AreCounted()
    {
        var application = Ready();
        application.SaveForm(application.Form with { BandwidthUp = 19.99m, LiaisonName = null });

        var refused = Should.Throw<DomainException>(() => Submit(application));

        (refused.Code, refused.Arguments[0]).ShouldBe(("access.incomplete", 2));
    }

    [Theory]
    [InlineData(AttachmentKind.LayoutPlan)]
    [InlineData(AttachmentKind.Topology)]
    [InlineData(AttachmentKind.VideoTestReport)]
    [InlineData(AttachmentKind.DustReport)]
    [InlineData(AttachmentKind.DustCertificate)]
    [InlineData(AttachmentKind.ServiceAgreement)]
    public void Problems_AttachmentMissing_IsNamed(AttachmentKind kind)
    {
        var application = Ready(without: kind);

        var problem = application.Problems(Facts).ShouldHaveSingleItem();

        (problem.Field, problem.Code).ShouldBe(($"attachments.{kind}", "access.attachment-required"));
    }

    [Fact]
    public void Problems_AttachmentRemoved_CountsAsMissing()
    {
        var application = Ready();

        application.RemoveAttachment(application.Attachments.First(a => a.Kind == AttachmentKind.Topology).Id, Now);

        application.Problems(Facts).ShouldHaveSingleItem().Code.ShouldBe("access.attachment-required");
        application.Attachments.Count.ShouldBe(6);
    }

    [Fact]
    public void Problems_SupplierSuspended_NamesTheEndDate()
    {
        var facts = Facts with { Restriction = Restriction(RestrictionKind.Suspended, new DateOnly(2027, 5, 24)) };

        var problem = Ready().Problems(facts).ShouldHaveSingleItem();

        (problem.Field, problem.Code).ShouldBe(("supplierId", "access.supplier-suspended"));
        problem.Arguments.ShouldBe(["Supplier A", new DateOnly(2027, 5, 24)]);
    }

    [Fact]
    public void Problems_SupplierBlacklisted_IsNamed() =>
        Ready().Problems(Facts with { Restriction = Restriction(RestrictionKind.Blacklisted, null) })
            .ShouldHaveSingleItem().Code.ShouldBe("access.supplier-blacklisted");

    [Fact]
    public void Problems_NotASupplier_IsNamed() =>
        Ready().Problems(Facts with { SupplierRegistered = false }).ShouldHaveSingleItem().Code.ShouldBe("access.supplier-unknown");

    [Fact]
    public void Problems_CorrectionKeepsTheInstallerSuspendedSince_IsAllowed()
    {
        var application = InCorrection();

        var problems = application.Problems(Facts with { Restriction = Restriction(RestrictionKind.Suspended, new DateOnly(2027, 5, 24)) });

        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Problems_CorrectionNamesAnotherSuspendedInstaller_IsRefused()
    {
        var application = InCorrection();
        application.SaveForm(application.Form with { SupplierId = SupplierB });

        var problems = application.Problems(Facts with { Restriction = Restriction(RestrictionKind.Suspended, new DateOnly(2027, 5, 24)) });

        problems.ShouldHaveSingleItem().Code.ShouldBe("access.supplier-suspended");
    }

    [Fact]
    public void Letter_InstallerChanges_HoldsNoLonger()
    {
        var application = Ready();
        application.SignCommitment(InstallerA, "Su", "13700000003", Now);
        application.LetterHolds.ShouldBeTrue();

        application.SaveForm(application.Form with { SupplierId = SupplierB });

        application.LetterHolds.ShouldBeFalse();
        TrackDecision.For(application.Form, Listed(application.Form), application.LetterHolds).Reason.ShouldBe(TrackReason.LetterNotSigned);
    }

    [Fact]
    public void SignCommitment_AnotherSupplier_IsRefused() =>
        CodeOf(() => Ready().SignCommitment(InstallerB, "Su", "13700000003", Now)).ShouldBe("access.not-installer");

    [Theory]
    [InlineData("", "13700000003", "field.required")]
    [InlineData("Su", "137", "field.phone")]
    public void SignCommitment_ContactIncomplete_IsRefused(string name, string phone, string code) =>
        CodeOf(() => Ready().SignCommitment(InstallerA, name, phone, Now)).ShouldBe(code);

    [Fact]
    public void Attach_MoreThanTheLimit_IsRefused()
    {
        var application = Ready();
        for (var i = application.Attachments.Count; i < AccessAttachment.MaxCount; i++) application.Attach(File(AttachmentKind.Other));

        CodeOf(() => application.Attach(File(AttachmentKind.Other))).ShouldBe("access.attachments-too-many");
    }

    [Theory]
    [InlineData(OpinionResult.Agree, AccessStatus.Approved)]
    [InlineData(OpinionResult.Correct, AccessStatus.Correction)]
    [InlineData(OpinionResult.Refuse, AccessStatus.Refused)]
    public void Review_Result_MovesTheStatus(OpinionResult result, AccessStatus status)
    {
        var application = UnderReview();

        application.Review(result, "Seen.", County, Now);

        application.Status.ShouldBe(status);
        application.ClosedAt.ShouldBe(status == AccessStatus.Refused ? Now : null);
    }

    [Theory]
    [InlineData(OpinionResult.Disagree)]
    [InlineData((OpinionResult)99)]
    public void Review_ResultNotTheCountys_ChangesNothing(OpinionResult result)
    {
        var application = UnderReview();

        CodeOf(() => application.Review(result, "Seen.", County, Now)).ShouldBe("opinion.result-not-allowed");
        application.Status.ShouldBe(AccessStatus.UnderReview);
        application.Opinions.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(OpinionStep.Supervisor, OpinionResult.Correct)]
    [InlineData(OpinionStep.Operator, OpinionResult.Refuse)]
    [InlineData(OpinionStep.County, OpinionResult.Agree)]
    [InlineData(OpinionStep.Contractor, OpinionResult.Agree)]
    public void GiveOpinion_NotTheirs_IsRefused(OpinionStep step, OpinionResult result) =>
        CodeOf(() => UnderReview().GiveOpinion(step, result, "Seen.", Supervisor, Now)).ShouldBe("opinion.result-not-allowed");

    [Fact]
    public void GiveOpinion_Disagree_IsRecordedAndLeavesTheDecisionToTheCounty()
    {
        var application = UnderReview();

        application.GiveOpinion(OpinionStep.Supervisor, OpinionResult.Disagree, " Gate 2 is missing. ", Supervisor, Now);

        application.Status.ShouldBe(AccessStatus.UnderReview);
        application.Opinions[^1].Text.ShouldBe("Gate 2 is missing.");
    }

    [Fact]
    public void Transitions_NotAllowed_AreRefused()
    {
        var draft = Ready();
        var approved = UnderReview();
        approved.Review(OpinionResult.Agree, "ok", County, Now);
        var connected = UnderReview();
        connected.Review(OpinionResult.Agree, "ok", County, Now);
        connected.Connect(Now);
        var withdrawn = Ready();
        withdrawn.Withdraw(Now);

        CodeOf(() => draft.Review(OpinionResult.Agree, "ok", County, Now)).ShouldBe("access.not-under-review");
        CodeOf(() => draft.GiveOpinion(OpinionStep.Supervisor, OpinionResult.Agree, "ok", Supervisor, Now)).ShouldBe("access.not-under-review");
        CodeOf(() => draft.Connect(Now)).ShouldBe("access.not-approved");
        foreach (var closed in new[] { UnderReview(), approved, connected, withdrawn })
        {
            CodeOf(() => closed.SaveForm(closed.Form)).ShouldBe("access.not-editable");
            CodeOf(() => closed.Attach(File(AttachmentKind.Other))).ShouldBe("access.not-editable");
            CodeOf(() => closed.RemoveAttachment(closed.Attachments[0].Id, Now)).ShouldBe("access.not-editable");
            CodeOf(() => closed.SignCommitment(InstallerA, "Su", "13700000003", Now)).ShouldBe("access.not-editable");
            CodeOf(() => Submit(closed)).ShouldBe("access.not-editable");
        }

        foreach (var late in new[] { approved, connected, withdrawn })
            CodeOf(() => late.Withdraw(Now)).ShouldBe("access.cannot-withdraw");
        CodeOf(() => connected.Connect(Now)).ShouldBe("access.not-approved");
    }

    [Fact]
    public void Resubmit_AfterCorrection_KeepsTheNumberAndTheOldRevision()
    {
        var application = InCorrection();
        application.SaveForm(application.Form with { LiaisonName = "Wu" });

        application.Submit(Facts, Manager, "Corrected.", "JR202600002", Now.AddDays(1));

        application.Number.ShouldBe("JR202600001");
        application.SubmittedAt.ShouldBe(Now);
        application.Revisions.Select(r => (r.Number, r.Form.LiaisonName)).ShouldBe([(1, "Mo"), (2, "Wu")]);
        application.Opinions[^1].FormRevision.ShouldBe(2);
    }

    [Fact]
    public void RightsOf_Draft_AreTheContractorsAndTheInstallers()
    {
        var draft = Ready();

        draft.RightsOf(Manager).ShouldBe(new AccessRights { Edit = true, Submit = true, Withdraw = true, SignLetter = false });
        draft.RightsOf(Clerk).ShouldBe(new AccessRights { Edit = true, Submit = false, Withdraw = false, SignLetter = false });
        draft.RightsOf(InstallerA).ShouldBe(new AccessRights { Edit = false, Submit = false, Withdraw = false, SignLetter = true });
        draft.RightsOf(InstallerB).ShouldBe(new AccessRights { Edit = false, Submit = false, Withdraw = false, SignLetter = false });
        UnderReview().RightsOf(Manager).ShouldBe(new AccessRights { Edit = false, Submit = false, Withdraw = true, SignLetter = false });
    }

    private static AccessApplication Ready(Domain.Sites.Site? site = null, AttachmentKind? without = null)
    {
        var application = new AccessApplication(site ?? Site(), Manager, Now);
        application.SaveForm(AccessForms.Complete(SupplierA));
        foreach (var kind in Enum.GetValues<AttachmentKind>().Where(k => k != AttachmentKind.Other && k != without)) application.Attach(File(kind));
        return application;
    }

    private static AccessApplication UnderReview()
    {
        var application = Ready();
        Submit(application);
        return application;
    }

    private static AccessApplication InCorrection()
    {
        var application = UnderReview();
        application.Review(OpinionResult.Correct, "The plan is unreadable.", County, Now);
        return application;
    }

    private static void Submit(AccessApplication application) => application.Submit(Facts, Manager, "All is there.", "JR202600001", Now);

    private static SupplierRestriction Restriction(RestrictionKind kind, DateOnly? until) =>
        new(SupplierA, kind, new DateOnly(2026, 11, 24), until, "Three scores below 60.", County, Now);

    private static HashSet<string> Listed(AccessForm form) => [.. form.Positions.Select(p => TrackDecision.Key(p.Kind!.Value, p.Brand, p.Model))];

    private static string CodeOf(Action act) => Should.Throw<DomainException>(act).Code;

    private static string CodeOf(Func<object> act) => Should.Throw<DomainException>(() => { act(); }).Code;
}
