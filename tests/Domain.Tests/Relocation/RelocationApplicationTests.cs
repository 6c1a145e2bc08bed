using Domain.Devices;
using Domain.Organizations;
using Domain.Relocation;
using Testing.Relocation;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Relocation;

public class RelocationApplicationTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void New_OtherContractor_IsRefused() => Code(() => _ = new RelocationApplication(
        Site(), RelocationKind.Removal, Of(OrganizationKind.Contractor, Role.ProjectManager, 99), new RelocationForm(), Now)).ShouldBe("relocation.not-contractor");

    [Fact]
    public void New_SiteThatHasLeft_IsRefused()
    {
        var site = Site();
        site.LoseDevices(left: 0, Now);

        Code(() => _ = new RelocationApplication(site, RelocationKind.Removal, Manager, new RelocationForm(), Now)).ShouldBe("relocation.site-left");
    }

    [Fact]
    public void Submit_ByTheClerk_IsRefused()
    {
        var application = Draft(RelocationForms.Move(Today, 1));

        Code(() => application.Submit(Facts(), Clerk, "YC202600001", Now)).ShouldBe("relocation.manager-must-sign");
    }

    [Fact]
    public void Submit_Complete_ClaimsTheDevicesAsTheyStand()
    {
        var application = Submitted();

        (application.Status, application.Number).ShouldBe((RelocationStatus.UnderReview, "YC202600001"));
        application.Items.Select(i => (i.DeviceId, i.ClaimedDeviceId, i.Position, i.NewPosition, i.NewKind)).ShouldBe(
            [(1, 1, "Place 1", "Yard 1", DeviceKind.CraneDome), (2, 2, "Place 2", "Yard 2", DeviceKind.CraneDome)]);
        Code(() => application.SaveForm(new RelocationForm())).ShouldBe("relocation.not-editable");
    }

    [Fact]
    public void Submit_AgainWithOtherDevices_ReleasesThoseLeftOut()
    {
        var application = Submitted();
        application.Reopen();
        application.SaveForm(RelocationForms.Move(Today, 2, 3));

        application.Submit(Facts(), Manager, "YC202600099", Now.AddDays(1));

        (application.Number, application.SubmittedAt).ShouldBe(("YC202600001", Now));
        application.Items.Select(i => i.ClaimedDeviceId).ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Close_AnyWay_ReleasesTheDevices(bool refused)
    {
        var application = Submitted();

        if (refused) application.Refuse(Now);
        else application.Withdraw(Now);

        application.Items.ShouldAllBe(i => i.ClaimedDeviceId == null);
        application.ClosedAt.ShouldBe(Now);
        Code(() => application.Refuse(Now)).ShouldBe("relocation.not-under-review");
        Code(() => application.Withdraw(Now)).ShouldBe("relocation.cannot-withdraw");
    }

    [Fact]
    public void Finish_WhenAPreconditionWasLost_IsRefusedAndChangesNothing()
    {
        var application = new RelocationApplication(Site(), RelocationKind.Removal, Clerk, RelocationForms.Removal(Today, 1), Now);
        application.Submit(Facts() with { CraneNotice = true }, Manager, "YC202600001", Now);

        Code(() => application.Finish(Facts(), Now)).ShouldBe("relocation.crane-notice-missing");
        application.Status.ShouldBe(RelocationStatus.UnderReview);

        application.Finish(Facts() with { CraneNotice = true }, Now);
        application.Status.ShouldBe(RelocationStatus.Done);
    }

    [Fact]
    public void RightsOf_EachPerson_FollowTheStanding()
    {
        var application = Draft(RelocationForms.Move(Today, 1));
        var stranger = application.RightsOf(County);
        (stranger.Edit, stranger.Submit, stranger.Withdraw).ShouldBe((false, false, false));
        application.RightsOf(Clerk).ShouldBe(new RelocationRights { Edit = true, Submit = false, Withdraw = true });
        application.Submit(Facts(), Manager, "YC202600001", Now);
        application.RightsOf(Clerk).ShouldBe(new RelocationRights { Edit = false, Submit = false, Withdraw = false });
        application.RightsOf(Manager).ShouldBe(new RelocationRights { Edit = false, Submit = false, Withdraw = true });
    }

    private static RelocationApplication Draft(RelocationForm form) => new(Site(), RelocationKind.Relocation, Clerk, form, Now);

    private static RelocationApplication Submitted()
    {
        var application = Draft(RelocationForms.Move(Today, 1, 2));
        application.Submit(Facts(), Manager, "YC202600001", Now);
        return application;
    }

    private static RelocationFacts Facts() => new()
    {
        Today = Today,
        Devices = [.. Enumerable.Range(1, 3).Select(i => new MovableDevice(i, $"{i:D20}", $"Place {i}", DeviceKind.CraneDome, 11, Removed: false, InService: true, BusyWith: null))],
        CraneNotice = false,
        Standstill = false,
    };

    private static string Code(Action act) => Should.Throw<DomainException>(act).Code;
}
