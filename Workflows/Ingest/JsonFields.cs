using System.Globalization;
using System.Text.Json;
using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>
/// Reads single fields of records. Each method stands on the value and leaves the reader on its last token, whatever is there; a value that
/// does not fit refuses the record and gives null. null and a text without characters count as not sent.
/// </summary>
internal static class JsonFields
{
    /// <summary>Bytes that a character can take at most, written as \uXXXX.</summary>
    private const int BytesPerCharacter = 6;

    /// <summary>Of a time with seven decimals and an offset, and a little more.</summary>
    private const int LongestMoment = 40;

    public static string? Text(ref Utf8JsonReader reader, RecordDraft record, string field, int maxLength)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) return Invalid<string>(ref reader, record, field);
        if (reader.ValueSpan.Length > maxLength * BytesPerCharacter) return TooLong(record, field, maxLength);
        if (TextOrNull(ref reader) is not { } text) return reader.ValueSpan.IsEmpty ? null : Invalid<string>(ref reader, record, field);
        return text.Length > maxLength ? TooLong(record, field, maxLength) : text;
    }

    /// <summary>A text of visible characters; null for anything else, an empty one included.</summary>
    public static string? TextOrNull(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            var text = reader.GetString()!;
            // Neither server keeps U+0000, and no name that machines give needs a line break.
            return text.Length == 0 || text.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    public static bool? Flag(ref Utf8JsonReader reader, RecordDraft record, string field) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => InvalidValue<bool>(ref reader, record, field),
    };

    public static double? Number(ref Utf8JsonReader reader, RecordDraft record, string field)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        return InvalidValue<double>(ref reader, record, field);
    }

    /// <summary>A whole number, also if it is written 42.0.</summary>
    public static int? Whole(ref Utf8JsonReader reader, RecordDraft record, string field, int lowest, int highest)
    {
        if (Number(ref reader, record, field) is not { } number) return null;
        if (number != Math.Floor(number)) return InvalidValue<int>(ref reader, record, field);
        if (number >= lowest && number <= highest) return (int)number;
        record.Reject(field, Rejection.Rules.OutOfRange);
        return null;
    }

    /// <summary>ISO 8601 with Z or an offset: a time without one could be any of several moments.</summary>
    public static DateTimeOffset? Moment(ref Utf8JsonReader reader, RecordDraft record, string field)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String && HasOffset(ref reader) && reader.TryGetDateTimeOffset(out var moment)) return moment.ToUniversalTime();
        return InvalidValue<DateTimeOffset>(ref reader, record, field);
    }

    /// <summary>One of a set of words, in the order of the enumeration.</summary>
    public static T? Word<T>(ref Utf8JsonReader reader, RecordDraft record, string field, IReadOnlyList<string> words)
        where T : struct, Enum
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < words.Count; i++)
                if (reader.ValueTextEquals(words[i]))
                    return (T)(object)i;
        }

        return InvalidValue<T>(ref reader, record, field);
    }

    public static T? Invalid<T>(ref Utf8JsonReader reader, RecordDraft record, string field)
        where T : class
    {
        reader.Skip();
        record.Reject(field, Rejection.Rules.Invalid);
        return null;
    }

    public static T? InvalidValue<T>(ref Utf8JsonReader reader, RecordDraft record, string field)
        where T : struct
    {
        reader.Skip();
        record.Reject(field, Rejection.Rules.Invalid);
        return null;
    }

    private static string? TooLong(RecordDraft record, string field, int maxLength)
    {
        record.Reject(field, Rejection.Rules.TooLong, maxLength.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private static bool HasOffset(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return HasOffset(reader.ValueSpan);
        // Some writers, .NET's own among them, escape the plus sign.
        if (reader.ValueSpan.Length > LongestMoment * BytesPerCharacter) return false;
        Span<byte> text = stackalloc byte[LongestMoment * BytesPerCharacter];
        try
        {
            return HasOffset(text[..reader.CopyString(text)]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return false;
        }
    }

    private static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.EndsWith("Z"u8) || (text.Length > 16 && text[^6] is (byte)'+' or (byte)'-' && text[^3] == (byte)':' && text.Contains((byte)'T'));
}
