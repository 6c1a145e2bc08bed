using Domain;
using Domain.Engine;

namespace Workflows.Cases;

/// <summary>What somebody wrote beside an action, as the history keeps it.</summary>
public static class CaseComment
{
    /// <returns>Trimmed; null when nothing was written.</returns>
    /// <exception cref="DomainException">field.too-long.</exception>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return text.Trim() is { Length: <= HistoryEntry.CommentLength } trimmed
            ? trimmed
            : throw new DomainException("field.too-long", HistoryEntry.CommentLength);
    }
}
