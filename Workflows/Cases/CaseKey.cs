using System.Globalization;

namespace Workflows.Cases;

/// <summary>A case by its chain and number, written "access:42": the engine's business key, and the last part of the case's address.</summary>
public readonly record struct CaseKey(string Chain, long Id)
{
    /// <exception cref="FormatException">It is none.</exception>
    public static CaseKey Parse(string text) => TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is no case.");

    public static bool TryParse(string? text, out CaseKey key)
    {
        key = default;
        if (text?.Split(':') is not [{ Length: > 0 } chain, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        key = new CaseKey(chain, id);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Chain}:{Id}");
}
