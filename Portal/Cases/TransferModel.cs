using Domain.Access;
using Domain.Engine;

namespace Portal.Cases;

/// <summary>What is chosen and typed to leave an item to a colleague; kept as a draft until it is sent.</summary>
public sealed class TransferModel
{
    public long? To { get; set; }

    public string? Note { get; set; }

    /// <summary>What stands against it.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (To is null) problems.Add(new("to", "field.required"));
        if (Note?.Trim().Length > HistoryEntry.CommentLength) problems.Add(new("note", "field.too-long", HistoryEntry.CommentLength));
        return problems;
    }
}
