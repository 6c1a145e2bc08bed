using System.Xml;
using System.Xml.Linq;

namespace Portal.Engine;

/// <summary>A BPMN text with the reader's words in it.</summary>
public static class DiagramXml
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Puts the words for nodes and flows in place of the names in the file; what has none keeps its name.</summary>
    public static string Localize(string xml, ProcessLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var document = XDocument.Load(reader);
        foreach (var process in document.Descendants(Bpmn + "process").Where(p => p.Attribute("id") is not null))
        {
            foreach (var element in process.Descendants().Where(e => e.Attribute("id") is not null))
            {
                if (labels.FindNode(process.Attribute("id")!.Value, element.Attribute("id")!.Value) is { } words) element.SetAttributeValue("name", words);
            }
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }
}
