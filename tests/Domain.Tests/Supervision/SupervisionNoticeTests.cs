using Domain.Calendar;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Supervision;

public class SupervisionNoticeTests
{
    private static readonly SupervisionForm Form = new()
    {
        Reason = "The season's floods.",
        WorksOn = new DateOnly(2026, 11, 25),
        ExpectedUntil = new DateOnly(2027, 1, 10),
        Safety = "Edges fenced, machines secured.",
        ContactName = "Lin",
        ContactPhone = "13700000001",
    };

    private static readonly DateOnly Today = WorkingCalendar.ShanghaiDate(Now);

    [Fact]
    public void New_OtherContractor_IsRefused() =>
        CodeOf(() => Filed(by: Of(OrganizationKind.Contractor, Role.ProjectManager, 99))).ShouldBe("supervision.not-contractor");

    [Fact]
    public void New_ByTheClerk_IsRefused() => CodeOf(() => Filed(by: Clerk)).ShouldBe("supervision.manager-must-sign");

    [Fact]
    public void New_SiteWithoutOwner_IsRefused() => CodeOf(() => Filed(site: Site())).ShouldBe("supervision.no-owner");

    [Theory]
    [InlineData(SupervisionKind.Termination, null)]
    [InlineData(SupervisionKind.Resumption, null)]
    [InlineData(SupervisionKind.Suspension, "field.required")]
    public void New_WithoutExpectedEnd_OnlyASuspensionIsRefused(SupervisionKind kind, string? code)
    {
        var standing = kind == SupervisionKind.Resumption ? new SupervisionStanding { Suspension = Issued() } : new SupervisionStanding();

        CodeOf(() => Filed(kind, form: Form with { ExpectedUntil = null }, standing: standing)).ShouldBe(code);
    }

    [Fact]
    public void New_EndBeforeStop_IsRefused() =>
        CodeOf(() => Filed(form: Form with { ExpectedUntil = Form.WorksOn })).ShouldBe("supervision.period-reversed");

    [Theory]
    [InlineData(SupervisionKind.Suspension, "supervision.site-left")]
    [InlineData(SupervisionKind.Resumption, null)]
    [InlineData(SupervisionKind.Termination, null)]
    public void New_SiteThatHasLeft_OnlyComesBackOrEnds(SupervisionKind kind, string? code)
    {
        var site = OwnedSite();
        site.Connect(Now);
        site.LoseDevices(0, Now);
        var standing = new SupervisionStanding { Suspension = kind == SupervisionKind.Resumption ? Issued() : null };

        CodeOf(() => Filed(kind, site: site, standing: standing)).ShouldBe(code);
    }

    [Fact]
    public void New_EmptyForm_CountsTheProblems() => CodeOf(() => Filed(form: new SupervisionForm())).ShouldBe("supervision.incomplete");

    [Theory]
    [InlineData(SupervisionKind.Termination, false, false, false, null)]
    [InlineData(SupervisionKind.Termination, true, false, false, null)]
    [InlineData(SupervisionKind.Termination, false, true, false, "supervision.terminated")]
    [InlineData(SupervisionKind.Suspension, true, false, false, "supervision.suspended")]
    [InlineData(SupervisionKind.Suspension, false, true, false, "supervision.terminated")]
    [InlineData(SupervisionKind.Resumption, false, false, false, "supervision.not-suspended")]
    [InlineData(SupervisionKind.Resumption, true, false, false, null)]
    [InlineData(SupervisionKind.Resumption, true, true, false, "supervision.terminated")]
    [InlineData(SupervisionKind.Suspension, false, false, true, "supervision.pending")]
    public void New_WhateverStands_OnlyWhatFitsIsTaken(SupervisionKind kind, bool suspended, bool terminated, bool pending, string? code)
    {
        var standing = new SupervisionStanding { Suspension = suspended ? Issued() : null, Terminated = terminated, Pending = pending };

        CodeOf(() => Filed(kind, standing: standing)).ShouldBe(code);
    }

    [Fact]
    public void Issue_Suspension_HoldsFromThatDayAndStopsTheSite()
    {
        var site = OwnedSite();
        site.Connect(Now);
        var notice = Filed(site: site);

        notice.Issue("No. 1", new SupervisionStanding(), County, Now);

        (notice.InForceOn(Today.AddDays(-1)), notice.InForceOn(Today), notice.InForceOn(Today.AddDays(400))).ShouldBe((false, true, true));
        (site.State, notice.Number, notice.RegulatorName).ShouldBe((SiteState.Suspended, "No. 1", County.OrganizationName));
    }

