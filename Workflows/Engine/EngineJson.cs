using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Workflows.Engine;

/// <summary>How states and commands are stored: one compact JSON document each, Chinese texts readable in it.</summary>
[JsonSerializable(typeof(ProcessState))]
[JsonSerializable(typeof(ProcessCommand))]
public sealed partial class EngineJson : JsonSerializerContext
{
    public static EngineJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static string Write(ProcessState state) => JsonSerializer.Serialize(state, Stored.ProcessState);

    public static string Write(ProcessCommand command) => JsonSerializer.Serialize(command, Stored.ProcessCommand);

    /// <exception cref="JsonException">The document is no state.</exception>
    public static ProcessState ReadState(string json) =>
        JsonSerializer.Deserialize(json, Stored.ProcessState) ?? throw new JsonException("A state is missing.");

    /// <exception cref="JsonException">The document is no command.</exception>
    public static ProcessCommand ReadCommand(string json) =>
        JsonSerializer.Deserialize(json, Stored.ProcessCommand) ?? throw new JsonException("A command is missing.");
}

internal static class OrdinalMap
{
    public static ImmutableSortedDictionary<string, T> Empty<T>() => Of<T>.Empty;

    private static class Of<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Empty = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}

/// <summary>Keeps the ordinal order of keys, so that the same state is the same text on every machine.</summary>
internal sealed class OrdinalMapJson<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
{
    public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is expected.");
        var values = (JsonConverter<T>)options.GetConverter(typeof(T));
        var map = OrdinalMap.Empty<T>().ToBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = values.Read(ref reader, typeof(T), options)!;
        }

        return map.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
    {
        var values = (JsonConverter<T>)options.GetConverter(typeof(T));
        writer.WriteStartObject();
        foreach (var (name, item) in value)
        {
            writer.WritePropertyName(name);
            values.Write(writer, item, options);
        }

        writer.WriteEndObject();
    }
}
