using System.Globalization;
using System.Security;
using System.Text;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>A definition before it is written, open to mutilation.</summary>
internal sealed class Draft
{
    public List<DraftNode> Nodes { get; } = [];

    public List<DraftFlow> Flows { get; } = [];

    public string Write()
    {
        var text = new StringBuilder("""<process id="chain" isExecutable="true">""");
        Write(text, scope: null);
        return BpmnText.File(text.Append("</process>").ToString());
    }

    private void Write(StringBuilder text, string? scope)
    {
        foreach (var node in Nodes.Where(node => node.Scope == scope))
        {
            text.Append(CultureInfo.InvariantCulture, $"""<{node.Element} id="{node.Id}" {node.Attributes}>{node.Content}""");
            if (node.Element == "subProcess") Write(text, node.Id);
            text.Append(CultureInfo.InvariantCulture, $"</{node.Element}>");
        }

        foreach (var flow in Flows.Where(flow => Nodes.Find(node => node.Id == flow.From)!.Scope == scope))
        {
            text.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="{flow.Id}" sourceRef="{flow.From}" targetRef="{flow.To}">""");
            if (flow.Condition is not null) text.Append(CultureInfo.InvariantCulture, $"<conditionExpression>{SecurityElement.Escape(flow.Condition)}</conditionExpression>");
            text.Append("</sequenceFlow>");
        }
    }
}

internal sealed record DraftNode(string Id, string Element, string? Scope, string Attributes = "", string Content = "");

internal sealed record DraftFlow(string Id, string From, string To, string? Condition = null);
