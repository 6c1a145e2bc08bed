using Domain.Devices;
using Domain.Organizations;
using Domain.Relocation;
using Testing.Relocation;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Relocation;
using Workflows.Tests.Engine.Shell;
using static Testing.Refusals;

namespace Workflows.Tests.Relocation;

public sealed class RelocationTests : RelocationTest
{
    [Fact]
    public async Task Approve_Relocation_KeepsDevicesFromCountingToTheEndOfTheAgreedDay()
    {
        var devices = await DevicesAsync(2, kind: DeviceKind.CraneDome);
        var id = await Walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Walk.Today) with
        {
            ReconnectionDate = Walk.Today.AddDays(1),
            Points = [new RelocationPoint { DeviceId = devices[0].Id, NewPosition = "Yard, east", NewKind = DeviceKind.SiteDome }],
        });
        await Walk.SubmitAsync(id);

        await Walk.ApproveAsync(id);

        var moved = await Walk.DeviceAsync(devices[0].Id);
        (moved.Position, moved.Kind).ShouldBe(("Yard, east", DeviceKind.SiteDome));
        var back = Domain.Calendar.WorkingCalendar.StartOfDay(Walk.Today.AddDays(2));
        moved.ServicePeriods.OrderBy(p => p.From).Select(p => (p.Until, p.EndReason)).ShouldBe([(World.Clock.GetUtcNow(), ServiceReason.Relocation), (null, null)]);
        moved.ServicePeriods.Max(p => p.From).ShouldBe(back);
        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.Done);

        await Signals.SettleAsync();
        World.Clock.MoveTo(back.AddMinutes(-1));
        await Signals.SettleAsync();
        (await Signals.StateAsync(devices[0])).State.ShouldBe(OnlineState.NotInService);
        (await Signals.StateAsync(devices[1])).State.ShouldBe(OnlineState.Offline);
        World.Clock.MoveTo(back.AddMinutes(1));
        await Signals.SettleAsync();
        (await Signals.StateAsync(devices[0])).State.ShouldBe(OnlineState.Offline);
    }

    [Fact]
    public async Task Approve_RelocationWhoseDayHasPassedMeanwhile_IsRefusedUntilANewDayIsAgreed()
    {
        var devices = await DevicesAsync(1);
        var id = await Walk.MoveAsync(devices);
        await Walk.UntilCityAsync(id);
        World.Clock.Advance(TimeSpan.FromDays(9));

        await RefusedAsync("relocation.reconnection-past", () => Walk.DecideAsync(id, World.CityOfficer));

        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.UnderReview);
        (await Walk.DeviceAsync(devices[0].Id)).Position.ShouldBe("Gate 1");
        (await Walk.OpenAsync($"relocation:{id}")).NodeId.ShouldBe("cityReview");
    }

    [Fact]
    public async Task Submit_DeviceOfAnotherApplicationUnderWay_IsRefusedWithItsNumber()
    {
        var devices = await DevicesAsync(2);
        var first = await Walk.MoveAsync(devices.Take(1));
        var number = (await Walk.ReadAsync(first)).Number!;
        var second = await Walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Walk.Today, [.. devices.Select(d => d.Id)]));

        (await RefusedAsync("relocation.device-busy", () => Walk.SubmitAsync(second))).Arguments.ShouldBe(["Gate 1", number]);

        await Walk.DecideAsync(first, World.CountyOfficer, "refuse", "Not now.");
        (await Walk.SubmitAsync(second)).ShouldBe("YC202600002");
    }

    /// <summary>The number is taken once, and the other is told about the first.</summary>
    [Fact]
    public async Task Submit_TwoForOneDeviceAtOnce_HasExactlyOneWinner()
    {
        var devices = await DevicesAsync(1);
        var form = RelocationForms.Move(Walk.Today, devices[0].Id);
        for (var round = 0; round < 3; round++)
        {
            var drafts = new[] { await Walk.DraftAsync(RelocationKind.Relocation, form), await Walk.DraftAsync(RelocationKind.Relocation, form) };

            var codes = await Task.WhenAll(drafts.Select(async draft =>
            {
                try
                {
                    await Walk.SubmitAsync(draft);
                    return "";
                }
                catch (Domain.DomainException refused)
                {
                    return refused.Code;
                }
            }));

            codes.Order(StringComparer.Ordinal).ShouldBe(["", "relocation.device-busy"]);
            await World.Get<RelocationSubmission>().WithdrawAsync(World.ProjectManager, drafts[Array.IndexOf(codes, "")]);
        }
    }

    [Fact]
    public async Task Refuse_AtEachStep_EndsItWithTheReasonAndFreesTheDevices()
    {
        var devices = await DevicesAsync(1);
        var deciding = new[] { World.CountyOfficer, World.Operator, World.CityOfficer };
        for (var step = 0; step < deciding.Length; step++)
        {
            var id = await Walk.MoveAsync(devices);
            foreach (var before in deciding.Take(step)) await Walk.DecideAsync(id, before);
            await RefusedAsync("opinion.text-required", () => Walk.DecideAsync(id, deciding[step], "refuse", " "));

            await Walk.DecideAsync(id, deciding[step], "refuse", "The plan is missing.");

            var read = await Walk.ReadAsync(id);
            (read.Status, read.Progress.Steps.Count).ShouldBe((RelocationStatus.Refused, 0));
            read.Progress.History.Last(h => h.Action == "complete").Comment.ShouldBe("The plan is missing.");
        }

        (await MessagesAsync("relocation.refused")).Count(m => m.Channel == Domain.Notifications.MessageChannel.Sms).ShouldBe(3);
        (await Walk.DeviceAsync(devices[0].Id)).Position.ShouldBe("Gate 1");
    }

    [Fact]
    public async Task Submit_Messages_GoToThoseConcernedAndNobodyIsToldToFile()
    {
        var other = await World.PersonAsync(OrganizationKind.Supplier, Role.SupplierStaff);
        var mine = await DevicesAsync(1);
        await DevicesAsync(1, supplier: other);

        var id = await Walk.MoveAsync(mine);
        await Walk.ApproveAsync(id);

        (await MessagesAsync("relocation.submitted")).Select(m => (m.OrganizationId, m.Role)).ShouldBe(
            [(World.Supplier.OrganizationId, Role.SupplierStaff), (World.Supervisor.OrganizationId, Role.SupervisionEngineer)], ignoreOrder: true);
        (await MessagesAsync("relocation.moved")).Select(m => m.OrganizationId).Distinct().ShouldBe(
            [World.ProjectManager.OrganizationId, World.Supplier.OrganizationId, World.Supervisor.OrganizationId], ignoreOrder: true);
        (await MessagesAsync("work-item.new")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Withdraw_Draft_DeletesItAndASubmittedOneStays()
    {
        var devices = await DevicesAsync(1);
        var draft = await Walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Walk.Today, devices[0].Id));
        var id = await Walk.MoveAsync(devices);

        await World.Get<RelocationSubmission>().WithdrawAsync(World.SiteClerk, draft);
        await RefusedAsync("relocation.cannot-withdraw", () => World.Get<RelocationSubmission>().WithdrawAsync(World.SiteClerk, id));
        await World.Get<RelocationSubmission>().WithdrawAsync(World.ProjectManager, id);

        var rows = (await World.Get<RelocationCases>().ListAsync(World.SiteClerk, new RelocationQuery())).Rows;
        rows.Select(r => (r.Id, r.Status)).ShouldBe([(id, RelocationStatus.Withdrawn)]);
    }

    [Fact]
    public async Task Save_OfAColleaguesOlderPage_IsRefused()
    {
        var devices = await DevicesAsync(1);
        var id = await Walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Walk.Today, devices[0].Id));
        var revision = (await Walk.ReadAsync(id)).Revision;
        await Walk.SaveAsync(id, RelocationForms.Move(Walk.Today, devices[0].Id) with { ContactName = "He" });

        await RefusedAsync("relocation.changed-by-other", () => World.Get<RelocationSubmission>().SubmitAsync(
            new SubmitRelocation { Actor = World.ProjectManager, ApplicationId = id, Opinion = "Yes.", Revision = revision }));
    }

    [Fact]
    public async Task Signed_StepsOfAnApprovedCase_AreThoseOfTheForm()
    {
        var id = await Walk.MoveAsync(await DevicesAsync(1));
        await Walk.ApproveAsync(id);

        var signed = SignedSteps.Of((await Walk.ReadAsync(id)).Progress.History, RelocationCases.Steps);

        signed.Select(s => (s.Key, s.Value.ActorName, s.Value.Comment)).ShouldBe(
        [
            ("submission", World.ProjectManager.Name, "Needed for the works."), ("countyReview", World.CountyOfficer.Name, "Checked."),
            ("operatorReview", World.Operator.Name, "Checked."), ("cityReview", World.CityOfficer.Name, "Checked."),
        ]);
    }

    /// <summary>The city gives it back to the contractor, who agrees on a new day; county and operator look again.</summary>
    [Fact]
    public async Task Return_ToTheContractor_OpensTheFormAndKeepsTheDevices()
    {
        var devices = await DevicesAsync(1);
        var id = await Walk.MoveAsync(devices);
        await Walk.UntilCityAsync(id);
        await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
        {
            Actor = World.CityOfficer,
            WorkItemId = (await Walk.OpenAsync($"relocation:{id}")).Id,
            Target = "submission",
            StraightBack = false,
            Reason = "The day is too late.",
        });
        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.Correction);
        var other = await Walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Walk.Today, devices[0].Id));
        await RefusedAsync("relocation.device-busy", () => Walk.SubmitAsync(other));

        await Walk.SaveAsync(id, RelocationForms.Move(Walk.Today, devices[0].Id) with { ReconnectionDate = Walk.Today.AddDays(2) });
        (await Walk.ReadAsync(id, World.CountyOfficer)).Form.ReconnectionDate.ShouldBe(Walk.Today.AddDays(7), "what is being changed is the contractor's alone");
        (await Walk.SubmitAsync(id)).ShouldBe("YC202600001");
        (await Walk.ReadAsync(id, World.CountyOfficer)).Form.ReconnectionDate.ShouldBe(Walk.Today.AddDays(2));

        var read = await Walk.ReadAsync(id);
        (read.Status, read.Progress.Steps.Single().NodeId).ShouldBe((RelocationStatus.UnderReview, "countyReview"));
        SignedSteps.Of(read.Progress.History, RelocationCases.Steps).Keys.ShouldBe(["submission"]);
        await Walk.ApproveAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.Done);
    }

    [Fact]
    public async Task Return_StraightBackToTheContractor_SkipsCountyAndOperatorUnlessTheFormChanges()
    {
        var devices = await DevicesAsync(1);
        var id = await Walk.MoveAsync(devices);
        await Walk.UntilCityAsync(id);
        await ReturnAsync();
        await Walk.SubmitAsync(id);
        (await Walk.OpenAsync($"relocation:{id}")).NodeId.ShouldBe("cityReview");

        await ReturnAsync();
        await Walk.SaveAsync(id, RelocationForms.Move(Walk.Today, devices[0].Id) with { ReconnectionDate = Walk.Today.AddDays(2) });
        await Walk.SubmitAsync(id);

        (await Walk.OpenAsync($"relocation:{id}")).NodeId.ShouldBe("countyReview");
        await Walk.ApproveAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.Done);
        await ShellCase.ShouldReplayAsync(World, $"relocation:{id}");

        async Task ReturnAsync() => await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
        {
            Actor = World.CityOfficer,
            WorkItemId = (await Walk.OpenAsync($"relocation:{id}")).Id,
            Target = "submission",
            StraightBack = true,
            Reason = "Is the day right?",
        });
    }

    [Fact]
    public async Task Recall_OfASubmission_PutsItBackToTheContractor()
    {
        var id = await Walk.MoveAsync(await DevicesAsync(1));

        await World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = World.ProjectManager, BusinessKey = $"relocation:{id}", Step = "submission" });

        (await Walk.ReadAsync(id)).Status.ShouldBe(RelocationStatus.Correction);
        await Walk.SubmitAsync(id);
        await Walk.UntilCityAsync(id);
        await World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = World.Operator, BusinessKey = $"relocation:{id}", Step = "operatorReview" });
        var read = await Walk.ReadAsync(id);
        (read.Status, read.Progress.Steps.Single().NodeId).ShouldBe((RelocationStatus.UnderReview, "operatorReview"));
        SignedSteps.Of(read.Progress.History, RelocationCases.Steps).Keys.ShouldBe(["submission", "countyReview"]);
    }
}
