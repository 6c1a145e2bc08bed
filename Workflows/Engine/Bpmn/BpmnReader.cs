using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Workflows.Engine.Bpmn;

/// <summary>
/// Reads a BPMN 2.0 file of any tool into a definition, or says everything that stands against it. Diagram, lanes, data and
/// foreign extensions are passed over; any other element that the engine does not execute is a problem.
/// </summary>
public static class BpmnReader
{
    /// <summary>Largest file, in characters.</summary>
    public const int MaximumCharacters = 2_000_000;

    /// <summary>Reads the process with this id, or the only executable one.</summary>
    public static BpmnReadResult Read(string xml, string? processId = null)
    {
        using var reader = new StringReader(xml);
        return Read(reader, processId);
    }

    /// <inheritdoc cref="Read(string, string?)"/>
    public static BpmnReadResult Read(TextReader text, string? processId = null)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaximumCharacters,
        };
        return Read(() => XmlReader.Create(text, settings), processId);
    }

    /// <summary>Reads bytes, minding the encoding that the file declares.</summary>
    public static BpmnReadResult Read(Stream bytes, string? processId = null)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaximumCharacters,
        };
        return Read(() => XmlReader.Create(bytes, settings), processId);
    }

    private static BpmnReadResult Read(Func<XmlReader> open, string? processId)
    {
        XElement root;
        try
        {
            using var reader = open();
            root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException broken)
        {
            return Failed(new BpmnProblem(BpmnProblemCodes.NotXml, "xml", Id: null, broken.LineNumber, broken.Message));
        }

        if (root.Name != BpmnNames.Bpmn + "definitions")
            return Failed(new BpmnProblem(BpmnProblemCodes.NotBpmn, root.Name.LocalName, Id: null, root.Line(), root.Name.NamespaceName));

        var problems = new List<BpmnProblem>();
        var chosen = Choose(root, processId, problems);
        ProcessDefinition? definition = null;
        foreach (var process in chosen) definition = new ProcessReader(root, process, problems).Read();
        return problems.Count == 0
            ? new BpmnReadResult(definition, [])
            : new BpmnReadResult(Definition: null, [.. problems.OrderBy(problem => problem.Line)]);
    }

    /// <summary>
    /// The process to read. Where the choice fails all candidates are read all the same, so that their other problems come to light with it.
    /// </summary>
    private static List<XElement> Choose(XElement root, string? processId, List<BpmnProblem> problems)
    {
        var all = root.Elements(BpmnNames.Bpmn + "process").ToList();
        if (processId is not null) all = all.FindAll(process => string.Equals(process.Text("id"), processId, StringComparison.Ordinal));
        if (all.Count == 0)
        {
            problems.Add(new BpmnProblem(BpmnProblemCodes.NoProcess, "definitions", processId, root.Line()));
            return all;
        }

        var declared = all.FindAll(process => process.Text("isExecutable")?.Trim() is "true" or "1");
        var silent = all.FindAll(process => process.Text("isExecutable") is null);
        var candidates = declared.Count > 0 ? declared : silent;
        if (candidates.Count == 1) return candidates;
        foreach (var process in candidates.Count == 0 ? all : candidates)
        {
            var code = candidates.Count == 0 ? BpmnProblemCodes.NotExecutable : BpmnProblemCodes.SeveralProcesses;
            problems.Add(new BpmnProblem(code, "process", process.Text("id"), process.Line()));
        }

        return candidates.Count == 0 ? all : candidates;
    }

    private static BpmnReadResult Failed(BpmnProblem problem) => new(Definition: null, ImmutableArray.Create(problem));
}
