using Domain;
using Domain.Appeals;
using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Testing.Consequences;
using Testing.Devices;
using Workflows.Appeals;
using Workflows.Cases;
using Workflows.Tests.Consequences;
using Workflows.Tests.Engine.Shell;

namespace Workflows.Tests.Appeals;

public sealed class AppealChainTests : ConsequenceTest
{
    private AppealWalk Appeals => new(World);

    private AppealReader Appealed => World.Get<AppealReader>();

    [Fact]
    public async Task Accepted_CorrectsTheEvidenceFreezesTheCardAnewAndWithdrawsWhatNoLongerHolds()
    {
        var offline = await OfflineAsync();
        var card = await Cards.ClosedAsync(October, 50, offline: offline);
        await Proposals.RunAsync();
        var consequence = (await Reader.ListAsync(World.Supplier, new() { Month = October })).Items.Single().Id;
        var id = await Appeals.UnderDecisionAsync(card);

        await Appeals.DecideAsync(id, AppealWalk.Struck(offline));

        var read = await Appealed.ReadAsync(World.Supplier, id);
        (read.Status, read.Before.Score, read.Before.Digest, read.NewScore).ShouldBe((AppealStatus.Accepted, 50, card.Digest, 90));
        read.Former.Select(l => l.Deduction.Points).ShouldBe([40, 10]);
        await using var db = World.Open();
        var now = await db.Set<Scorecard>().Include(c => c.Deductions).SingleAsync(c => c.Id == card.Id);
        (now.Score, now.ScoreAtClose, now.State, now.Digest).ShouldBe((90, 50, ScorecardState.Closed, read.NewDigest));
        now.Digest.ShouldNotBe(card.Digest);
        now.Digest.ShouldBe(ScoreDigest.Of(now.Rules, now.Facts, new ScoreResult(90, [.. now.Deductions.OrderBy(d => d.Ordinal).Select(d => d.Facts)])));
        (await db.Set<ScoreCorrection>().CountAsync(c => c.CaseId == id)).ShouldBe(offline.Count);
        (await StatusAsync(consequence)).ShouldBe(ConsequenceStatus.Withdrawn);
        (await MessagesAsync("consequence.withdrawn")).Count.ShouldBe(2);
        (await MessagesAsync("appeal.accepted")).Count.ShouldBe(2);
        (await Proposals.RunAsync()).ShouldBe(0);
        await ShellCase.ShouldReplayAsync(World, $"appeal:{id}");
    }

    [Fact]
    public async Task Refused_LeavesTheCardAndTheProposalAsTheyAre()
    {
        var card = await Cards.ClosedAsync(October, 50);
        await Proposals.RunAsync();
        var consequence = (await Reader.ListAsync(World.Supplier, new() { Month = October })).Items.Single().Id;
        var id = await Appeals.UnderDecisionAsync(card);
        AfterAppeals();
        (await CodeOfAsync(() => Cards.DecideAsync(consequence, "confirm"))).ShouldBe("consequence.appeal-open");
        (await CodeOfAsync(() => Appeals.DecideAsync(id, new AppealVerdict { Accepted = false }))).ShouldBe("appeal.refusal-reason");

        await Appeals.DecideAsync(id, new AppealVerdict { Accepted = false, Note = "The heartbeats of the day show it." });
        await Cards.DecideAsync(consequence, "confirm");

        (await Appealed.ReadAsync(World.Supplier, id)).NewScore.ShouldBe(50);
        await using var db = World.Open();
        (await db.Set<Scorecard>().Where(c => c.Id == card.Id).Select(c => c.Digest).SingleAsync()).ShouldBe(card.Digest);
        (await StatusAsync(consequence)).ShouldBe(ConsequenceStatus.TalkDue);
    }

    [Fact]
    public async Task Accepted_AgainstAnEarlierMonth_CountsTheLaterOnesAgain()
    {
        var offline = await OfflineAsync();
        // August is the first, September the second, October the third. A card may be appealed against while its own time runs: here that of October.
        await Cards.ClosedAsync(October.Add(-2), 40);
        await Cards.ClosedAsync(October.Add(-1), 40);
        var card = await Cards.ClosedAsync(October, 50, offline: offline);
        await Cards.ClosedAsync(October.Next, 40);
        await Proposals.RunAsync();
        (await KindsAsync()).ShouldBe([(202608, ConsequenceKind.Talk, ConsequenceStatus.Proposed), (202610, ConsequenceKind.Suspension, ConsequenceStatus.Proposed)]);
        var id = await Appeals.UnderDecisionAsync(card);

        await Appeals.DecideAsync(id, AppealWalk.Struck(offline));

        (await KindsAsync()).ShouldBe(
        [
            (202608, ConsequenceKind.Talk, ConsequenceStatus.Proposed), (202610, ConsequenceKind.Suspension, ConsequenceStatus.Withdrawn),
            (202611, ConsequenceKind.Suspension, ConsequenceStatus.Proposed),
        ]);
    }

