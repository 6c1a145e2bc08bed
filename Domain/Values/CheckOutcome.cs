namespace Domain.Values;

/// <summary>What a look at a code with a check digit finds.</summary>
public enum CheckOutcome
{
    /// <summary>Not such a code at all: wrong length, wrong characters, an impossible part.</summary>
    Malformed,

    /// <summary>Well formed, but the last character does not follow from the others: most often a typing mistake.</summary>
    WrongCheckDigit,

    Valid,
}
