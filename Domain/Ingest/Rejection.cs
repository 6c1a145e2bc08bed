namespace Domain.Ingest;

/// <summary>Why a record of an upload is refused: a field of the API contract and what is wrong with it.</summary>
/// <param name="Field">As the contract spells it, such as "plate".</param>
/// <param name="Rule">One of <see cref="Rules"/>, or a word of the field's own; its text in both languages stands under <c>ingest.</c> and this.</param>
/// <param name="Arguments">Values for the placeholders of that text.</param>
public sealed record Rejection(string Field, string Rule, params IReadOnlyList<string> Arguments)
{
    /// <summary>What the sender reads, such as "plate.invalid"; stable.</summary>
    public string Code => $"{Field}.{Rule}";

    /// <summary>The rules that many fields share.</summary>
    public static class Rules
    {
        public const string Missing = "missing";

        /// <summary>Of the wrong type or form.</summary>
        public const string Invalid = "invalid";

        /// <summary>Argument: how many characters it may have.</summary>
        public const string TooLong = "too-long";

        /// <summary>Too large or too small, too early or too late.</summary>
        public const string OutOfRange = "out-of-range";

        /// <summary>Not to be sent here.</summary>
        public const string Unexpected = "unexpected";

        /// <summary>Of a time at which the device had left the platform for good (S2 section 3.2); what it sent of the time before is taken.</summary>
        public const string Removed = "removed";
    }
}
