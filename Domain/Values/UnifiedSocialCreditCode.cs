using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Domain.Values;

/// <summary>
/// Unified social credit code of an organization (GB 32100-2015): 18 characters, of which two name the registering department and
/// the category, six the region, nine the organization and one is the check character (modulo 31).
/// </summary>
/// <remarks>
/// Any change of a single character is found by the check character, because every weight is prime to 31. A few real codes, issued
/// early in Fujian, do not follow the standard: <see cref="ParseConfirmed"/> accepts them once a person has confirmed the warning.
/// The organization code's own check digit (GB 11714) is not looked at: registers hold real codes that break it.
/// </remarks>
public sealed record UnifiedSocialCreditCode
{
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    private UnifiedSocialCreditCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The region in which the organization was registered. Not looked up: abolished regions stay in old codes.</summary>
    public string RegionDigits => Value[2..8];

    /// <summary>False only for a code accepted by <see cref="ParseConfirmed"/>.</summary>
    public bool HasRightCheckDigit => Check(Value) == CheckOutcome.Valid;

    /// <summary>Looks at a code without making one, for a form that warns before it accepts.</summary>
    public static CheckOutcome Check(string? text)
    {
        if (text is not { Length: Length } || text.AsSpan().ContainsAnyExcept(Characters))
            return CheckOutcome.Malformed;
        if (text.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9') || !text.AsSpan(8, 9).ContainsAnyExcept('0'))
            return CheckOutcome.Malformed;

        return text[^1] == CheckCharacter(text.AsSpan(0, Length - 1)) ? CheckOutcome.Valid : CheckOutcome.WrongCheckDigit;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out UnifiedSocialCreditCode? code)
    {
        code = Check(text) == CheckOutcome.Valid ? new UnifiedSocialCreditCode(text!) : null;
        return code is not null;
    }

    /// <exception cref="DomainException"><c>values.credit-code-malformed</c>, <c>values.credit-code-check-digit</c></exception>
    public static UnifiedSocialCreditCode Parse(string? text) => Check(text) switch
    {
        CheckOutcome.Valid => new UnifiedSocialCreditCode(text!),
        CheckOutcome.WrongCheckDigit => throw new DomainException("values.credit-code-check-digit", text!),
        _ => throw new DomainException("values.credit-code-malformed"),
    };

    /// <summary>Accepts a wrong check character too. Only for a code whose warning a person has confirmed, and for reading stored ones.</summary>
    /// <exception cref="DomainException"><c>values.credit-code-malformed</c></exception>
    public static UnifiedSocialCreditCode ParseConfirmed(string? text) => Check(text) == CheckOutcome.Malformed
        ? throw new DomainException("values.credit-code-malformed")
        : new UnifiedSocialCreditCode(text!);

    public override string ToString() => Value;

    private static char CheckCharacter(ReadOnlySpan<char> body)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
