using Domain.Calendar;
using Testing;
using Workflows.Cases;
using Workflows.Engine;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Cases;

/// <summary>Random sequences of all operations on all shipped chains: 5,000, and 100,000 in long mode.</summary>
public sealed class ChainWalkTests
{
    private const int Sequences = 5_000;

    private static readonly int Times = LongRun.Count(usual: 1, atLength: 20);

    private static readonly WorkingCalendar Calendar = new(new[] { 2026, 2027 }.Select(year => new CalendarYear(year, [new CalendarDay(new DateOnly(year, 10, 1), IsWorkingDay: false, "holiday")])));

    [Fact]
    public void Operations_InAnyOrderOnEveryChain_LeaveWhatThePlainModelSays()
    {
        var chains = Shipped().ToList();
        var count = ((Sequences * Times) + chains.Count - 1) / chains.Count;
        var returns = 0;

        foreach (var (definition, chain) in chains)
        {
            var random = new Random(20261127);
            Dictionary<string, int> done = new(StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                var picks = Enumerable.Range(0, random.Next(5, 60)).Select(_ => random.Next()).ToArray();
                var walk = new ChainWalk(definition, chain, Calendar);
                try
                {
                    walk.Go(picks);
                }
                catch (ShouldAssertException e)
                {
                    throw new ShouldAssertException($"{definition.Id}, sequence {i}: {e.Message}", e);
                }

                foreach (var (operation, times) in walk.Done) done[operation] = done.GetValueOrDefault(operation) + times;
            }

            // Some chains can be given back from a rare step alone, so returns are counted over all.
            var tasks = definition.Nodes.OfType<UserTask>().ToList();
            foreach (var operation in new[] { "complete", "transfer", "urge" }) done.GetValueOrDefault(operation).ShouldBeGreaterThan(count / 10, $"{definition.Id}: {operation}");
            if (tasks.Exists(t => chain.IsRecallable(t.Id))) done.GetValueOrDefault("recall").ShouldBeGreaterThan(count / 20, $"{definition.Id}: recall");
            returns += done.GetValueOrDefault("return");
        }

        returns.ShouldBeGreaterThan(Sequences * Times / 50);
    }

    /// <summary>Each chain as shipped, and with a countersignature on each step that decides, which an administrator may put there.</summary>
    private static IEnumerable<(ProcessDefinition Definition, IChain Chain)> Shipped()
    {
        var assembly = typeof(ProcessDefinition).Assembly;
        var chains = assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && t.IsAssignableTo(typeof(IChain)))
            .Select(t => (IChain)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).ToDictionary(c => c.Key, StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".bpmn", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var xml = reader.ReadToEnd();
            var definition = BpmnText.LoadFile(xml);
            chains.ShouldContainKey(definition.Id);
            var chain = chains[definition.Id];
            yield return (definition, chain);
            foreach (var (needs, sequential) in new[] { ("all", "false"), ("any", "false"), ("50%", "true") })
                yield return (BpmnText.LoadFile(Countersigned(xml, definition, chain, needs, sequential)), chain);
        }
    }

    private static string Countersigned(string xml, ProcessDefinition definition, IChain chain, string needs, string sequential)
    {
        var signing = $"""<bpmn:multiInstanceLoopCharacteristics isSequential="{sequential}" portal:signers="CountyOfficer@county OperatorEngineer@operator CityOfficer@city" portal:needs="{needs}" />""";
        foreach (var task in definition.Nodes.OfType<UserTask>().Where(t => chain.IsDecision(t.Id)))
        {
            var at = xml.IndexOf($"<bpmn:userTask id=\"{task.Id}\"", StringComparison.Ordinal);
            var end = xml.IndexOf("</bpmn:userTask>", at, StringComparison.Ordinal);
            var tag = xml[at..xml.IndexOf('>', at)];
            var plain = System.Text.RegularExpressions.Regex.Replace(tag, " portal:(role|party)=\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            xml = xml[..at] + plain + xml[(at + tag.Length)..end] + signing + xml[end..];
        }

        return xml;
    }
}
