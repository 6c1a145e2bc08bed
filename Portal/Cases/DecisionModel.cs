using Domain.Access;
using Domain.Engine;

namespace Portal.Cases;

/// <summary>A decision with its opinion; kept as a draft until it is signed.</summary>
public sealed class DecisionModel
{
    public string? Outcome { get; set; }

    public string? Text { get; set; }

    /// <summary>What stands against signing.</summary>
    /// <param name="assent">The outcome that needs no reason.</param>
    public IReadOnlyList<FormProblem> Problems(string? assent)
    {
        var problems = new List<FormProblem>();
        if (Outcome is null) problems.Add(new("outcome", "field.required"));
        if (Outcome is not null && Outcome != assent && string.IsNullOrWhiteSpace(Text)) problems.Add(new("text", "opinion.text-required"));
        if (Text?.Trim().Length > HistoryEntry.CommentLength) problems.Add(new("text", "field.too-long", HistoryEntry.CommentLength));
        return problems;
    }
}
