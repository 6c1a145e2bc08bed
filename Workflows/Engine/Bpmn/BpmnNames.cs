using System.Xml;
using System.Xml.Linq;

namespace Workflows.Engine.Bpmn;

internal static class BpmnNames
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Portal = "urn:portal:bpmn:1";

    /// <summary>The loop marker by which several sign a user task.</summary>
    public const string Countersign = "multiInstanceLoopCharacteristics";

    /// <summary>
    /// Elements without influence on how tokens move: documentation, lanes, artifacts, data descriptions, foreign extensions. What names
    /// people the standard's way (potentialOwner and its kin) is not among them: ignoring it would change who may act.
    /// </summary>
    public static readonly HashSet<string> WithoutEffect = new(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "auditing", "monitoring", "supports",
        "association", "textAnnotation", "group",
        "dataObject", "dataObjectReference", "dataStoreReference", "property",
        "ioSpecification", "dataInputAssociation", "dataOutputAssociation", "dataOutput", "rendering",
    };

    public static string? Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value is { Length: > 0 } value ? value : null;

    public static int Line(this XObject element) => element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
}
