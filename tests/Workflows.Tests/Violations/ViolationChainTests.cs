using Domain.Calendar;
using Domain.Organizations;
using Domain.Violations;
using Testing;
using Testing.Violations;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Files;
using Workflows.Lists;
using Workflows.Tests.Access;
using Workflows.Tests.Engine.Shell;
using Workflows.Violations;

namespace Workflows.Tests.Violations;

public sealed class ViolationChainTests : AccessTest
{
    /// <summary>A Wednesday: five working days from it end on the next Wednesday.</summary>
    protected override DateTimeOffset? Start => new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Due = new(2026, 12, 2);

    private ViolationWalk Cases => new(World);

    private ViolationReader Reader => World.Get<ViolationReader>();

    [Fact]
    public async Task Answered_AndPassed_IsClosedAndToldToTheSite()
    {
        var id = await Cases.AnsweredAsync();

        await Cases.ReinspectAsync(id, ReinspectionResult.Passed);

        var closed = await Reader.ReadAsync(World.ProjectManager, id);
        (closed.Status, closed.Progress.Steps.Count, closed.Orders[0].Number, closed.Orders[0].DueOn).ShouldBe((ViolationStatus.Rectified, 0, "ZG202600001", Due));
        (await MessagesAsync("violation.ordered")).Select(m => m.OrganizationId).ShouldBe([World.Supervisor.OrganizationId, World.Owner.OrganizationId], ignoreOrder: true);
        (await MessagesAsync("violation.rectified")).ShouldContain(m => m.OrganizationId == World.ProjectManager.OrganizationId);
        await ShellCase.ShouldReplayAsync(World, $"violation:{id}");
    }

    [Fact]
    public async Task NotAnswered_IsRemindedAndAtTheEndOfTheDeadlineEscalatedAndReinspected()
    {
        var id = await Cases.OrderedAsync();
        await AtAsync(WorkingCalendar.StartOfDay(Due).AddHours(9));
        (await MessagesAsync("deadline.day-before")).Concat(await MessagesAsync("deadline.due-day")).Select(m => m.OrganizationId).Distinct().ShouldBe([World.ProjectManager.OrganizationId]);
        await AtAsync(WorkingCalendar.StartOfDay(Due.AddDays(1)).AddSeconds(-1));
        (await Reader.ReadAsync(World.CountyOfficer, id)).Status.ShouldBe(ViolationStatus.Ordered);

        await AtAsync(WorkingCalendar.StartOfDay(Due.AddDays(1)));

        var overdue = await Reader.ReadAsync(World.CountyOfficer, id);
        (overdue.Status, overdue.Orders[0].OverdueAt is not null, overdue.Progress.Steps.Single().NodeId).ShouldBe((ViolationStatus.Reinspection, true, "reinspection"));
        (await MessagesAsync("violation.overdue")).Select(m => m.OrganizationId).Distinct()
            .ShouldBe([World.ProjectManager.OrganizationId, World.CountyOfficer.OrganizationId, World.CityOfficer.OrganizationId], ignoreOrder: true);
        (await World.Get<ViolationLists>().ListAsync(World.CityOfficer, new ViolationQuery { OverdueOnly = true })).Items.Single().Id.ShouldBe(id);
        // It can be decided without an answer.
        await Cases.ReinspectAsync(id, ReinspectionResult.Failed);
        (await Cases.SanctionAsync(id, new ViolationMeasures { Points = 5, Fine = 100_000, Grounds = "No answer." })).ShouldBe("CL202600001");
        await ShellCase.ShouldReplayAsync(World, $"violation:{id}");
    }

    [Fact]
    public async Task Overdue_OfTheCitysOwnCase_IsToldToTheCityOnce()
    {
        var id = await Cases.OrderedAsync(by: World.CityOfficer);

        await AtAsync(WorkingCalendar.StartOfDay(Due.AddDays(1)));

        (await Reader.ReadAsync(World.CountyOfficer, id)).Progress.Steps.Single().ShouldSatisfyAllConditions(s => s.Role.ShouldBe(Role.CityOfficer), s => s.Mine.ShouldBeFalse());
        (await MessagesAsync("violation.overdue")).Count(m => m.OrganizationId == World.CityOfficer.OrganizationId).ShouldBe(2);
        await Cases.ReinspectAsync(id, ReinspectionResult.Passed, World.CityOfficer);
    }

