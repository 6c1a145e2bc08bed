using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Values;

/// <summary>Mistakes that people make in a code.</summary>
internal static class Changes
{
    /// <summary>The text with exactly one character replaced by another of the alphabet.</summary>
    public static Gen<string> OfOneCharacter(string text, string alphabet) =>
        from position in Gen.Choose(0, text.Length - 1)
        from replacement in Gen.Elements(alphabet.Where(c => c != text[position]).ToArray())
        select text[..position] + replacement + text[(position + 1)..];

    /// <summary>The text with two unequal neighbours swapped.</summary>
    public static Gen<string> OfTwoNeighbours(string text) =>
        from position in Gen.Choose(0, text.Length - 2).Where(i => text[i] != text[i + 1])
        select text[..position] + text[position + 1] + text[position] + text[(position + 2)..];
}
