using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Tests.Access;

namespace Workflows.Tests.Cases;

/// <summary>Two sessions act on one item in the same moment: exactly one wins, and the other is told so. 1,000 times each in long mode.</summary>
public sealed class RaceTests : AccessTest
{
    private static readonly int Rounds = LongRun.Count(usual: 50, atLength: 1_000);

    private long _case;
    private Actor _colleague = null!;

    [Fact]
    public async Task Approve_WhileAColleagueApproves_HasOneWinnerAndTheOtherIsToldWho()
    {
        await BeginAsync("countyReview");
        for (var round = 0; round < Rounds; round++)
        {
            var item = await OnlyAsync("countyReview");

            var refusals = await RaceAsync(() => DecideAsync(item, World.CountyOfficer, "correct"), () => DecideAsync(item, _colleague, "correct"));

            refusals.Count(r => r is null).ShouldBe(1);
            var told = refusals.Single(r => r is not null)!;
            told.Code.ShouldBe("work-item.already-handled");
            told.Arguments[0].ShouldBe((refusals[0] is null ? World.CountyOfficer : _colleague).Name);
            await Walk.SubmitAsync(_case);
        }
    }

    [Fact]
    public async Task Approve_WhileTheOneBeforeRecalls_HasOneWinner()
    {
        await BeginAsync("operatorReview");
        for (var round = 0; round < Rounds; round++)
        {
            var item = await OnlyAsync("operatorReview");

            var refusals = await RaceAsync(
                () => DecideAsync(item, World.Operator, "agree"),
                () => World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = World.Supervisor, BusinessKey = item.BusinessKey, Step = "supervisorReview" }));

            refusals.Count(r => r is null).ShouldBe(1, string.Join(", ", refusals.Select(r => r?.Code)));
            refusals.Single(r => r is not null)!.Code.ShouldBeOneOf("work-item.already-handled", "access.cannot-recall", "engine.recall-too-late");
            if (refusals[0] is null)
            {
                // Back to where the supervisor signed last.
                await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
                {
                    Actor = World.CountyOfficer,
                    WorkItemId = (await OnlyAsync("countyReview")).Id,
                    Target = "supervisorReview",
                    StraightBack = false,
                    Reason = "Again.",
                });
            }

            World.Clock.Advance(TimeSpan.FromSeconds(1));
            await DecideAsync(await OnlyAsync("supervisorReview"), World.Supervisor, "agree");
        }
    }

    /// <summary>A timer that takes the task away fires while its holder completes it.</summary>
    [Fact]
    public async Task Approve_WhileATimerTakesTheTaskAway_HasOneWinner()
    {
        await World.Get<ProcessDefinitions>().PublishAsync(TimerChain, "test");
        var engine = World.Get<ProcessEngine>();
        for (var round = 0; round < Rounds; round++)
        {
            var (item, timer) = await StartTimedAsync(engine, round);
            World.Clock.Advance(TimeSpan.FromHours(1));

            var refusals = await RaceAsync(
                () => Contention.RetryAsync(
                    async () =>
                    {
                        await using var db = World.Open();
                        var held = await ProcessEngine.HoldAsync(db, item, World.CountyOfficer);
                        await ProcessEngine.ActAsync(db, held, () => engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "approve" }));
                    },
                    CancellationToken.None),
                async () =>
                {
                    await using var db = World.Open();
                    if (!await engine.FireAsync(db, timer)) throw new Domain.DomainException("timer.gone");
                    await ProcessEngine.SaveAsync(db, held: null);
                });

            refusals.Count(r => r is null).ShouldBe(1, string.Join(", ", refusals.Select(r => r?.Code)));
            refusals.Single(r => r is not null)!.Code.ShouldBe(refusals[0] is null ? OneOf(refusals[1]!.Code, "timer.gone", "case.changed-meanwhile") : "work-item.already-handled");
            await using var read = World.Open();
            var ended = await read.Set<WorkItem>().SingleAsync(w => w.Id == item);
            ended.Status.ShouldBe(refusals[0] is null ? WorkItemStatus.Completed : WorkItemStatus.Cancelled);
        }
    }

    private const string TimerChain = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:portal="urn:portal:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:test">
          <bpmn:process id="timed" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task" />
            <bpmn:userTask id="task" portal:role="CountyOfficer" portal:party="county" portal:outcomes="approve" />
            <bpmn:boundaryEvent id="late" attachedToRef="task"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end" />
            <bpmn:sequenceFlow id="c" sourceRef="late" targetRef="end" />
            <bpmn:endEvent id="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static string OneOf(string code, params string[] codes) => codes.Contains(code) ? code : codes[0];

    private async Task BeginAsync(string node)
    {
        _case = await Walk.SubmittedAsync();
        await Walk.UntilAsync(_case, node);
        await using var db = World.Open();
        _colleague = await World.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == World.CountyOfficer.OrganizationId), Role.CountyOfficer);
    }

    private async Task<(long Item, long Timer)> StartTimedAsync(ProcessEngine engine, int round)
    {
        await using var db = World.Open();
        var instance = await engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = "timed",
            BusinessKey = $"timed:{round}",
            SiteId = World.Site.Id,
            RegionCode = World.Site.RegionCode,
            Subject = "A race",
            Parties = new Dictionary<string, long>(StringComparer.Ordinal) { ["county"] = World.CountyOfficer.OrganizationId },
            Actor = World.ProjectManager,
        });
        await ProcessEngine.SaveAsync(db, held: null);
        return (
            await db.Set<WorkItem>().Where(w => w.InstanceId == instance.Id).Select(w => w.Id).SingleAsync(),
            await db.Set<ProcessTimer>().Where(t => t.InstanceId == instance.Id).Select(t => t.Id).SingleAsync());
    }

    private async Task<WorkItem> OnlyAsync(string node)
    {
        var item = (await Walk.OpenAsync(_case)).ShouldHaveSingleItem();
        item.NodeId.ShouldBe(node);
        return item;
    }

    private Task DecideAsync(WorkItem item, Actor actor, string outcome) =>
        World.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = actor, WorkItemId = item.Id, Outcome = outcome, Opinion = "Seen." });

    private static async Task<Domain.DomainException?[]> RaceAsync(Func<Task> one, Func<Task> other)
    {
        using var together = new Barrier(2);
        return await Task.WhenAll(Task.Run(() => RefusalAsync(one)), Task.Run(() => RefusalAsync(other)));

        async Task<Domain.DomainException?> RefusalAsync(Func<Task> act)
        {
            together.SignalAndWait();
            try
            {
                await act();
                return null;
            }
            catch (Domain.DomainException refusal)
            {
                return refusal;
            }
        }
    }
}
