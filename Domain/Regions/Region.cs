using Domain.Values;

namespace Domain.Regions;

/// <summary>An administrative division that exists today. Codes of abolished ones live on in documents and are not listed here.</summary>
public sealed class Region
{
    public const int NameMaxLength = 60;
    public const int LettersMaxLength = 4;

    /// <param name="code">GB/T 2260.</param>
    /// <param name="name">Chinese official name, like 霞山区.</param>
    /// <param name="parent">The real division above: a municipality's district or a county under direct rule belongs to the province itself.</param>
    /// <param name="letters">See <see cref="Letters"/>.</param>
    /// <exception cref="DomainException"><c>regions.parent-does-not-contain</c>, <c>regions.letters-malformed</c></exception>
    public Region(RegionCode code, string name, RegionCode? parent, string? letters = null)
    {
        if (parent is not null && (parent == code || !parent.Contains(code)))
            throw new DomainException("regions.parent-does-not-contain", parent.Value, code.Value);
        Code = code.Value;
        Name = name;
        ParentCode = parent?.Value;
        UseLetters(letters);
    }

    /// <summary>For EF.</summary>
    private Region()
    {
    }

    /// <summary>Six digits; the key.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Null for a province.</summary>
    public string? ParentCode { get; private set; }

    /// <summary>Capital letters that site numbers of this district begin with, like PD in PD20240617002 (S0). Null where none are in use.</summary>
    public string? Letters { get; private set; }

    public RegionLevel Level => RegionCode.Parse(Code).Level;

    /// <exception cref="DomainException"><c>regions.letters-malformed</c>: not one to four capital letters</exception>
    public void UseLetters(string? letters)
    {
        if (letters is not null && (letters.Length is 0 or > LettersMaxLength || !letters.All(char.IsAsciiLetterUpper)))
            throw new DomainException("regions.letters-malformed", letters, LettersMaxLength);
        Letters = letters;
    }
}
