using System.Xml.Linq;
using Domain.Engine;

namespace Workflows.Engine.Bpmn;

/// <summary>Reads one process element: scope by scope, first the nodes, then the flows, then what must hold of the whole.</summary>
internal sealed class ProcessReader(XElement root, XElement process, List<BpmnProblem> problems)
{
    /// <summary>More nodes or flows than any chain that people can read.</summary>
    private const int MaximumElements = 5_000;
    private const int MaximumDepth = 20;

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flowIds = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, XElement> _elements = [];
    private readonly List<Node> _order = [];
    private readonly List<Flow> _flows = [];
    private readonly NodeReader _reader = new(root, problems);

    public ProcessDefinition? Read()
    {
        var before = problems.Count;
        var id = process.Text("id");
        if (id is null) Add(BpmnProblemCodes.MissingAttribute, process, "id");
        else if (id.Length > ProcessInstance.KeyLength) Add(BpmnProblemCodes.BadAttribute, process, "id");
        if (process.DescendantsAndSelf().Take(MaximumElements * 20).Count() == MaximumElements * 20)
        {
            Add(BpmnProblemCodes.TooLarge, process);
            return null;
        }

        ReadScope(process, scope: null, depth: 0);
        var checks = new DefinitionChecks(problems, _elements, process);
        checks.Check(_order, _flows);
        if (problems.Count > before) return null;
        return new ProcessDefinition(id!, process.Text("name"), NodeReader.Documentation(process), [.. _order], [.. _flows]);
    }

    private void ReadScope(XElement holder, SubProcess? scope, int depth)
    {
        if (depth > MaximumDepth)
        {
            Add(BpmnProblemCodes.TooLarge, holder);
            return;
        }

        var inScope = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var element in holder.Elements())
        {
            var isBpmn = element.Name.Namespace == BpmnNames.Bpmn;
            var name = element.Name.LocalName;
            if (isBpmn && (name is "sequenceFlow" || BpmnNames.WithoutEffect.Contains(name))) continue;
            if (!isBpmn || !_reader.TryRead(element, scope, out var node))
            {
                // Event definitions of a subprocess's own kind or resource roles land here as well, by name and line.
                if (!isBpmn || !NodeReader.IsKnown(name)) Add(BpmnProblemCodes.UnsupportedElement, element);
                continue;
            }

            if (_nodes.TryAdd(node.Id, node)) inScope.Add(node.Id, node);
            else Add(BpmnProblemCodes.DuplicateId, element, node.Id);
            _order.Add(node);
            _elements.Add(node, element);
            if (node is SubProcess inner) ReadScope(element, inner, depth + 1);
        }

        foreach (var element in holder.Elements(BpmnNames.Bpmn + "sequenceFlow")) ReadFlow(element, inScope);
        foreach (var node in inScope.Values) Link(node, inScope);
        if (scope is not null && inScope.Values.OfType<StartEvent>().FirstOrDefault() is { } start) scope.Start = start;
    }

    private void ReadFlow(XElement element, Dictionary<string, Node> inScope)
    {
        var id = element.Text("id");
        if (id is null) Add(BpmnProblemCodes.MissingAttribute, element, "id");
        else if (id.Length > Node.IdLength) Add(BpmnProblemCodes.BadAttribute, element, "id");
        else if (!_flowIds.Add(id) || _nodes.ContainsKey(id)) Add(BpmnProblemCodes.DuplicateId, element, id);
        var source = Resolve(element, "sourceRef", inScope);
        var target = Resolve(element, "targetRef", inScope);
        var flow = new Flow
        {
            Id = id ?? "",
            Name = element.Text("name"),
            Line = element.Line(),
            Condition = ReadCondition(element),
        };
        if (source is null || target is null) return;
        flow.Source = source;
        flow.Target = target;
        source.Outgoing = source.Outgoing.Add(flow);
        target.Incoming = target.Incoming.Add(flow);
        _flows.Add(flow);
    }

    private Feel.Expression? ReadCondition(XElement flow)
    {
        foreach (var child in flow.Elements())
        {
            if (child.Name == BpmnNames.Bpmn + "conditionExpression") return _reader.ReadExpression(child, child.Value);
            if (!BpmnNames.WithoutEffect.Contains(child.Name.LocalName)) Add(BpmnProblemCodes.UnsupportedElement, child);
        }

        return null;
    }

    private void Link(Node node, Dictionary<string, Node> inScope)
    {
        var element = _elements[node];
        if (node is BoundaryTimer boundary)
        {
            if (Resolve(element, "attachedToRef", inScope) is not { } host) return;
            if (host is not Activity activity)
            {
                Add(BpmnProblemCodes.UnsupportedAttribute, element, "attachedToRef=" + host.Id);
                return;
            }

            boundary.AttachedTo = activity;
            activity.Boundaries = activity.Boundaries.Add(boundary);
        }

        if (element.Text("default") is not { } id) return;
        if (node is not ExclusiveGateway gateway) Add(BpmnProblemCodes.MisplacedCondition, element, "default");
        else if (gateway.Outgoing.FirstOrDefault(flow => string.Equals(flow.Id, id, StringComparison.Ordinal)) is { } flow) gateway.Default = flow;
        else Add(BpmnProblemCodes.UnknownReference, element, "default=" + id);
    }

    private Node? Resolve(XElement element, string attribute, Dictionary<string, Node> inScope)
    {
        if (element.Text(attribute) is not { } id)
        {
            Add(BpmnProblemCodes.MissingAttribute, element, attribute);
            return null;
        }

        if (inScope.TryGetValue(id, out var node)) return node;

        // A reference to an element that was itself refused would only repeat that refusal.
        if (!_reader.Refused.Contains(id)) Add(BpmnProblemCodes.UnknownReference, element, attribute + "=" + id);
        return null;
    }

    private void Add(string code, XElement element, string? detail = null)
    {
        if (element.Text("id") is { } id) _reader.Refused.Add(id);
        problems.Add(new BpmnProblem(code, element.Name.LocalName, element.Text("id"), element.Line(), detail));
    }
}
