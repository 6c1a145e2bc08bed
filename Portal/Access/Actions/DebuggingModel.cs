using Domain.Access;
using Workflows.Access;

namespace Portal.Access.Actions;

/// <summary>What the operator reports on a debugging.</summary>
public sealed class DebuggingModel
{
    public DebugReport? Report { get; set; }

    public string? Note { get; set; }

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (Report is null) problems.Add(new("report", "field.required"));
        if (string.IsNullOrWhiteSpace(Note) && Report is DebugReport.Failed) problems.Add(new("note", "access.failure-reason-required"));
        if (string.IsNullOrWhiteSpace(Note) && Report is DebugReport.Difficulty) problems.Add(new("note", "access.difficulty-reason-required"));
        return problems;
    }
}
