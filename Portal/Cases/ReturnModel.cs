using Domain.Access;
using Domain.Engine;

namespace Portal.Cases;

/// <summary>What is typed to give a case back; kept as a draft until it is sent.</summary>
public sealed class ReturnModel
{
    public string? Target { get; set; }

    public bool? StraightBack { get; set; } = false;

    public string? Reason { get; set; }

    /// <summary>What stands against it.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (Target is null) problems.Add(new("target", "field.required"));
        if (string.IsNullOrWhiteSpace(Reason)) problems.Add(new("reason", "return.reason-required"));
        else if (Reason.Trim().Length > HistoryEntry.CommentLength) problems.Add(new("reason", "field.too-long", HistoryEntry.CommentLength));
        return problems;
    }
}
