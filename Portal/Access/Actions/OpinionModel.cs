using Domain.Access;

namespace Portal.Access.Actions;

/// <summary>What is typed in an opinion panel; kept as a draft until it is signed.</summary>
public sealed class OpinionModel
{
    public OpinionResult? Result { get; set; }

    public string? Text { get; set; }

    /// <summary>What stands against signing.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (Result is null) problems.Add(new("result", "field.required"));
        if (string.IsNullOrWhiteSpace(Text)) problems.Add(new("text", "opinion.text-required"));
        else if (Text.Trim().Length > AccessOpinion.TextLength) problems.Add(new("text", "field.too-long", AccessOpinion.TextLength));
        return problems;
    }
}
