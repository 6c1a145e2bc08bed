using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

public enum ProcessValueKind
{
    Null,
    Truth,
    Number,
    Text,
}

/// <summary>
/// What a process variable can hold: nothing, true or false, a decimal number, or a text. Dates travel as ISO texts, which
/// compare in their order. Stored as the plain JSON value.
/// </summary>
[JsonConverter(typeof(ProcessValueJson))]
public readonly record struct ProcessValue
{
    private readonly string? _text;
    private readonly decimal _number;

    private ProcessValue(ProcessValueKind kind, decimal number, string? text)
    {
        Kind = kind;
        _number = number;
        _text = text;
    }

    public ProcessValueKind Kind { get; }

    public bool IsNull => Kind == ProcessValueKind.Null;

    public bool IsTrue => Kind == ProcessValueKind.Truth && _number != 0;

    public bool IsFalse => Kind == ProcessValueKind.Truth && _number == 0;

    public decimal? Number => Kind == ProcessValueKind.Number ? _number : null;

    public string? Text => Kind == ProcessValueKind.Text ? _text : null;

    public static ProcessValue Null => default;

    public static ProcessValue From(bool truth) => new(ProcessValueKind.Truth, truth ? 1 : 0, text: null);

    public static ProcessValue From(decimal number) => new(ProcessValueKind.Number, number, text: null);

    public static ProcessValue From(string? text) => text is null ? default : new(ProcessValueKind.Text, 0, text);

    public static implicit operator ProcessValue(bool truth) => From(truth);

    public static implicit operator ProcessValue(decimal number) => From(number);

    public static implicit operator ProcessValue(int number) => From((decimal)number);

    public static implicit operator ProcessValue(long number) => From((decimal)number);

    public static implicit operator ProcessValue(string? text) => From(text);

    /// <summary>
    /// Sign of the difference, or null when the two cannot be compared: another kind, or no order (truth values, null).
    /// Texts compare by code point, the same on every machine.
    /// </summary>
    public int? CompareTo(ProcessValue other) => (Kind, other.Kind) switch
    {
        (ProcessValueKind.Number, ProcessValueKind.Number) => _number.CompareTo(other._number),
        (ProcessValueKind.Text, ProcessValueKind.Text) => string.CompareOrdinal(_text, other._text),
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        ProcessValueKind.Truth => _number != 0 ? "true" : "false",
        ProcessValueKind.Number => _number.ToString(CultureInfo.InvariantCulture),
        ProcessValueKind.Text => _text!,
        _ => "null",
    };
}

internal sealed class ProcessValueJson : JsonConverter<ProcessValue>
{
    public override bool HandleNull => true;

    public override ProcessValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.GetDecimal(),
        JsonTokenType.String => reader.GetString(),
        _ => throw new JsonException("A process variable is a text, a number, true, false or null."),
    };

    public override void Write(Utf8JsonWriter writer, ProcessValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case ProcessValueKind.Truth: writer.WriteBooleanValue(value.IsTrue); break;
            case ProcessValueKind.Number: writer.WriteNumberValue(value.Number!.Value); break;
            case ProcessValueKind.Text: writer.WriteStringValue(value.Text); break;
            default: writer.WriteNullValue(); break;
        }
    }
}
