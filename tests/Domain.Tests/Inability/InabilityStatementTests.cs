using Domain.Calendar;
using Domain.Inability;
using Domain.Organizations;
using Domain.Sites;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Inability;

public class InabilityStatementTests
{
    private static readonly DateOnly Today = WorkingCalendar.ShanghaiDate(Now);

    private static readonly InabilityForm Form = new() { Reason = "No power yet.", PromisedOn = Today.AddDays(9), ContactName = "Lin", ContactPhone = "13700000001" };

    [Fact]
    public void New_OtherContractor_IsRefused() =>
        CodeOf(() => Filed(by: Of(OrganizationKind.Contractor, Role.ProjectManager, 99))).ShouldBe("inability.not-contractor");

    [Fact]
    public void New_ByTheClerk_IsRefused() => CodeOf(() => Filed(by: Clerk)).ShouldBe("inability.manager-must-sign");

    [Fact]
    public void New_WhileAnotherIsOpen_IsRefused() => CodeOf(() => Filed(another: true)).ShouldBe("inability.another");

    [Fact]
    public void New_SiteConnected_IsRefused()
    {
        var site = Site();
        site.Connect(Now);

        CodeOf(() => Filed(site: site)).ShouldBe("inability.site-connected");
    }

    [Theory]
    [InlineData(0, "inability.promise-past")]
    [InlineData(1, null)]
    [InlineData(InabilityForm.LongestPromise, null)]
    [InlineData(InabilityForm.LongestPromise + 1, "inability.promise-too-far")]
    public void New_PromisedDay_LiesAheadWithinAYear(int days, string? code) =>
        CodeOf(() => Filed(form: Form with { PromisedOn = Today.AddDays(days) })).ShouldBe(code);

    [Fact]
    public void New_EmptyForm_CountsTheProblems() => CodeOf(() => Filed(form: new InabilityForm())).ShouldBe("inability.incomplete");

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, "inability.promise-past")]
    public void Accept_OnAnyDay_TakesOnlyAPromiseThatHasNotPassed(int days, string? code)
    {
        var statement = Filed();

        CodeOf(() => statement.Accept(County, Today.AddDays(days), Now.AddDays(days))).ShouldBe(code);
    }

    [Fact]
    public void Watched_KeptOrLapsedOnce()
    {
        var (kept, lapsed) = (Accepted(), Accepted());

        kept.Keep(Now);
        lapsed.Remind(Now);
        lapsed.Lapse(Now);

        (kept.Status, lapsed.Status, lapsed.IsOpen).ShouldBe((InabilityStatus.Kept, InabilityStatus.Lapsed, false));
        CodeOf(() => kept.Lapse(Now)).ShouldBe("inability.not-watched");
        CodeOf(() => lapsed.Keep(Now)).ShouldBe("inability.not-watched");
    }

    [Fact]
    public void Decided_NothingElseIsDecided()
    {
        var statement = Accepted();

        CodeOf(() => statement.Refuse(County, Now)).ShouldBe("inability.decided");
        CodeOf(() => statement.Withdraw(Now)).ShouldBe("inability.decided");
    }

    [Fact]
    public void Reopened_ChangedAndSignedAgain_IsUnderReviewAsItReadsNow()
    {
        var statement = Filed();
        CodeOf(() => statement.Resubmit(Form, another: false, Manager, Today, Now)).ShouldBe("inability.not-editable");

        statement.Reopen();
        (statement.MayEdit(Manager), statement.MayEdit(Clerk), statement.MayWithdraw(Manager), statement.IsOpen).ShouldBe((true, false, true, false));
        statement.Resubmit(Form with { PromisedOn = Today.AddDays(20) }, another: false, Manager, Today.AddDays(1), Now.AddDays(1));

        (statement.Status, statement.PromisedOn, statement.FiledAt, statement.MayEdit(Manager)).ShouldBe((InabilityStatus.UnderReview, Today.AddDays(20), Now.AddDays(1), false));
    }

    [Fact]
    public void Reopened_AllRulesOfFilingHoldAgain()
    {
        var site = Site();
        var statement = Filed(site: site);
        statement.Reopen();

        CodeOf(() => statement.Resubmit(Form, another: true, Manager, Today, Now)).ShouldBe("inability.another");
        CodeOf(() => statement.Resubmit(Form, another: false, Manager, Today.AddDays(9), Now.AddDays(9))).ShouldBe("inability.promise-past");
        CodeOf(() => statement.Resubmit(Form, another: false, Clerk, Today, Now)).ShouldBe("inability.manager-must-sign");
        CodeOf(() => statement.Resubmit(Form, another: false, Of(OrganizationKind.Contractor, Role.ProjectManager, 99), Today, Now)).ShouldBe("inability.not-contractor");
        site.Connect(Now);
        CodeOf(() => statement.Resubmit(Form, another: false, Manager, Today, Now)).ShouldBe("inability.site-connected");
        statement.Status.ShouldBe(InabilityStatus.Correction);
    }

    [Fact]
    public void Reopened_IsWithdrawnButNotDecided()
    {
        var statement = Filed();
        statement.Reopen();

        CodeOf(() => statement.Accept(County, Today, Now)).ShouldBe("inability.decided");
        statement.Withdraw(Now);

        statement.Status.ShouldBe(InabilityStatus.Withdrawn);
        CodeOf(() => Accepted().Reopen()).ShouldBe("inability.decided");
    }

    private static InabilityStatement Accepted()
    {
        var statement = Filed();
        statement.Accept(County, Today, Now);
        return statement;
    }

    private static InabilityStatement Filed(InabilityForm? form = null, Site? site = null, bool another = false, Actor? by = null) =>
        new(form ?? Form, site ?? Site(), another, by ?? Manager, Today, Now);

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
