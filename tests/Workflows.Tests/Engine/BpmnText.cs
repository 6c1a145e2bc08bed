using System.Globalization;
using System.Security;
using System.Text;
using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine;

/// <summary>Short ways to write BPMN files in tests.</summary>
internal static class BpmnText
{
    /// <summary>Flows are written "a > b > c", or "a > b if condition"; their ids are "a-b".</summary>
    public static string Process(string nodes, params ReadOnlySpan<string> flows)
    {
        var text = new StringBuilder(nodes);
        foreach (var line in flows) text.Append(Flows(line));
        return File($"""<process id="chain" isExecutable="true">{text}</process>""");
    }

    public static string File(string content) =>
        $"""
        <?xml version="1.0"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:portal="urn:portal:bpmn:1" targetNamespace="test">
        <message id="m" name="arrived"/>
        {content}
        </definitions>
        """;

    public static string Flows(string line)
    {
        var (path, condition) = line.Split(" if ", 2) is [var first, var rest] ? (first, rest) : (line, null);
        var nodes = path.Split('>', StringSplitOptions.TrimEntries);
        var text = new StringBuilder();
        foreach (var (source, target) in nodes.Zip(nodes.Skip(1)))
        {
            text.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">""");
            if (condition is not null) text.Append(CultureInfo.InvariantCulture, $"<conditionExpression>{SecurityElement.Escape(condition)}</conditionExpression>");
            text.Append("</sequenceFlow>");
        }

        return text.ToString();
    }

    public static ProcessDefinition Load(string nodes, params ReadOnlySpan<string> flows) => LoadFile(Process(nodes, flows));

    public static ProcessDefinition LoadFile(string xml)
    {
        var result = BpmnReader.Read(xml);
        result.Problems.ShouldBeEmpty();
        return result.Definition.ShouldNotBeNull();
    }
}
