using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Domain.Engine;
using Workflows.Engine.Feel;

namespace Workflows.Engine.Bpmn;

/// <summary>The portal's own attributes on one element. One that is not read in its place is a mistake in the file, not a comment.</summary>
internal sealed class PortalAttributes
{
    private readonly XElement _element;
    private readonly NodeReader _reader;
    private readonly List<BpmnProblem> _problems;
    private readonly Dictionary<string, string> _values;

    public PortalAttributes(XElement element, NodeReader reader, List<BpmnProblem> problems)
    {
        _element = element;
        _reader = reader;
        _problems = problems;
        _values = element.Attributes().Where(attribute => attribute.Name.Namespace == BpmnNames.Portal)
            .ToDictionary(attribute => attribute.Name.LocalName, attribute => attribute.Value.Trim(), StringComparer.Ordinal);
    }

    public string Require(string name)
    {
        if (Take(name) is { } value) return value;
        Add(BpmnProblemCodes.MissingAttribute, "portal:" + name);
        return "";
    }

    public WorkSpec ReadWork(bool withOutcomes, Countersign? countersign = null)
    {
        var work = new WorkSpec
        {
            Countersign = countersign,
            Role = Take("role"),
            Party = Take("party"),
            Person = withOutcomes ? Take("person") : null,
            Outcomes = withOutcomes ? ReadOutcomes() : [],
            DueWorkingDays = ReadDays(),
            Clock = Take("clock"),
            StopsClock = Take("stopsClock"),
            EscalateTo = Take("escalateTo"),
            EscalateParty = Take("escalateParty"),
        };
        // Those who sign are named with their roles; a role for all of them would say something else.
        if (countersign is not null && (work.Role ?? work.Party ?? work.Person) is not null)
            Add(BpmnProblemCodes.UnsupportedAttribute, "portal:role, portal:party, portal:person");
        if (work.Clock is not null && work.DueWorkingDays is null) Add(BpmnProblemCodes.BadClock, "portal:dueWorkingDays");
        if (work.Clock is not null && work.StopsClock is not null) Add(BpmnProblemCodes.BadClock, "portal:stopsClock");
        return work;
    }

    /// <summary>Of the loop marker of a user task.</summary>
    public Countersign? ReadCountersign(bool sequential)
    {
        var signers = Require("signers");
        var needs = Take("needs") ?? "all";
        decimal? share = needs switch
        {
            "all" => 1,
            "any" => null,
            [.. var digits, '%'] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 100 => percent / 100m,
            _ => -1,
        };
        if (share < 0) Add(BpmnProblemCodes.BadAttribute, "portal:needs=" + needs);
        var isList = signers.Length > 0 && !signers.StartsWith('=');
        if (isList && Signer.ParseAll(signers).Length is 0 or > Countersign.MaximumSigners) Add(BpmnProblemCodes.BadAttribute, "portal:signers=" + signers);
        var expression = signers.Length == 0 ? null : _reader.ReadExpression(_element, isList ? $"\"{signers}\"" : signers);
        return expression is null ? null : new Countersign(expression, share, sequential);
    }

    public void RefuseRest()
    {
        foreach (var name in _values.Keys) Add(BpmnProblemCodes.UnsupportedAttribute, "portal:" + name);
    }

    private ImmutableArray<string> ReadOutcomes()
    {
        var outcomes = (Take("outcomes") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var tooLong = outcomes.Any(outcome => outcome.Length > WorkItem.OutcomeLength);
        if (tooLong || outcomes.Distinct(StringComparer.Ordinal).Count() < outcomes.Length) Add(BpmnProblemCodes.BadAttribute, "portal:outcomes");
        return [.. outcomes];
    }

    private Expression? ReadDays()
    {
        if (Take("dueWorkingDays") is not { } days) return null;
        var isNumber = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1000;
        if (isNumber || days.StartsWith('=')) return _reader.ReadExpression(_element, days);
        Add(BpmnProblemCodes.BadAttribute, "portal:dueWorkingDays=" + days);
        return null;
    }

    private string? Take(string name)
    {
        if (!_values.Remove(name, out var value)) return null;
        if (value.Length > 0) return value;
        Add(BpmnProblemCodes.BadAttribute, "portal:" + name);
        return null;
    }

    private void Add(string code, string detail) =>
        _problems.Add(new BpmnProblem(code, _element.Name.LocalName, _element.Text("id"), _element.Line(), detail));
}
