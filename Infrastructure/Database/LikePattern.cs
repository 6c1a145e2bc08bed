using System.Text;

namespace Infrastructure.Database;

/// <summary>
/// Search by LIKE with what a person typed: pass the pattern and <see cref="Escape"/> to <c>EF.Functions.Like(text, pattern, escape)</c>.
/// </summary>
public static class LikePattern
{
    /// <summary>The escape character, named in every query, because SQL Server has none unless told.</summary>
    public const string Escape = "\\";

    /// <summary>The text so that no character in it is a wildcard. SQL Server also reads <c>[</c> as one.</summary>
    public static string EscapeLike(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (character is '%' or '_' or '[' or '\\') escaped.Append('\\');
            escaped.Append(character);
        }
        return escaped.ToString();
    }

    public static string Containing(string text) => $"%{EscapeLike(text)}%";

    public static string StartingWith(string text) => $"{EscapeLike(text)}%";
}
