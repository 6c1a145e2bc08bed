using Domain.Access;
using Domain.Engine;

namespace Portal.Cases;

/// <summary>A remark that may be left out.</summary>
public sealed class NoteModel
{
    public string? Note { get; set; }

    /// <summary>What stands against it.</summary>
    public IReadOnlyList<FormProblem> Problems() =>
        Note?.Trim().Length > HistoryEntry.CommentLength ? [new("note", "field.too-long", HistoryEntry.CommentLength)] : [];
}
