using Domain.Calendar;
using Domain.Engine;
using Domain.Inability;
using Domain.Organizations;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Inability;
using Workflows.Tests.Access;
using Workflows.Tests.Engine.Shell;

namespace Workflows.Tests.Inability;

public sealed class InabilityChainTests : AccessTest
{
    /// <summary>A Wednesday; the promise ends on a Friday, so that the next working day is a Monday.</summary>
    protected override DateTimeOffset? Start => new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Friday = new(2026, 12, 4);

    private InabilityFiling Filing => World.Get<InabilityFiling>();

    private InabilityReader Reader => World.Get<InabilityReader>();

    [Fact]
    public async Task Accepted_NotConnected_IsRemindedOnTheDayAndLapsesOnTheNextWorkingDay()
    {
        var id = await AcceptedAsync();

        await AtAsync(WorkingCalendar.StartOfDay(Friday).AddSeconds(-1));
        (await MessagesAsync("inability.reminder")).ShouldBeEmpty();
        await AtAsync(WorkingCalendar.StartOfDay(Friday));
        (await MessagesAsync("inability.reminder")).Select(m => m.OrganizationId).Distinct().ShouldBe([World.ProjectManager.OrganizationId]);
        await AtAsync(WorkingCalendar.StartOfDay(Friday.AddDays(3)).AddSeconds(-1));
        (await Reader.ReadAsync(World.CountyOfficer, id)).Status.ShouldBe(InabilityStatus.Accepted);
        await AtAsync(WorkingCalendar.StartOfDay(Friday.AddDays(3)));

        var lapsed = await Reader.ReadAsync(World.CountyOfficer, id);
        (lapsed.Status, lapsed.HasCandidate, lapsed.Progress.Steps.Count).ShouldBe((InabilityStatus.Lapsed, true, 0));
        await using var db = World.Open();
        var candidate = await db.Set<ViolationCandidate>().SingleAsync();
        (candidate.Kind, candidate.Rule, candidate.Source, candidate.SiteId).ShouldBe((ViolationKind.NotConnected, "inability.lapsed", $"inability:{id}", World.Site.Id));
        (await MessagesAsync("inability.lapsed")).Select(m => m.OrganizationId).Distinct()
            .ShouldBe([World.ProjectManager.OrganizationId, World.CountyOfficer.OrganizationId], ignoreOrder: true);
        await ShellCase.ShouldReplayAsync(World, $"inability:{id}");
    }

    [Fact]
    public async Task Accepted_AndConnectedInTime_EndsByItself()
    {
        var id = await AcceptedAsync();
        await Walk.ListModelsAsync();

        await Walk.FinishAsync(await Walk.SubmittedAsync());
        (await Reader.ReadAsync(World.ProjectManager, id)).Status.ShouldBe(InabilityStatus.Kept);
        await AtAsync(WorkingCalendar.StartOfDay(Friday.AddDays(5)));

        (await MessagesAsync("inability.reminder")).ShouldBeEmpty();
        await using var db = World.Open();
        (await db.Set<ViolationCandidate>().CountAsync()).ShouldBe(0);
        await ShellCase.ShouldReplayAsync(World, $"inability:{id}");
    }

    [Fact]
    public async Task Refused_NeedsAReasonAndIsTold()
    {
        var id = await FiledAsync();
        (await CodeOfAsync(() => DecideAsync(id, "refuse"))).ShouldBe("opinion.text-required");

        await DecideAsync(id, "refuse", "No grounds.");

        (await Reader.ReadAsync(World.Owner, id)).Status.ShouldBe(InabilityStatus.Refused);
        (await MessagesAsync("inability.refused")).Count.ShouldBe(2);
        await FiledAsync();
    }

    [Fact]
    public async Task Accept_APromiseThatHasPassed_IsRefused()
    {
        var id = await FiledAsync();
        World.Clock.Advance(TimeSpan.FromDays(20));

        (await CodeOfAsync(() => DecideAsync(id, "accept"))).ShouldBe("inability.promise-past");
    }

    [Fact]
    public async Task One_AtATime_UntilItIsWithdrawn()
    {
        var id = await FiledAsync();
        (await CodeOfAsync(() => FiledAsync())).ShouldBe("inability.another");
        (await Filing.SitesAsync(World.ProjectManager)).ShouldNotContain(s => s.Id == World.Site.Id);

        await Filing.WithdrawAsync(World.ProjectManager, id, reason: null);

        (await Filing.SitesAsync(World.ProjectManager)).ShouldContain(s => s.Id == World.Site.Id);
        (await Reader.ReadAsync(World.ProjectManager, id)).Status.ShouldBe(InabilityStatus.Withdrawn);
    }

    [Fact]
    public async Task Returned_ChangedAndSubmittedAgain_IsDecidedAsItReadsNow()
    {
        var id = await FiledAsync();
        await ReturnAsync(id);
        (await MayAsync(id)).ShouldBe((InabilityStatus.Correction, true, true));
        (await Reader.ReadAsync(World.CountyOfficer, id)).MayEdit.ShouldBeFalse();

        await ResubmitAsync(id, promisedOn: Friday.AddDays(7));

        (await CodeOfAsync(() => ResubmitAsync(id))).ShouldBe("work-item.already-handled");
        var read = await Reader.ReadAsync(World.CountyOfficer, id);
        (read.Status, read.Form.PromisedOn, read.Progress.Steps.Single().NodeId).ShouldBe((InabilityStatus.UnderReview, Friday.AddDays(7), "countyReview"));
        await DecideAsync(id, "accept");
        await AtAsync(WorkingCalendar.StartOfDay(Friday));
        (await MessagesAsync("inability.reminder")).ShouldBeEmpty();
        await AtAsync(WorkingCalendar.StartOfDay(Friday.AddDays(7)));
        (await MessagesAsync("inability.reminder")).Count.ShouldBe(2);
        await ShellCase.ShouldReplayAsync(World, $"inability:{id}");
    }

