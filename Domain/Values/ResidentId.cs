using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Domain.Values;

/// <summary>
/// Citizen identification number (GB 11643-1999): six digits of region, eight of birth date, three of sequence and a check
/// character (ISO 7064 MOD 11-2). Also the numbers of the same build on residence permits for Hong Kong, Macau and Taiwan
/// residents (81, 82, 83) and on foreigners' permanent residence cards since 2023 (9 + province + country).
/// </summary>
/// <remarks>
/// Any change of a single character is found by the check character. Fifteen-digit numbers are refused: cards that carry them ended
/// in 2013, and they have no check character (docs/decisions/0011-numbers-people-type.md). Personal data:
/// <see cref="ToString"/> is masked, so that a log line never shows the number.
/// </remarks>
public sealed record ResidentId
{
    public const int Length = 18;

    private const string CheckCharacters = "10X98765432";

    private ResidentId(string value, DateOnly birthDate) => (Value, BirthDate) = (value, birthDate);

    /// <summary>The full number. Show <see cref="Masked"/> instead unless revealing it was asked for and recorded.</summary>
    public string Value { get; }

    public DateOnly BirthDate { get; }

    /// <summary>The sequence number is odd for men.</summary>
    public bool IsMale => (Value[16] - '0') % 2 == 1;

    /// <summary>First three and last four characters; neither birth date nor county can be read from it.</summary>
    public string Masked => $"{Value[..3]}***********{Value[14..]}";

    /// <summary>Looks at a number without making one.</summary>
    public static CheckOutcome Check(string? text)
    {
        if (text is not { Length: Length } || text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9') || !HasIssuingProvince(text)
            || !TryBirthDate(text, out _))
            return CheckOutcome.Malformed;
        if (!char.IsAsciiDigit(text[17]) && text[17] is not ('X' or 'x'))
            return CheckOutcome.Malformed;

        return char.ToUpperInvariant(text[17]) == CheckCharacter(text) ? CheckOutcome.Valid : CheckOutcome.WrongCheckDigit;
    }

    /// <summary>A small <c>x</c> is taken and kept as <c>X</c>: card readers and terminals deliver both.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResidentId? id)
    {
        id = Check(text) == CheckOutcome.Valid && TryBirthDate(text!, out var birthDate)
            ? new ResidentId(text!.ToUpperInvariant(), birthDate)
            : null;
        return id is not null;
    }

    /// <exception cref="DomainException"><c>values.resident-id-malformed</c>, <c>values.resident-id-check-digit</c>; without the number</exception>
    public static ResidentId Parse(string? text) => TryParse(text, out var id) ? id : throw new DomainException(
        Check(text) == CheckOutcome.WrongCheckDigit ? "values.resident-id-check-digit" : "values.resident-id-malformed");

    /// <summary>Full years on a day. Who was born on 29 February comes of age on 1 March in a common year.</summary>
    public int AgeOn(DateOnly day)
    {
        var hadBirthday = (day.Month, day.Day).CompareTo((BirthDate.Month, BirthDate.Day)) >= 0;
        return day.Year - BirthDate.Year - (hadBirthday ? 0 : 1);
    }

    public override string ToString() => Masked;

    private static bool HasIssuingProvince(string text) => text[0] == '9'
        ? RegionCode.IsProvince(text.AsSpan(1, 2))
        : RegionCode.IsProvince(text.AsSpan(0, 2)) || text.StartsWith("83", StringComparison.Ordinal);

    private static bool TryBirthDate(string text, out DateOnly birthDate) =>
        DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birthDate)
        && birthDate.Year is >= 1900 and < 2100;

    private static char CheckCharacter(string text)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum = (sum + (text[i] - '0')) * 2 % 11;
        return CheckCharacters[sum];
    }
}
