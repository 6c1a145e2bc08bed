using System.Xml.Linq;

namespace Workflows.Engine.Bpmn;

/// <summary>What must hold of a definition so that the engine always knows what to do next. Whether it always ends is for <see cref="Soundness"/>.</summary>
internal sealed class DefinitionChecks(List<BpmnProblem> problems, Dictionary<Node, XElement> elements, XElement process)
{
    public void Check(List<Node> nodes, List<Flow> flows)
    {
        CheckScope(nodes, scope: null, process);
        foreach (var inner in nodes.OfType<SubProcess>()) CheckScope(nodes, inner, elements[inner]);
        var complete = problems.Count == 0;
        foreach (var node in nodes)
        {
            // While elements are missing because they were refused, missing flows are no news.
            if (complete) CheckFlows(node);
            if (node is ExclusiveGateway gateway) CheckConditions(gateway);
        }

        foreach (var flow in flows)
        {
            if (flow.Condition is not null && flow.Source is not ExclusiveGateway) Add(BpmnProblemCodes.MisplacedCondition, flow);
        }

        CheckClocks(nodes);
    }

    private void CheckScope(List<Node> nodes, SubProcess? scope, XElement element)
    {
        var starts = nodes.Count(node => node is StartEvent && node.Scope == scope);
        if (starts != 1) Add(BpmnProblemCodes.OneStart, element, starts.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (!nodes.Exists(node => node is EndEvent && node.Scope == scope)) Add(BpmnProblemCodes.NoEnd, element);
    }

    private void CheckFlows(Node node)
    {
        var element = elements[node];
        var startsHere = node is StartEvent or BoundaryTimer;
        if (startsHere != node.Incoming.IsEmpty) Add(startsHere ? BpmnProblemCodes.MisplacedFlow : BpmnProblemCodes.NoIncoming, element);
        var endsHere = node is EndEvent;
        if (endsHere != node.Outgoing.IsEmpty) Add(endsHere ? BpmnProblemCodes.MisplacedFlow : BpmnProblemCodes.NoOutgoing, element);
    }

    private void CheckConditions(ExclusiveGateway gateway)
    {
        if (gateway.Default?.Condition is not null) Add(BpmnProblemCodes.MisplacedCondition, gateway.Default);
        if (gateway.Outgoing.Length < 2) return;
        foreach (var flow in gateway.Outgoing)
        {
            // A condition that does not parse has been reported already.
            if (flow.Condition is null && flow != gateway.Default && !problems.Exists(problem => problem.Code == BpmnProblemCodes.BadExpression && problem.Id == flow.Id))
                Add(BpmnProblemCodes.MissingCondition, flow);
        }
    }

    private void CheckClocks(List<Node> nodes)
    {
        var carried = nodes.Select(node => ProcessDefinition.WorkOf(node)?.Clock).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (ProcessDefinition.WorkOf(node)?.StopsClock is { } clock && !carried.Contains(clock))
                Add(BpmnProblemCodes.UnknownReference, elements[node], "portal:stopsClock=" + clock);
        }
    }

    private void Add(string code, XElement element, string? detail = null) =>
        problems.Add(new BpmnProblem(code, element.Name.LocalName, element.Text("id"), element.Line(), detail));

    private void Add(string code, Flow flow) => problems.Add(new BpmnProblem(code, "sequenceFlow", flow.Id, flow.Line, flow.ToString()));
}
