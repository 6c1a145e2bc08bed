using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Suppliers;
using FsCheck;
using FsCheck.Fluent;
using Testing;
using Testing.Registration;

namespace Domain.Tests.Registration;

public sealed class DeviceRegistrationTests
{
    private static readonly DateTimeOffset Now = TestClock.ShanghaiTime(2026, 11, 25, 9);

    private static readonly TestCaptureChecklist Green = Checklist();
    private static readonly TestCaptureChecklist Red = Checklist(DeviceKind.ExitOverheadCamera);

    private static readonly Actor Clerk = new()
    {
        AccountId = 1,
        Name = "He",
        MembershipId = 1,
        OrganizationId = 7,
        OrganizationName = "Haiyi",
        OrganizationKind = OrganizationKind.Contractor,
        Role = Role.SiteClerk,
    };

    /// <summary>Every action, from which states it is allowed, and where it leads.</summary>
    private static readonly (string Name, Action<DeviceRegistration> Act, string Refusal, RegistrationState To, RegistrationState[] From)[] Actions =
    [
        ("register", r => r.Register(Complete()), "registration.not-draft", RegistrationState.Debugging, [RegistrationState.Draft]),
        ("correct", r => r.Correct(Complete()), "registration.not-debugging", RegistrationState.Debugging, [RegistrationState.Debugging]),
        ("request", r => r.RequestGoLive(Green, null, Clerk, Now), "registration.not-debugging", RegistrationState.PendingGoLive, [RegistrationState.Debugging]),
        ("return", r => r.ReturnToDebugging("wrong gate", Clerk, Now), "registration.not-pending", RegistrationState.Debugging, [RegistrationState.PendingGoLive]),
        ("live", r => r.GoLive(Green, Clerk, Now), "registration.not-pending", RegistrationState.Live, [RegistrationState.PendingGoLive]),
        ("suspend", r => r.Suspend("dirty lens", Clerk, Now), "registration.not-live", RegistrationState.Suspended, [RegistrationState.Live]),
        ("resume", r => r.Resume("clean", Clerk, Now), "registration.not-suspended", RegistrationState.Live, [RegistrationState.Suspended]),
        ("remove", r => r.Remove("finished", Clerk, Now), "registration.not-removable", RegistrationState.Removed,
            [RegistrationState.Debugging, RegistrationState.PendingGoLive, RegistrationState.Live, RegistrationState.Suspended]),
    ];