    [Fact]
    public async Task Recalled_WhileTheCountyHasNotActed_IsChangedAndSubmittedAgain()
    {
        var id = await FiledAsync();
        (await CodeOfAsync(() => RecallAsync(id, World.CountyOfficer))).ShouldBe("engine.recall-too-late");

        await RecallAsync(id, World.ProjectManager);
        (await MayAsync(id)).ShouldBe((InabilityStatus.Correction, true, true));
        await ResubmitAsync(id);

        await DecideAsync(id, "accept");
        (await CodeOfAsync(() => RecallAsync(id, World.ProjectManager))).ShouldBe("inability.decided");
        await ShellCase.ShouldReplayAsync(World, $"inability:{id}");
    }

    [Fact]
    public async Task Recalled_WhileAnotherWasFiled_WaitsForItsEndOrIsWithdrawn()
    {
        var id = await FiledAsync();
        await RecallAsync(id, World.ProjectManager);
        var other = await FiledAsync();
        (await CodeOfAsync(() => ResubmitAsync(id))).ShouldBe("inability.another");

        await DecideAsync(other, "refuse", "No grounds.");
        await ResubmitAsync(id);
        await ReturnAsync(id);
        await Filing.WithdrawAsync(World.ProjectManager, id, reason: null);

        var read = await Reader.ReadAsync(World.ProjectManager, id);
        (read.Status, read.Progress.Steps.Count).ShouldBe((InabilityStatus.Withdrawn, 0));
    }

    [Fact]
    public async Task Neighbours_ByListByIdAndByAction_FindNothing()
    {
        var id = await FiledAsync();
        var item = await ItemAsync(id);

        foreach (var stranger in World.Strangers.Append(World.Supplier))
        {
            (await Reader.ListAsync(stranger, new InabilityQuery())).Total.ShouldBe(0, stranger.Name);
            (await CodeOfAsync(() => Reader.ReadAsync(stranger, id))).ShouldBe("inability.unknown", stranger.Name);
            (await CodeOfAsync(() => World.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = stranger, WorkItemId = item, Outcome = "accept" }))).ShouldBe("work-item.not-yours", stranger.Name);
        }

        (await CodeOfAsync(() => FiledAsync(World.NeighbourProjectManager))).ShouldBe("site.unknown");
        (await CodeOfAsync(() => Filing.WithdrawAsync(World.NeighbourProjectManager, id, reason: null))).ShouldBe("inability.unknown");
        (await CodeOfAsync(() => FiledAsync(World.SiteClerk))).ShouldBe("actor.not-allowed");
        await ReturnAsync(id);
        (await CodeOfAsync(() => ResubmitAsync(id, World.NeighbourProjectManager))).ShouldBe("inability.unknown");
        (await CodeOfAsync(() => ResubmitAsync(id, World.SiteClerk))).ShouldBe("actor.not-allowed");
        (await CodeOfAsync(() => ResubmitAsync(id, World.CountyOfficer))).ShouldBe("actor.not-allowed");
        foreach (var reader in new[] { World.ProjectManager, World.Owner, World.Supervisor, World.Operator, World.CountyOfficer, World.CityOfficer })
            (await Reader.ReadAsync(reader, id)).Id.ShouldBe(id);
    }

    private async Task<long> AcceptedAsync()
    {
        var id = await FiledAsync();
        await DecideAsync(id, "accept");
        return id;
    }

    private Task<long> FiledAsync(Actor? by = null) => Filing.FileAsync(new FileInabilityStatement
    {
        Actor = by ?? World.ProjectManager,
        SiteId = World.Site.Id,
        Form = new InabilityForm { Reason = "No power yet.", PromisedOn = Friday, ContactName = "Lin", ContactPhone = "13700000001" },
    });

    private Task ResubmitAsync(long id, Actor? by = null, DateOnly? promisedOn = null) => Filing.ResubmitAsync(new ResubmitInabilityStatement
    {
        Actor = by ?? World.ProjectManager,
        Id = id,
        Form = new InabilityForm { Reason = "Still no power.", PromisedOn = promisedOn ?? Friday, ContactName = "Lin", ContactPhone = "13700000001" },
    });

    private async Task ReturnAsync(long id) => await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
    {
        Actor = World.CountyOfficer,
        WorkItemId = await ItemAsync(id),
        Target = "submission",
        StraightBack = false,
        Reason = "Say why in full.",
    });

    private Task RecallAsync(long id, Actor by) =>
        World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = by, BusinessKey = $"inability:{id}", Step = "submission" });

    private async Task<(InabilityStatus Status, bool Edit, bool Withdraw)> MayAsync(long id)
    {
        var read = await Reader.ReadAsync(World.ProjectManager, id);
        return (read.Status, read.MayEdit, read.MayWithdraw);
    }

    private async Task DecideAsync(long id, string outcome, string? comment = null) =>
        await World.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = World.CountyOfficer, WorkItemId = await ItemAsync(id), Outcome = outcome, Opinion = comment });

    private async Task<long> ItemAsync(long id)
    {
        await using var db = World.Open();
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == $"inability:{id}" && w.NodeId == "countyReview").OrderByDescending(w => w.Id).Select(w => w.Id).FirstAsync();
    }

    private async Task AtAsync(DateTimeOffset now)
    {
        World.Clock.Advance(now - World.Clock.GetUtcNow());
        await Walk.FireTimersAsync();
    }
}
