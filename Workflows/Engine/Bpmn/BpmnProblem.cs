using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.Engine.Bpmn;

/// <summary>One reason why a file is not accepted.</summary>
/// <param name="Code">One of <see cref="BpmnProblemCodes"/>; texts for people are made from it on the face.</param>
/// <param name="Element">Name of the BPMN element, such as "inclusiveGateway".</param>
/// <param name="Id">Its id, if it has one.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Detail">What it is about: attribute, value, found text.</param>
public sealed record BpmnProblem(string Code, string Element, string? Id, int Line, string? Detail = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}: <{Element}> {Id}: {Code} {Detail}").TrimEnd();
}

/// <summary>What came of reading a file: a definition, or every problem found (never both).</summary>
public sealed record BpmnReadResult(ProcessDefinition? Definition, ImmutableArray<BpmnProblem> Problems);

public static class BpmnProblemCodes
{
    /// <summary>Larger than <see cref="BpmnReader.MaximumCharacters"/>, more elements or deeper than the reader takes.</summary>
    public const string TooLarge = "bpmn.too-large";
    public const string NotXml = "bpmn.not-xml";

    /// <summary>XML, but the root is not BPMN 2.0 definitions.</summary>
    public const string NotBpmn = "bpmn.not-bpmn";
    public const string NoProcess = "bpmn.no-process";

    /// <summary>Several executable processes, and none was chosen by id.</summary>
    public const string SeveralProcesses = "bpmn.several-processes";
    public const string NotExecutable = "bpmn.not-executable";
    public const string UnsupportedElement = "bpmn.unsupported-element";

    /// <summary>An attribute, or a value of it, that changes the meaning in a way the engine does not know.</summary>
    public const string UnsupportedAttribute = "bpmn.unsupported-attribute";
    public const string MissingAttribute = "bpmn.missing-attribute";
    public const string BadAttribute = "bpmn.bad-attribute";
    public const string DuplicateId = "bpmn.duplicate-id";

    /// <summary>A reference to something that is not there, or not in the same scope.</summary>
    public const string UnknownReference = "bpmn.unknown-reference";

    /// <summary>Not exactly one start event in a process or subprocess.</summary>
    public const string OneStart = "bpmn.one-start";
    public const string NoEnd = "bpmn.no-end";
    public const string NoIncoming = "bpmn.no-incoming";
    public const string NoOutgoing = "bpmn.no-outgoing";

    /// <summary>A flow into a start or boundary event, or out of an end event.</summary>
    public const string MisplacedFlow = "bpmn.misplaced-flow";

    /// <summary>A condition or a default anywhere but behind an exclusive gateway, or on the default flow itself.</summary>
    public const string MisplacedCondition = "bpmn.misplaced-condition";

    /// <summary>A flow of a branching exclusive gateway has neither a condition nor is it the default.</summary>
    public const string MissingCondition = "bpmn.missing-condition";
    public const string BadExpression = "bpmn.bad-expression";
    public const string BadDuration = "bpmn.bad-duration";

    /// <summary>portal:clock without portal:dueWorkingDays, or clock and stopsClock on one task.</summary>
    public const string BadClock = "bpmn.bad-clock";
}