    [Fact]
    public void Issue_SuspensionOfASiteNotConnected_LeavesTheSite() => Issued().Site.State.ShouldBe(SiteState.NotConnected);

    [Fact]
    public void Issue_Termination_LeavesTheSiteToTheRemovals()
    {
        var site = OwnedSite();
        site.Connect(Now);
        var notice = Filed(SupervisionKind.Termination, site: site);

        notice.Issue("No. 1", new SupervisionStanding(), County, Now);

        (site.State, notice.InForceOn(Today)).ShouldBe((SiteState.Connected, true));
    }

    [Fact]
    public void Issue_Resumption_LiftsTheSuspensionFromThatDay()
    {
        var suspension = Issued();
        var standing = new SupervisionStanding { Suspension = suspension };
        var resumption = Filed(SupervisionKind.Resumption, standing: standing);

        resumption.Issue("No. 2", standing, County, Now.AddDays(30));

        (suspension.InForceOn(Today.AddDays(29)), suspension.InForceOn(Today.AddDays(30))).ShouldBe((true, false));
        resumption.InForceOn(Today.AddDays(30)).ShouldBeFalse();
    }

    [Fact]
    public void Issue_WhatNoLongerStandsIsAskedAgain()
    {
        var notice = Filed();

        CodeOf(() => notice.Issue("No. 1", new SupervisionStanding { Terminated = true }, County, Now)).ShouldBe("supervision.terminated");
        notice.Status.ShouldBe(SupervisionStatus.UnderReview);
    }

    [Fact]
    public void Reopened_ChangedAndSignedAgain_IsUnderReviewAsItReadsNow()
    {
        var notice = Filed();
        CodeOf(() => notice.Resubmit(Form, new SupervisionStanding(), Manager, Now)).ShouldBe("supervision.not-editable");

        notice.Reopen();
        (notice.MayEdit(Manager), notice.MayEdit(Clerk), notice.MayWithdraw(Manager)).ShouldBe((true, false, true));
        notice.Resubmit(Form with { Reason = "Another." }, new SupervisionStanding(), Manager, Now.AddDays(1));

        (notice.Status, notice.Form.Reason, notice.FiledAt, notice.MayEdit(Manager)).ShouldBe((SupervisionStatus.UnderReview, "Another.", Now.AddDays(1), false));
    }

    [Fact]
    public void Reopened_AllRulesOfFilingHoldAgain()
    {
        var site = OwnedSite();
        var notice = Filed(site: site);
        notice.Reopen();

        CodeOf(() => notice.Resubmit(Form, new SupervisionStanding { Pending = true }, Manager, Now)).ShouldBe("supervision.pending");
        CodeOf(() => notice.Resubmit(Form with { ExpectedUntil = null }, new SupervisionStanding(), Manager, Now)).ShouldBe("field.required");
        CodeOf(() => notice.Resubmit(Form, new SupervisionStanding(), Clerk, Now)).ShouldBe("supervision.manager-must-sign");
        CodeOf(() => notice.Resubmit(Form, new SupervisionStanding(), Of(OrganizationKind.Contractor, Role.ProjectManager, 99), Now)).ShouldBe("supervision.not-contractor");
        notice.Status.ShouldBe(SupervisionStatus.Correction);
        notice.Withdraw(Now);
        CodeOf(() => notice.Reopen()).ShouldBe("supervision.decided");
    }

    [Fact]
    public void Decided_NothingElseIsDecided()
    {
        var notice = Issued();

        CodeOf(() => notice.Refuse(County, Now)).ShouldBe("supervision.decided");
        CodeOf(() => notice.Withdraw(Now)).ShouldBe("supervision.decided");
        CodeOf(() => notice.Issue("No. 2", new SupervisionStanding(), County, Now)).ShouldBe("supervision.decided");
    }

    [Fact]
    public void Receive_BeforeTheIssue_IsRefused() => CodeOf(() => Filed().Receive(Manager, Now)).ShouldBe("supervision.not-issued");

    private static SupervisionNotice Issued()
    {
        var notice = Filed();
        notice.Issue("No. 1", new SupervisionStanding(), County, Now);
        return notice;
    }

    private static SupervisionNotice Filed(
        SupervisionKind kind = SupervisionKind.Suspension, SupervisionForm? form = null, Site? site = null, SupervisionStanding? standing = null, Actor? by = null) =>
        new(kind, form ?? Form, site ?? OwnedSite(), standing ?? new SupervisionStanding(), by ?? Manager, Now);

    private static Site OwnedSite()
    {
        var site = Site();
        site.AddParticipant(Unit(OrganizationKind.Owner, 7));
        return site;
    }

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
