using System.Diagnostics;
using System.Globalization;
using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Workflows.Cases;
using Workflows.Engine.Shell;

namespace Benchmarks.Engine;

/// <summary>
/// What the operations on several items cost beside the plain ones: five signatures under one task beside five tasks of one, and a batch of a
/// hundred decisions beside a hundred single ones. Through the portal's own services; the sides take turns.
/// </summary>
internal static class OperationsBenchmark
{
    private const int Signers = 5;
    private const int Batch = 100;

    public static async Task RunAsync(bool quick)
    {
        var turns = quick ? 2 : 5;
        await using var world = await PortalWorld.CreateAsync();
        var (signed, plain) = await SignaturesAsync(world, turns * 20);
        var (batches, singles) = await BatchesAsync(world, turns);

        Console.WriteLine("Operations on several items, milliseconds (median), one at a time");
        Console.WriteLine("| operation | whole | each item | plain item beside it | each/plain |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Row($"countersign of {Signers}", signed, Signers, plain);
        Row($"batch of {Batch}", batches, Batch, singles);
    }

    private static void Row(string name, List<double> whole, int items, List<double> plain)
    {
        var (all, one) = (whole.Median(), plain.Median());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {all:F1} | {all / items:F2} | {one:F2} | {all / items / one:F2} |"));
    }

    /// <summary>Five who sign one task, and five tasks one after the other with one each.</summary>
    private static async Task<(List<double> Signed, List<double> Plain)> SignaturesAsync(PortalWorld world, int cases)
    {
        Actor[] people = [world.CountyOfficer, world.CityOfficer, world.Operator, world.Supervisor, world.Owner];
        string[] parties = ["county", "city", "operator", "supervisor", "owner"];
        await PublishAsync(world, "signed", $"""
            <bpmn:userTask id="t0" portal:outcomes="agree refuse"><bpmn:multiInstanceLoopCharacteristics portal:signers="{string.Join(' ', people.Zip(parties, (p, party) => $"{p.Role}@{party}"))}" /></bpmn:userTask>
            """, tasks: 1);
        await PublishAsync(world, "plain", string.Concat(people.Zip(parties).Select((p, i) =>
            $"""<bpmn:userTask id="t{i}" portal:role="{p.First.Role}" portal:party="{p.Second}" portal:outcomes="agree refuse" />""")), tasks: Signers);

        List<double> signed = [], plain = [];
        for (var n = -10; n < cases; n++)
        {
            foreach (var key in n % 2 == 0 ? ["signed", "plain"] : new[] { "plain", "signed" })
            {
                var instance = await StartAsync(world, key, n, parties.Zip(people).ToDictionary(p => p.First, p => p.Second.OrganizationId));
                var watch = Stopwatch.StartNew();
                foreach (var person in people) await CompleteAsync(world, instance, person);
                if (n < 0) continue;
                if (key == "signed") signed.Add(watch.Elapsed.TotalMilliseconds);
                else plain.Add(watch.Elapsed.TotalMilliseconds / Signers);
            }
        }

        return (signed, plain);
    }

    private static async Task<(List<double> Batches, List<double> Singles)> BatchesAsync(PortalWorld world, int turns)
    {
        var walk = new AccessWalk(world);
        await walk.ListModelsAsync();
        var decisions = world.Get<CaseDecisions>();
        List<double> batches = [], singles = [];
        for (var turn = 0; turn < turns; turn++)
        {
            List<long> items = [];
            for (var i = 0; i < 2 * Batch; i++) items.Add((await walk.UntilAsync(await walk.SubmittedAsync(await world.SiteAsync()), "countyReview")).Id);

            foreach (var many in turn % 2 == 0 ? [true, false] : new[] { false, true })
            {
                var own = many ? items[..Batch] : items[Batch..];
                var watch = Stopwatch.StartNew();
                if (many)
                {
                    var results = await decisions.AssentAsync(new AssentToItems { Actor = world.CountyOfficer, WorkItemIds = own, Opinion = "In order." });
                    if (results.Any(r => r.Refusal is not null)) throw new InvalidOperationException("An item of the batch was refused.");
                    batches.Add(watch.Elapsed.TotalMilliseconds);
                }
                else
                {
                    foreach (var id in own)
                        await decisions.DecideAsync(new DecideItem { Actor = world.CountyOfficer, WorkItemId = id, Outcome = "approve", Opinion = "In order." });
                    singles.Add(watch.Elapsed.TotalMilliseconds / Batch);
                }
            }
        }

        return (batches, singles);
    }

    private static Task<ProcessDefinitionVersion> PublishAsync(PortalWorld world, string key, string nodes, int tasks)
    {
        var flows = string.Concat(Enumerable.Range(0, tasks + 1).Select(i =>
            $"""<bpmn:sequenceFlow id="f{i}" sourceRef="{(i == 0 ? "start" : $"t{i - 1}")}" targetRef="{(i == tasks ? "end" : $"t{i}")}" />"""));
        return world.Get<ProcessDefinitions>().PublishAsync(
            $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:portal="urn:portal:bpmn:1" id="d" targetNamespace="urn:bench">
              <bpmn:process id="{key}" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:endEvent id="end" />{nodes}{flows}</bpmn:process>
            </bpmn:definitions>
            """,
            "benchmark");
    }

    private static async Task<long> StartAsync(PortalWorld world, string key, int n, Dictionary<string, long> parties)
    {
        await using var db = world.Open();
        var instance = await world.Get<ProcessEngine>().StartAsync(db, new StartProcess
        {
            DefinitionKey = key,
            BusinessKey = string.Create(CultureInfo.InvariantCulture, $"{key}:{n}"),
            SiteId = world.Site.Id,
            RegionCode = PortalWorld.County,
            Subject = world.Site.Name,
            Parties = parties,
            Actor = world.ProjectManager,
        });
        await ProcessEngine.SaveAsync(db, held: null);
        return instance.Id;
    }

    private static async Task CompleteAsync(PortalWorld world, long instance, Actor person)
    {
        await using var db = world.Open();
        var item = await db.Set<WorkItem>().Where(w => w.InstanceId == instance && w.Role == person.Role && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync();
        var held = await ProcessEngine.HoldAsync(db, item, person);
        await world.Get<ProcessEngine>().CompleteAsync(db, new CompleteItem { Held = held, Outcome = "agree", Comment = "Checked." });
        await ProcessEngine.SaveAsync(db, held);
    }
}
