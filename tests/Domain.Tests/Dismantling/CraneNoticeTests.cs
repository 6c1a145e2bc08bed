using Domain.Dismantling;
using Testing.Relocation;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Dismantling;

public class CraneNoticeTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void Check_EmptyForm_AsksForAllButTheRemark()
    {
        var fields = typeof(CraneNoticeForm).GetProperties().Where(p => p.Name != nameof(CraneNoticeForm.Remark)).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);

        CraneNoticeRules.Check(new CraneNoticeForm(), Today).Select(p => (p.Field, p.Code)).ShouldBe(fields.Select(f => (f, "field.required")));
    }

    [Fact]
    public void Check_Complete_HasNoProblem() => CraneNoticeRules.Check(RelocationForms.CraneNotice(Today), Today).ShouldBeEmpty();

    [Fact]
    public void Check_DaysThatCannotBe_AreMarked()
    {
        var form = RelocationForms.CraneNotice(Today) with
        {
            DismantleFrom = Today.AddDays(-1),
            DismantleUntil = Today.AddDays(-2),
            PlanApprovedOn = Today.AddDays(1),
            SupervisorDate = Today.AddDays(1),
        };

        CraneNoticeRules.Check(form, Today).Select(p => (p.Field, p.Code)).ShouldBe(
        [
            ("planApprovedOn", "field.date-in-future"), ("dismantleFrom", "crane.date-past"), ("dismantleUntil", "crane.dates-reversed"),
            ("supervisorDate", "field.date-in-future"),
        ]);
    }

    [Fact]
    public void Revoke_OnlyWhatIsRegistered_AndWithAReason()
    {
        var notice = new CraneNotice(Site(), Clerk, RelocationForms.CraneNotice(Today), Now);
        notice.Submit(Manager, "TD202600001", Today, Now);
        Code(() => notice.Revoke("The crane stays.", County, Now)).ShouldBe("crane.not-registered");
        notice.Register(Now);

        Code(() => notice.Revoke(" ", County, Now)).ShouldBe("crane.reason-required");
        notice.Revoke("The crane stays.", County, Now);

        (notice.Status, notice.RevokedReason, notice.RevokedByName).ShouldBe((CraneNoticeStatus.Revoked, "The crane stays.", County.Name));
    }

    [Fact]
    public void Submit_ByTheClerk_IsRefused() => Code(() => new CraneNotice(Site(), Clerk, RelocationForms.CraneNotice(Today), Now).Submit(Clerk, "TD202600001", Today, Now))
        .ShouldBe("crane.manager-must-sign");

    private static string Code(Action act) => Should.Throw<DomainException>(act).Code;
}