    /// <summary>In any order of actions, each is taken where it is allowed and refused loudly, changing nothing, where it is not.</summary>
    [Fact]
    public void Transitions_AnyOrderOfActions_AreTakenOrRefusedByTheTable() =>
        Prop.ForAll(Gen.Choose(0, Actions.Length - 1).ArrayOf().Resize(20).ToArbitrary(), order =>
        {
            var registration = new DeviceRegistration(Clerk.OrganizationId, Now);
            foreach (var (_, act, refusal, to, from) in order.Select(i => Actions[i]))
            {
                var (before, events) = (registration.State, registration.Events.Count);
                var refused = CodeOf(() => act(registration));
                var allowed = from.Contains(before);
                if (refused != (allowed ? null : refusal) || registration.State != (allowed ? to : before)) return false;
                if (registration.Events.Count != events + (allowed ? 1 : 0)) return false;
                if (registration.TakesTestCaptures && registration.TakesCaptures) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SaveDraft_AfterTheNumberIsGiven_IsRefused() => CodeOf(() => Debugging().SaveDraft(new RegistrationForm())).ShouldBe("registration.not-draft");

    [Fact]
    public void SaveDraft_HalfFilledIn_IsKeptForTheList()
    {
        var draft = new DeviceRegistration(7, Now);

        draft.SaveDraft(new RegistrationForm { PointName = " North gate ", Site = new MuckSiteForm { Address = "8 Harbour Road" } });

        (draft.PointName, draft.PointAddress, draft.AccessNumber).ShouldBe(("North gate", "8 Harbour Road", null));
    }

    [Fact]
    public void Register_Incomplete_IsRefusedWithTheOnlyProblemOrTheirNumber()
    {
        var form = RegistrationForms.Complete();

        CodeOf(() => new DeviceRegistration(7, Now).Register(Complete(form with { PointName = null }))).ShouldBe("field.required");
        CodeOf(() => new DeviceRegistration(7, Now).Register(Complete(form with { PointName = null, ContactPhone = "1" }))).ShouldBe("registration.incomplete");
    }

    [Fact]
    public void Register_TakesNumberSupplierAndPlaceFromTheForm()
    {
        var registration = Debugging();

        (registration.AccessNumber, registration.SiteId, registration.SupplierId, registration.SupplierSince).ShouldBe(("GD202600001", 5, 1, Now));
        (registration.PointAddress, registration.Longitude, registration.Latitude)
            .ShouldBe(("8 Harbour Road", RegistrationForms.Longitude, RegistrationForms.Latitude));
    }

    [Fact]
    public void Correct_AnotherSupplier_CountsFromThen()
    {
        var registration = Debugging();

        registration.Correct(Complete(RegistrationForms.Complete(supplierId: 2)) with { At = Now.AddDays(1) });
        registration.Correct(Complete(RegistrationForms.Complete(supplierId: 2)) with { At = Now.AddDays(2) });

        (registration.SupplierId, registration.SupplierSince).ShouldBe((2, Now.AddDays(1)));
    }

    [Fact]
    public void Correct_AnotherOrigin_IsRefused() =>
        CodeOf(() => Debugging().Correct(Complete(RegistrationForms.Complete() with { Origin = SiteOrigin.Known, KnownSiteId = 5 }))).ShouldBe("registration.origin-fixed");

    [Fact]
    public void Problems_RestrictedSupplier_IsRefusedUntilItIsTheRegisteredOne()
    {
        var restriction = new SupplierRestriction(1, RestrictionKind.Suspended, new DateOnly(2026, 11, 1), new DateOnly(2027, 4, 30), "score", Clerk, Now);
        var facts = Facts() with { Restriction = restriction };

        new DeviceRegistration(7, Now).Problems(RegistrationForms.Complete(), facts).ShouldHaveSingleItem().Code.ShouldBe("access.supplier-suspended");
        Debugging().Problems(RegistrationForms.Complete(), facts).ShouldBeEmpty();
        Debugging().Problems(RegistrationForms.Complete(supplierId: 2), facts).ShouldHaveSingleItem().Field.ShouldBe("supplierId");
    }

    [Fact]
    public void Problems_WhatTheRegistersSay_StandsBesideItsField()
    {
        var form = RegistrationForms.Complete();
        form = form with { Devices = [form.Devices[0] with { PhotoId = 3, ContractId = 4 }, .. form.Devices.Skip(1)] };
        var facts = Facts() with
        {
            RegionRegulated = false,
            DepartmentFits = false,
            SupplierRegistered = false,
            TakenCodes = new HashSet<string> { form.Devices[1].Code! },
            Files = new Dictionary<long, RegistrationFileKind> { [3] = RegistrationFileKind.ScenePhoto, [4] = RegistrationFileKind.Contract },
        };

        new DeviceRegistration(7, Now).Problems(form, facts).Select(p => p.Field).ShouldBe(
            ["site.regionCode", "site.departmentId", "supplierId", "devices[0].photoId", "devices[1].code"], ignoreOrder: true);
    }

    [Fact]
    public void RequestGoLive_WithSomethingWrong_NeedsAReasonAndKeepsIt()
    {
        var registration = Debugging();

        CodeOf(() => registration.RequestGoLive(Red, " ", Clerk, Now)).ShouldBe("registration.reason-required");
        registration.RequestGoLive(Red, " exit camera is being replaced ", Clerk, Now);
        registration.GoLive(Red, Clerk, Now.AddHours(1));

        (registration.Review!.Reason, registration.Review.Name, registration.LiveAt).ShouldBe(("exit camera is being replaced", "He", Now.AddHours(1)));
        registration.Events[^1].Reason.ShouldBe("exit camera is being replaced");
    }

    [Fact]
    public void GoLive_WhenSomethingElseIsWrongNow_IsRefused()
    {
        var registration = Debugging();
        registration.RequestGoLive(Green, null, Clerk, Now);

        CodeOf(() => registration.GoLive(Red, Clerk, Now)).ShouldBe("registration.checklist-changed");

        registration.State.ShouldBe(RegistrationState.PendingGoLive);
    }

    [Fact]
    public void ReturnToDebugging_ForgetsTheReview()
    {
        var registration = Debugging();
        registration.RequestGoLive(Red, "because", Clerk, Now);

        registration.ReturnToDebugging("wrong code", Clerk, Now);

        registration.Review.ShouldBeNull();
        CodeOf(() => registration.RequestGoLive(Red, null, Clerk, Now)).ShouldBe("registration.reason-required");
    }

    [Fact]
    public void Suspend_WithoutOrWithATooLongReason_IsRefused()
    {
        var registration = Debugging();
        registration.RequestGoLive(Green, null, Clerk, Now);
        registration.GoLive(Green, Clerk, Now);

        CodeOf(() => registration.Suspend(null, Clerk, Now)).ShouldBe("registration.reason-required");
        CodeOf(() => registration.Suspend(new string('x', 501), Clerk, Now)).ShouldBe("field.too-long");
    }

    private static DeviceRegistration Debugging()
    {
        var registration = new DeviceRegistration(Clerk.OrganizationId, Now);
        registration.Register(Complete());
        return registration;
    }

    private static CompleteRegistration Complete(RegistrationForm? form = null) => new()
    {
        Form = form ?? RegistrationForms.Complete(),
        Facts = Facts(),
        AccessNumber = "GD202600001",
        SiteId = 5,
        SiteAddress = "8 Harbour Road",
        Actor = Clerk,
        At = Now,
    };

    private static RegistrationFacts Facts() => new()
    {
        RegionCode = PortalWorld.County,
        RegionRegulated = true,
        DepartmentFits = true,
        SiteProblems = [],
        SupplierRegistered = true,
        SupplierName = "Lingshi",
        Restriction = null,
        TakenCodes = new HashSet<string>(),
        Files = new Dictionary<long, RegistrationFileKind>(),
    };

    private static TestCaptureChecklist Checklist(DeviceKind? missing = null) => new(
        [.. DeviceKinds.Gate.Select(camera => new TestCaptureFinding(TestCaptureCheck.AllCameras, camera, camera == missing ? "captures.camera-silent" : null, [], []))]);

    private static string? CodeOf(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (DomainException refused)
        {
            return refused.Code;
        }
    }
}
