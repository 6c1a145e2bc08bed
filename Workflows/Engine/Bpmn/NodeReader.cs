using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml.Linq;
using Workflows.Engine.Feel;

namespace Workflows.Engine.Bpmn;

/// <summary>Reads single elements into nodes and notes what of them the engine does not execute.</summary>
internal sealed class NodeReader(XElement root, List<BpmnProblem> problems)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "startEvent", "endEvent", "userTask", "serviceTask", "exclusiveGateway", "parallelGateway",
        "intermediateCatchEvent", "boundaryEvent", "subProcess", "callActivity",
    };

    /// <summary>Ids of elements that were refused, so that references to them are not reported as well.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Known.Contains(name);

    public static string? Documentation(XElement element) =>
        element.Element(BpmnNames.Bpmn + "documentation")?.Value.Trim() is { Length: > 0 } text ? text : null;

    public bool TryRead(XElement element, SubProcess? scope, [NotNullWhen(true)] out Node? node)
    {
        node = null;
        var name = element.Name.LocalName;
        if (!IsKnown(name)) return false;
        if (element.Text("id") is not { } id)
        {
            Add(BpmnProblemCodes.MissingAttribute, element, "id");
            return false;
        }

        if (id.Length > Node.IdLength) Add(BpmnProblemCodes.BadAttribute, element, "id");
        Refuse(element, "isForCompensation", "true", "1");
        Refuse(element, "triggeredByEvent", "true", "1");
        Refuse(element, "parallelMultiple", "true", "1");
        foreach (var quantity in (string[])["startQuantity", "completionQuantity"])
        {
            if (element.Text(quantity) is { } value && value is not "1") Add(BpmnProblemCodes.UnsupportedAttribute, element, quantity + "=" + value);
        }

        var definition = ReadChildren(element);
        var portal = new PortalAttributes(element, this, problems);
        node = Create(element, id, scope, definition, portal);
        portal.RefuseRest();
        if (node is null) Refused.Add(id);
        return node is not null;
    }

    public Expression? ReadExpression(XElement element, string text)
    {
        try
        {
            return FeelParser.Parse(text);
        }
        catch (FeelSyntaxException wrong)
        {
            problems.Add(new BpmnProblem(BpmnProblemCodes.BadExpression, element.Name.LocalName, element.Text("id") ?? element.Parent?.Text("id"), element.Line(), $"{wrong.Position}: {wrong.Found}"));
            return null;
        }
    }

    private Node? Create(XElement element, string id, SubProcess? scope, XElement? definition, PortalAttributes portal)
    {
        var (name, documentation, line) = (element.Text("name"), Documentation(element), element.Line());
        var kind = definition?.Name.LocalName;
        switch (element.Name.LocalName, kind)
        {
            case ("startEvent", null):
                return new StartEvent { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope };
            case ("endEvent", null or "terminateEventDefinition"):
                return new EndEvent { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Terminate = kind is not null };
            case ("userTask", _):
                return new UserTask { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Work = portal.ReadWork(withOutcomes: true, ReadCountersign(element)) };
            case ("serviceTask", _):
                return new ServiceTask { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Handler = portal.Require("handler") };
            case ("exclusiveGateway", _):
                return new ExclusiveGateway { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope };
            case ("parallelGateway", _):
                return new ParallelGateway { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope };
            case ("subProcess", _):
                return new SubProcess { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope };
            case ("callActivity", _):
                return new CallActivity { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Called = ReadCalled(element), Work = portal.ReadWork(withOutcomes: false) };
            case ("intermediateCatchEvent", "timerEventDefinition"):
                return new TimerCatch { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Timer = ReadTimer(definition!) };
            case ("intermediateCatchEvent", "messageEventDefinition"):
                return new MessageCatch { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Message = ReadMessage(definition!), Work = portal.ReadWork(withOutcomes: false) };
            case ("boundaryEvent", "timerEventDefinition"):
                var interrupting = element.Text("cancelActivity")?.Trim() is not ("false" or "0");
                return new BoundaryTimer { Id = id, Name = name, Documentation = documentation, Line = line, Scope = scope, Interrupting = interrupting, Timer = ReadTimer(definition!) };
            default:
                // An event of a kind that is not executed: what makes it so is the definition inside, or its lack.
                Add(BpmnProblemCodes.UnsupportedElement, definition ?? element, element.Name.LocalName + " " + id);
                return null;
        }
    }

    /// <summary>The event definition, if there is one. Every child without a known meaning is a problem.</summary>
    private XElement? ReadChildren(XElement element)
    {
        XElement? definition = null;
        var isEvent = element.Name.LocalName.EndsWith("Event", StringComparison.Ordinal);
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            if (child.Name.Namespace == BpmnNames.Bpmn && BpmnNames.WithoutEffect.Contains(name)) continue;
            if (IsCountersign(element, child)) continue;
            if (isEvent && definition is null && name.EndsWith("EventDefinition", StringComparison.Ordinal)) definition = child;
            else if (element.Name.LocalName is not "subProcess") Add(BpmnProblemCodes.UnsupportedElement, child, element.Text("id"));
        }

        return definition;
    }

    private static bool IsCountersign(XElement element, XElement child) =>
        element.Name.LocalName is "userTask" && child.Name == BpmnNames.Bpmn + BpmnNames.Countersign;

    /// <summary>Several instances of a user task are several who sign it. How many is said by naming them, and when it is decided by portal:needs.</summary>
    private Countersign? ReadCountersign(XElement element)
    {
        if (element.Element(BpmnNames.Bpmn + BpmnNames.Countersign) is not { } loop) return null;
        foreach (var child in loop.Elements().Where(child => !BpmnNames.WithoutEffect.Contains(child.Name.LocalName)))
            Add(BpmnProblemCodes.UnsupportedElement, child, element.Text("id"));
        foreach (var attribute in (string[])["behavior", "oneBehaviorEventRef", "noneBehaviorEventRef"])
        {
            if (loop.Text(attribute) is { } value && value is not "All") Add(BpmnProblemCodes.UnsupportedAttribute, loop, $"{attribute}={value}");
        }

        var portal = new PortalAttributes(loop, this, problems);
        var countersign = portal.ReadCountersign(loop.Text("isSequential")?.Trim() is "true" or "1");
        portal.RefuseRest();
        return countersign;
    }

    /// <summary>The chain's key. A qualified name means the same: chains are found by their keys, wherever their files are.</summary>
    private string ReadCalled(XElement element)
    {
        if (element.Text("calledElement")?.Trim() is { } called) return called[(called.IndexOf(':', StringComparison.Ordinal) + 1)..];
        Add(BpmnProblemCodes.MissingAttribute, element, "calledElement");
        return "";
    }

    private TimerStart ReadTimer(XElement definition) => definition.Element(BpmnNames.Bpmn + "timeDate") is { } day
        ? new TimerStart(default, ReadDay(definition, day))
        : ReadDuration(definition);

    /// <summary>A date, or after an equals sign an expression that gives one.</summary>
    private Expression? ReadDay(XElement definition, XElement element)
    {
        var text = element.Value.Trim();
        foreach (var attribute in definition.Attributes().Where(attribute => attribute.Name.Namespace == BpmnNames.Portal))
            Add(BpmnProblemCodes.BadAttribute, definition, $"portal:{attribute.Name.LocalName}={attribute.Value}");
        foreach (var child in definition.Elements().Where(child => child != element && child.Name.LocalName is not ("documentation" or "extensionElements")))
            Add(BpmnProblemCodes.UnsupportedElement, child, definition.Parent!.Text("id"));
        if (text.StartsWith('=')) return ReadExpression(element, text);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return ReadExpression(element, $"\"{text}\"");
        Add(BpmnProblemCodes.BadDuration, element, text);
        return null;
    }

    /// <summary>An ISO 8601 duration or, of working days, after an equals sign an expression that gives their number.</summary>
    private TimerStart ReadDuration(XElement definition)
    {
        var working = false;
        foreach (var attribute in definition.Attributes().Where(attribute => attribute.Name.Namespace == BpmnNames.Portal))
        {
            working = attribute is { Name.LocalName: "days", Value: "working" };
            if (!working) Add(BpmnProblemCodes.BadAttribute, definition, $"portal:{attribute.Name.LocalName}={attribute.Value}");
        }

        foreach (var child in definition.Elements().Where(child => child.Name.LocalName is not ("timeDuration" or "documentation" or "extensionElements")))
            Add(BpmnProblemCodes.UnsupportedElement, child, definition.Parent!.Text("id"));
        if (definition.Element(BpmnNames.Bpmn + "timeDuration") is not { } element)
        {
            if (!definition.Elements().Any()) Add(BpmnProblemCodes.BadDuration, definition);
            return default;
        }

        if (working && element.Value.Trim() is ['=', ..] days) return new TimerStart(default, Day: null, ReadExpression(element, days));
        if (!TimerSpan.TryParse(element.Value, working, out var duration)) Add(BpmnProblemCodes.BadDuration, element, element.Value);
        return new TimerStart(duration, Day: null);
    }

    private string ReadMessage(XElement definition)
    {
        var reference = definition.Text("messageRef");
        if (reference is null)
        {
            Add(BpmnProblemCodes.MissingAttribute, definition, "messageRef");
            return "";
        }

        // A reference is a qualified name; the message stands in this file or nowhere.
        var local = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var message = root.Elements(BpmnNames.Bpmn + "message").FirstOrDefault(message => message.Text("id") is { } id && (id == reference || id == local));
        if (message is null) Add(BpmnProblemCodes.UnknownReference, definition, "messageRef=" + reference);
        else if (message.Text("name") is null) Add(BpmnProblemCodes.MissingAttribute, message, "name");
        return message?.Text("name") ?? "";
    }

    private void Refuse(XElement element, string attribute, params ReadOnlySpan<string> values)
    {
        if (element.Text(attribute)?.Trim() is { } value && values.Contains(value)) Add(BpmnProblemCodes.UnsupportedAttribute, element, attribute + "=" + value);
    }

    private void Add(string code, XElement element, string? detail = null) =>
        problems.Add(new BpmnProblem(code, element.Name.LocalName, element.Text("id") ?? element.Parent?.Text("id"), element.Line(), detail));
}