    [Fact]
    public async Task Extended_HasAnotherOrderWithANewDeadline()
    {
        var id = await Cases.AnsweredAsync();
        (await CodeOfAsync(() => Cases.ReinspectAsync(id, ReinspectionResult.Extended))).ShouldBe("violation.days-range");

        await Cases.ReinspectAsync(id, ReinspectionResult.Extended, terms: new OrderTerms(2, "The rest of it."));

        var extended = await Reader.ReadAsync(World.ProjectManager, id);
        extended.Orders.Select(o => (o.Ordinal, o.Number, o.DueOn)).ShouldBe([(1, "ZG202600001", Due), (2, "ZG202600002", new DateOnly(2026, 11, 27))]);
        (extended.Status, extended.Progress.Steps.Single().Clock!.DueDate).ShouldBe((ViolationStatus.Ordered, new DateOnly(2026, 11, 27)));
        await AtAsync(WorkingCalendar.StartOfDay(new DateOnly(2026, 11, 28)));
        (await Reader.ReadAsync(World.ProjectManager, id)).Orders[1].OverdueAt.ShouldNotBeNull();
        await ShellCase.ShouldReplayAsync(World, $"violation:{id}");
    }

    [Theory]
    [InlineData(49_999, "violation.fine-range")]
    [InlineData(100_001, "violation.fine-range")]
    [InlineData(50_000, null)]
    public async Task Sanctioned_FineOutsideItsRange_IsRefusedAndTakesNoNumber(int fine, string? code)
    {
        var id = await Cases.AnsweredAsync();
        await Cases.ReinspectAsync(id, ReinspectionResult.Failed);
        var measures = new ViolationMeasures { Points = 5, Fine = fine, Grounds = "Nothing was done." };

        (await CodeOfAsync(() => Cases.SanctionAsync(id, measures))).ShouldBe(code);

        if (code is not null) (await Cases.SanctionAsync(id, measures with { Fine = 60_000 })).ShouldBe("CL202600001");
        var decided = await Reader.ReadAsync(World.ProjectManager, id);
        (decided.Status, decided.Decision!.Points).ShouldBe((ViolationStatus.Sanctioned, 5));
        (await World.Get<ContractorPoints>().ListAsync(World.CountyOfficer)).Rows.Single().ShouldSatisfyAllConditions(r => r.Points.ShouldBe(5), r => r.ContractorId.ShouldBe(World.ProjectManager.OrganizationId));
        World.Clock.Advance(TimeSpan.FromDays(365));
        (await World.Get<ContractorPoints>().ListAsync(World.CountyOfficer)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dismissed_IsHiddenFromTheSite()
    {
        var id = await Cases.RecordedAsync();
        (await CodeOfAsync(() => Reader.ReadAsync(World.ProjectManager, id))).ShouldBe("violation.unknown");

        await World.Get<ViolationSteps>().DismissAsync(World.CountyOfficer, await Cases.ItemAsync(id, "order"), "Another site.");

        (await Reader.ReadAsync(World.CityOfficer, id)).Status.ShouldBe(ViolationStatus.Dismissed);
        (await CodeOfAsync(() => Reader.ReadAsync(World.ProjectManager, id))).ShouldBe("violation.unknown");
        (await World.Get<ViolationLists>().ListAsync(World.Owner, new ViolationQuery())).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Recalled_RecordAnswerAndFailedReinspection_ComeBack()
    {
        var id = await Cases.RecordedAsync();
        await RecallAsync(World.CountyOfficer, id, "record");
        await World.Get<ViolationRecording>().CorrectAsync(new CorrectRecord
        {
            Actor = World.CountyOfficer,
            WorkItemId = await Cases.ItemAsync(id, "record"),
            Report = Cases.Report(ViolationKind.CamerasInsufficient),
            PhotoIds = [(await Cases.PhotoAsync()).Id],
        });
        await World.Get<ViolationSteps>().OrderAsync(new GiveOrder { Actor = World.CountyOfficer, WorkItemId = await Cases.ItemAsync(id, "order"), Terms = ViolationWalk.Terms });
        await Cases.AnswerAsync(id);
        await RecallAsync(World.ProjectManager, id, "answer");
        await Cases.AnswerAsync(id);
        await Cases.ReinspectAsync(id, ReinspectionResult.Failed);
        await RecallAsync(World.CountyOfficer, id, "reinspection");
        await Cases.ReinspectAsync(id, ReinspectionResult.Failed);
        await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
        {
            Actor = World.CountyOfficer,
            WorkItemId = await Cases.ItemAsync(id, "measures"),
            Target = "reinspection",
            StraightBack = false,
            Reason = "Look again.",
        });

        var back = await Reader.ReadAsync(World.CountyOfficer, id);
        (back.Status, back.Kind, back.Orders[0].Result, back.Photos.Count).ShouldBe((ViolationStatus.Reinspection, ViolationKind.CamerasInsufficient, null, 3));
    }

    [Fact]
    public async Task Prepared_ByTheClerk_IsTheContractorsAloneUntilItIsSubmitted()
    {
        var id = await Cases.OrderedAsync();
        await Cases.AddToAnswerAsync(id, World.SiteClerk);
        await World.Get<ViolationSteps>().PrepareAsync(World.SiteClerk, id, "Half done.");

        var (own, other) = (await Reader.ReadAsync(World.ProjectManager, id), await Reader.ReadAsync(World.CountyOfficer, id));

        (own.Orders[0].Answer, own.Photos.Count, own.MayPrepare).ShouldBe(("Half done.", 1, true));
        (other.Orders[0].Answer, other.Photos.Count, other.MayPrepare).ShouldBe((null, 0, false));
        (await CodeOfAsync(() => World.Get<ViolationPhotos>().OpenAsync(World.CountyOfficer, own.Photos[0].Id))).ShouldBe("violation.photo-unknown");
        (await CodeOfAsync(async () => await World.Get<ViolationSteps>().ReplyAsync(
            new ReplyToOrder { Actor = World.SiteClerk, WorkItemId = await Cases.ItemAsync(id, "answer"), Text = "Done." }))).ShouldBe("work-item.not-yours");
    }

    [Fact]
    public async Task Neighbours_ByListByIdByPhotoAndByAction_FindNothing()
    {
        var mine = await Cases.PhotoAsync();
        var photos = World.Get<ViolationPhotos>();
        (await CodeOfAsync(() => photos.OpenAsync(World.CityOfficer, mine.Id))).ShouldBe("violation.photo-unknown");
        (await CodeOfAsync(() => Cases.RecordedAsync(by: World.CityOfficer, photos: [mine.Id]))).ShouldBe("violation.photo-unknown");
        var id = await Cases.RecordedAsync(photos: [mine.Id]);
        await World.Get<ViolationSteps>().OrderAsync(new GiveOrder { Actor = World.CountyOfficer, WorkItemId = await Cases.ItemAsync(id, "order"), Terms = ViolationWalk.Terms });
        await Cases.AnswerAsync(id);
        var item = await Cases.ItemAsync(id, "reinspection");

        foreach (var stranger in World.Strangers.Append(World.Supplier).Append(World.Operator))
        {
            (await World.Get<ViolationLists>().ListAsync(stranger, new ViolationQuery())).Total.ShouldBe(0, stranger.Name);
            (await CodeOfAsync(() => Reader.ReadAsync(stranger, id))).ShouldBe("violation.unknown", stranger.Name);
            (await CodeOfAsync(() => photos.OpenAsync(stranger, mine.Id))).ShouldBe("violation.photo-unknown", stranger.Name);
            (await CodeOfAsync(() => World.Get<ViolationSteps>().ReinspectAsync(new ReinspectViolation
            {
                Actor = stranger,
                WorkItemId = item,
                Result = ReinspectionResult.Passed,
                Finding = "Fine.",
                PhotoIds = [],
            }))).ShouldBe("work-item.not-yours", stranger.Name);
            (await World.Get<ContractorPoints>().ListAsync(stranger)).Rows.ShouldBeEmpty(stranger.Name);
            (await TakeOutAsync(stranger)).ShouldBeEmpty(stranger.Name);
        }

        (await CodeOfAsync(() => Cases.RecordedAsync(by: World.NeighbourCountyOfficer))).ShouldBe("site.unknown");
        (await CodeOfAsync(() => Cases.RecordedAsync(by: World.ProjectManager))).ShouldBe("actor.not-allowed");
        foreach (var reader in new[] { World.ProjectManager, World.SiteClerk, World.Owner, World.Supervisor, World.CountyOfficer, World.CityOfficer })
        {
            (await Reader.ReadAsync(reader, id)).Photos.Count.ShouldBe(2, reader.Name);
            await (await photos.OpenAsync(reader, mine.Id)).Content.DisposeAsync();
        }

        (await TakeOutAsync(World.CityOfficer)).Single().Id.ShouldBe(id);
        await World.EndMembershipAsync(World.Owner);
        (await CodeOfAsync(() => photos.OpenAsync(World.Owner, mine.Id))).ShouldBe("violation.photo-unknown");
    }

    [Fact]
    public async Task Upload_WhatIsNoPicture_IsRefused() =>
        (await CodeOfAsync(() => World.Get<ViolationPhotos>().UploadAsync(
            new UploadFile { Actor = World.CountyOfficer, FileName = "photo.jpg", Content = new MemoryStream(SampleFiles.Program) }))).ShouldBe("file.type-refused");

    private async Task<List<ViolationRow>> TakeOutAsync(Actor actor)
    {
        var export = ViolationLists.Export(actor, new ViolationQuery());
        await World.Get<RowExports>().BeginAsync(export);
        return await World.Get<RowExports>().ReadAsync(export).ToListAsync();
    }

    private Task RecallAsync(Actor actor, long id, string step) =>
        World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = actor, BusinessKey = $"violation:{id}", Step = step });

    private async Task AtAsync(DateTimeOffset now)
    {
        World.Clock.Advance(now - World.Clock.GetUtcNow());
        await Walk.FireTimersAsync();
        await World.Get<DeadlineNotices>().SendDueAsync();
    }
}
