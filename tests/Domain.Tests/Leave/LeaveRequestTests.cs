using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;

namespace Domain.Tests.Leave;

public sealed class LeaveRequestTests
{
    private static readonly DateTimeOffset Now = At(25, 9);

    [Theory]
    [InlineData(26, 8, 26, 18, 1)]
    [InlineData(26, 8, 28, 18, 3)]
    [InlineData(26, 18, 29, 9, 4)]
    [InlineData(26, 0, 29, 0, 3)]
    public void Days_CountShanghaiDatesThatAreTouched(int from, int fromHour, int to, int toHour, int days) =>
        Application(At(from, fromHour), At(to, toHour)).Days.ShouldBe(days);

    [Fact]
    public void Problems_NameTheFields()
    {
        Application(At(24, 9), At(24, 18)).Problems(Now).Select(p => (p.Field, p.Code)).ShouldBe([("from", "leave.in-the-past"), ("to", "leave.in-the-past")]);
        Application(At(26, 9), At(26, 9)).Problems(Now)[0].Code.ShouldBe("leave.reversed");
        Application(At(26, 9), At(26, 9).AddYears(2)).Problems(Now)[0].Code.ShouldBe("leave.too-long");
        (Application(At(26, 9), At(27, 9)) with { Reason = " " }).Problems(Now)[0].Field.ShouldBe("reason");
        Application(At(25, 0), At(25, 18)).Problems(Now).ShouldBeEmpty();
    }

    [Fact]
    public void Cancel_IsPossibleUntilTheLeaveBegins()
    {
        var leave = Leave();
        leave.Approve(Now);

        leave.RightsOf(Person, At(26, 8).AddTicks(-1)).ShouldBe(new LeaveRights(Edit: false, Cancel: true, Return: false));
        leave.RightsOf(Person, At(26, 8)).ShouldBe(new LeaveRights(Edit: false, Cancel: false, Return: true));
        Should.Throw<DomainException>(() => leave.Cancel(Person, At(26, 8))).Code.ShouldBe("leave.already-begun");
        Should.Throw<DomainException>(() => leave.Cancel(Somebody, Now)).Code.ShouldBe("actor.not-allowed");
        leave.Cancel(Person, Now);
        leave.TakenAt(Now).ShouldBeNull();
    }

    [Fact]
    public void TakenAt_EarlyReturn_EndsThere_AndOverdueHasNoEnd()
    {
        var (early, overdue) = (Leave(), Leave());
        early.Approve(Now);
        overdue.Approve(Now);

        early.RegisterReturn(Person, "Back early.", At(26, 12));

        early.TakenAt(At(27, 9))!.Away.Until.ShouldBe(At(26, 12));
        early.TakenAt(At(27, 9))!.Standing.Until.ShouldBe(At(26, 12));
        overdue.TakenAt(At(26, 12))!.Away.Until.ShouldBe(overdue.To);
        overdue.TakenAt(overdue.To)!.Away.Until.ShouldBe(DateTimeOffset.MaxValue);
        overdue.TakenAt(overdue.To)!.Standing.Until.ShouldBe(overdue.To);
    }

    [Fact]
    public void Return_RejectedByTheOwner_CountsAsAwayAgain()
    {
        var leave = Leave();
        leave.Approve(Now);
        leave.RegisterReturn(Person, note: null, At(26, 12));

        leave.RejectReturn();

        (leave.Status, leave.ReturnedAt).ShouldBe((LeaveStatus.Approved, (DateTimeOffset?)null));
        leave.RegisterReturn(Person, note: null, At(27, 12));
        leave.ConfirmReturn(At(27, 13));
        leave.Status.ShouldBe(LeaveStatus.Closed);
    }

    /// <summary>What was approved excuses, from the first to the last moment, whenever the person came back; nothing else does.</summary>
    [Fact]
    public void Excuses_WhatWasApproved_AndNothingElse()
    {
        var leave = Leave();
        leave.Excuses(At(26, 9)).ShouldBeFalse();
        leave.Approve(Now);

        leave.Excuses(At(26, 8).AddTicks(-1)).ShouldBeFalse();
        leave.Excuses(At(26, 8)).ShouldBeTrue();
        leave.Excuses(leave.To.AddTicks(-1)).ShouldBeTrue();
        leave.Excuses(leave.To).ShouldBeFalse();
        new AbsenceRecord(leave, At(30, 0), At(30, 1)).Since.ShouldBe(leave.To);
    }

    [Fact]
    public void RequireDecider_OfTheApplicantOrWhoeverActsForThem_IsRefused()
    {
        var leave = Leave();

        Should.Throw<DomainException>(() => leave.RequireDecider(Person)).Code.ShouldBe("leave.own-decision");
        Should.Throw<DomainException>(() => leave.RequireDecider(Somebody with { StandIn = StandInFor(Person) })).Code.ShouldBe("leave.own-decision");
        leave.RequireDecider(Somebody);
    }

    [Fact]
    public void Approve_OfALeaveThatIsOver_IsRefused() =>
        Should.Throw<DomainException>(() => Leave().Approve(At(27, 18))).Code.ShouldBe("leave.over");

    [Theory]
    [InlineData("Li Si", "Zhang San")]
    [InlineData("A very long name that goes on and on and on, longer than any", "Another very long name that goes on and on and on, and on")]
    public void Both_IsToldApartAgain_AndFitsWhereOneNameDoes(string name, string absent)
    {
        var both = StandIn.Both(name, absent);

        both.Length.ShouldBeLessThanOrEqualTo(LeaveRequest.NameLength);
        StandIn.TrySplit(both, out var first, out var second).ShouldBeTrue();
        name.ShouldStartWith(first);
        absent.ShouldStartWith(second);
        StandIn.TrySplit(name, out _, out _).ShouldBeFalse();
    }

    private static LeaveRequest Leave() => new(
        "QJ202600001", new LeavePlace(7, KeyPost.ProjectManager, 5), new LeavePerson(11, 1, "Zhang San"), new LeavePerson(12, 2, "Li Si"),
        Application(At(26, 8), At(27, 18)), [], Now);

    private static LeaveApplication Application(DateTimeOffset from, DateTimeOffset to) =>
        new() { Kind = LeaveKind.Personal, From = from, To = to, Reason = "A family matter." };

    private static Actor Person { get; } = new()
    {
        AccountId = 1,
        Name = "Zhang San",
        MembershipId = 11,
        OrganizationId = 5,
        OrganizationName = "Contractor",
        OrganizationKind = OrganizationKind.Contractor,
        Role = Role.ProjectManager,
    };

    private static Actor Somebody => Person with { AccountId = 3, MembershipId = 13, Name = "Wang Wu" };

    private static StandIn StandInFor(Actor absent) => new()
    {
        LeaveId = 1,
        SiteId = 7,
        SiteName = "Site",
        AbsentAccountId = absent.AccountId,
        AbsentName = absent.Name,
        OwnMembershipId = 13,
        Until = At(27, 18),
        Clock = TimeProvider.System,
    };

    private static DateTimeOffset At(int day, int hour) => new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