    [Fact]
    public async Task File_AtTheEndOfTheTime_IsRefusedWithTheDate()
    {
        var card = await Cards.ClosedAsync(October, 50);
        World.Clock.MoveTo(EndOf(2026, 11, 10));
        var refused = await Should.ThrowAsync<DomainException>(() => Appeals.FiledAsync(card));

        (refused.Code, refused.Arguments[0]).ShouldBe(("appeal.too-late", new DateOnly(2026, 11, 10)));
    }

    [Fact]
    public async Task File_OneAtATime_UntilItIsWithdrawn()
    {
        var card = await Cards.ClosedAsync(October, 50);
        var id = await Appeals.FiledAsync(card);
        (await CodeOfAsync(() => Appeals.FiledAsync(card))).ShouldBe("appeal.another");
        (await Appealed.OptionsAsync(World.Supplier, card.Id)).Problem!.Code.ShouldBe("appeal.another");

        await World.Get<AppealFiling>().WithdrawAsync(World.Supplier, id, reason: null);

        await Appeals.FiledAsync(card);
        (await Appealed.ReadAsync(World.CityOfficer, id)).Status.ShouldBe(AppealStatus.Withdrawn);
    }

    [Fact]
    public async Task File_ByTwoInTheSameMoment_TakesOne()
    {
        var card = await Cards.ClosedAsync(October, 50);

        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CodeOfAsync(() => Appeals.FiledAsync(card)))));

        codes.Order().ShouldBe([null, "appeal.another", "appeal.another", "appeal.another"]);
    }

    [Fact]
    public async Task Return_ToTheSupplier_IsHandedInAgainAfterTheTimeToo()
    {
        var card = await Cards.ClosedAsync(October, 50);
        var id = await Appeals.UnderDecisionAsync(card);
        AfterAppeals();
        await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
        {
            Actor = World.CityOfficer,
            WorkItemId = await Cards.ItemAsync($"appeal:{id}", "cityDecision"),
            Target = "submission",
            StraightBack = false,
            Reason = "Please add the network operator's statement.",
        });
        var options = await Appealed.OptionsAsync(World.Supplier, card.Id);
        (options.AppealId, options.Problem, options.Filed!.Deductions.Count, options.Files.Count).ShouldBe((id, null, 1, 1));

        await Appeals.FileAsync(card, id, "With the statement.", [options.Files[0].Id, await Appeals.UploadedAsync()]);

        var read = await Appealed.ReadAsync(World.Supplier, id);
        (read.Status, read.Reason, read.Files.Count).ShouldBe((AppealStatus.UnderReview, "With the statement.", 2));
        read.Progress.Steps.ShouldHaveSingleItem().NodeId.ShouldBe("operatorOpinion");
        await ShellCase.ShouldReplayAsync(World, $"appeal:{id}");
    }

    [Fact]
    public async Task Return_StraightBackToTheSupplier_SkipsTheOperatorUnlessReasonOrEvidenceChanges()
    {
        var card = await Cards.ClosedAsync(October, 50);
        var id = await Appeals.UnderDecisionAsync(card);
        var read = await Appealed.ReadAsync(World.Supplier, id);
        long[] files = [.. read.Files.Select(f => f.Id)];
        await ReturnAsync();
        await Appeals.FileAsync(card, id, read.Reason, files);
        (await StepAsync()).ShouldBe("cityDecision");

        await ReturnAsync();
        await Appeals.FileAsync(card, id, "Better said.", files);
        (await StepAsync()).ShouldBe("operatorOpinion");
        await Appeals.AgreeAsync(id);
        await ReturnAsync();
        await Appeals.FileAsync(card, id, "Better said.", []);
        (await StepAsync()).ShouldBe("operatorOpinion");

        async Task<string> StepAsync() => (await Appealed.ReadAsync(World.Supplier, id)).Progress.Steps.ShouldHaveSingleItem().NodeId;
        async Task ReturnAsync() => await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
        {
            Actor = World.CityOfficer,
            WorkItemId = await Cards.ItemAsync($"appeal:{id}", "cityDecision"),
            Target = "submission",
            StraightBack = true,
            Reason = "Is this all?",
        });
    }

    [Fact]
    public async Task Recall_BeforeTheOperatorHasActed_OpensTheFormAgain()
    {
        var card = await Cards.ClosedAsync(October, 50);
        var id = await Appeals.FiledAsync(card);

        await World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = World.Supplier, BusinessKey = $"appeal:{id}", Step = "submission" });

        (await Appealed.ReadAsync(World.Supplier, id)).Status.ShouldBe(AppealStatus.Correction);
        await Appeals.FileAsync(card, id, "Better said.", []);
        (await Appealed.ReadAsync(World.CityOfficer, id)).Reason.ShouldBe("Better said.");
    }

    [Fact]
    public async Task Decide_WhileTheConsequenceIsConfirmed_NeverConfirmsWhatNoLongerHolds()
    {
        var offline = await OfflineAsync();
        var cases = new List<(long Appeal, long Consequence)>();
        for (var round = 0; round < 8; round++)
        {
            var supplier = await World.PersonAsync(OrganizationKind.Supplier, Role.SupplierStaff);
            var card = await Cards.ClosedAsync(October, 50, supplier, offline: offline);
            await Proposals.RunAsync();
            cases.Add((await Appeals.UnderDecisionAsync(card, supplier), (await Reader.ListAsync(supplier, new() { Month = October })).Items.Single().Id));
        }

        AfterAppeals();
        foreach (var (id, consequence) in cases)
        {
            var codes = await Task.WhenAll(
                Task.Run(() => CodeOfAsync(() => Appeals.DecideAsync(id, AppealWalk.Struck(offline)))), Task.Run(() => CodeOfAsync(() => Cards.DecideAsync(consequence, "confirm"))));

            codes[0].ShouldBeNull();
            codes[1].ShouldBeOneOf("consequence.appeal-open", "consequence.decided", "work-item.already-handled");
            (await StatusAsync(consequence)).ShouldBe(ConsequenceStatus.Withdrawn);
        }
    }

    [Fact]
    public async Task Neighbours_ByListByIdByFileAndByAction_FindNothing()
    {
        var card = await Cards.ClosedAsync(October, 50);
        var id = await Appeals.UnderDecisionAsync(card);
        var file = (await Appealed.ReadAsync(World.CityOfficer, id)).Files.Single().Id;
        Actor[] strangers = [World.NeighbourSupplier, World.NeighbourCityOfficer, World.NeighbourOperator, World.CountyOfficer, World.ProjectManager, World.Administrator];

        foreach (var stranger in strangers)
        {
            (await Appealed.ListAsync(stranger, new AppealQuery())).Total.ShouldBe(0, stranger.Name);
            (await CodeOfAsync(() => Appealed.ReadAsync(stranger, id))).ShouldBe("appeal.unknown", stranger.Name);
            (await CodeOfAsync(() => World.Get<AppealEvidence>().OpenAsync(stranger, id, file))).ShouldBe("appeal.attachment-unknown", stranger.Name);
            (await CodeOfAsync(() => Appeals.DecideAsync(id, AppealWalk.Struck([901]), stranger))).ShouldBe("work-item.not-yours", stranger.Name);
        }

        (await CodeOfAsync(() => Appeals.FiledAsync(card, World.NeighbourSupplier))).ShouldBe("appeal.card-unknown");
        (await CodeOfAsync(() => Appealed.OptionsAsync(World.NeighbourSupplier, card.Id))).ShouldBe("appeal.card-unknown");
        (await CodeOfAsync(() => World.Get<AppealFiling>().WithdrawAsync(World.NeighbourSupplier, id, reason: null))).ShouldBe("appeal.unknown");
        foreach (var reader in new[] { World.Supplier, World.CityOfficer, World.Operator })
            (await Appealed.ReadAsync(reader, id)).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Decide_DevicesThatTheCheckDidNotFind_AreRefused()
    {
        var card = await Cards.ClosedAsync(October, 50);
        var id = await Appeals.UnderDecisionAsync(card);

        (await CodeOfAsync(() => Appeals.DecideAsync(id, AppealWalk.Struck([777])))).ShouldBe("appeal.device-unknown");
    }

    private async Task<IReadOnlyList<long>> OfflineAsync() => [.. (await new Signals(World).DevicesAsync(6)).Select(d => d.Id)];

    private async Task<List<(int, ConsequenceKind, ConsequenceStatus)>> KindsAsync()
    {
        await using var db = World.Open();
        return [.. (await db.Set<Consequence>().OrderBy(c => c.Month).ThenBy(c => c.Id).ToListAsync()).Select(c => (c.Month, c.Kind, c.Status))];
    }
}
