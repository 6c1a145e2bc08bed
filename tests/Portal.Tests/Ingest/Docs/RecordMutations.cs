using System.Globalization;
using System.Text.Json.Nodes;
using Testing;

namespace Portal.Tests.Ingest.Docs;

/// <summary>A record to be sent.</summary>
/// <param name="Taken">Whether it must be accepted.</param>
internal sealed record Mutation(JsonNode Record, bool Taken);

/// <summary>What a schema of the document says of each field, turned into records that keep to it and records that just do not.</summary>
internal static class RecordMutations
{
    public static IEnumerable<Mutation> Of(JsonArray sound, JsonNode schema)
    {
        yield return new Mutation(JsonValue.Create(17), Taken: false);
        var number = 0;
        foreach (var original in sound.Select(record => record!.AsObject()))
        {
            foreach (var (name, field) in schema["properties"]!.AsObject())
            {
                foreach (var (value, taken) in Values(name, field!, schema, original))
                {
                    var record = original.DeepClone().AsObject();
                    if (name != "recordId") record["recordId"] = $"m{number++}";
                    if (value is Missing) record.Remove(name);
                    else record[name] = ((JsonNode?)value)?.DeepClone();
                    yield return new Mutation(record, taken);
                }
            }
        }

        if (schema["properties"]!["pm25"] is not null) yield return new Mutation(Without(sound[0]!.AsObject(), schema), Taken: false);
    }

    private static IEnumerable<(object? Value, bool Taken)> Values(string name, JsonNode field, JsonNode schema, JsonObject original)
    {
        var required = schema["required"]!.AsArray().Any(r => r!.GetValue<string>() == name);
        // Plate and colour are required of the low camera and forbidden to the high one, which a schema of this format does not say.
        var high = original["camera"]?.GetValue<string>() == "high";
        var ofPlate = name is "plate" or "plateColor";
        yield return (Missing.Value, !required && (!ofPlate || high));
        yield return (null, !required && (!ofPlate || high));
        yield return (field["type"]!.GetValue<string>() == "boolean" ? JsonValue.Create("yes") : JsonValue.Create(true), false);
        if (ofPlate && high) yield return (JsonValue.Create(name == "plate" ? "沪FQ8602" : "blue"), false);
        if (field["maxLength"] is { } length && name is not "data")
        {
            // The longest plate that is one is shorter than what may be sent.
            if (name is "plate" && !high) yield return (JsonValue.Create(Text('号', length)), false);
            else if (name is not "plate" and not "deviceCode") yield return (JsonValue.Create(Text('号', length)), true);
            yield return (JsonValue.Create(Text('1', length) + "1"), false);
        }

        if (name == "deviceCode")
        {
            yield return (JsonValue.Create("99999999999999999999"), false);
            yield return (JsonValue.Create("4408020044132700000a"), false);
        }

        foreach (var word in field["enum"]?.AsArray() ?? []) if (name != "camera" && !(ofPlate && high)) yield return (word!.DeepClone(), true);
        if (field["enum"] is not null) yield return (JsonValue.Create("Other"), false);
        foreach (var outcome in Numbers(field)) yield return outcome;
        if (field["format"]?.GetValue<string>() == "date-time") foreach (var outcome in Times()) yield return outcome;
        if (field["type"]!.GetValue<string>() == "object") foreach (var outcome in Streams(field)) yield return outcome;
        if (name == "images") foreach (var outcome in Pictures(field)) yield return outcome;
    }

    private static IEnumerable<(object? Value, bool Taken)> Numbers(JsonNode field)
    {
        if (field["minimum"] is not { } min || field["maximum"] is not { } max) yield break;
        yield return (min.DeepClone(), true);
        yield return (max.DeepClone(), true);
        yield return (JsonValue.Create(min.GetValue<double>() - 1), false);
        yield return (JsonValue.Create(max.GetValue<double>() + 1), false);
        yield return (JsonValue.Create(min.GetValue<double>() + 0.5), field["type"]!.GetValue<string>() == "number");
    }

    private static IEnumerable<(object? Value, bool Taken)> Times()
    {
        var now = TimeProvider.System.GetUtcNow();
        JsonNode At(DateTimeOffset moment) => JsonValue.Create(moment.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        yield return (At(now.ToOffset(TimeSpan.FromHours(8))), true);
        yield return (At(now.AddMinutes(4)), true);
        yield return (At(now.AddMinutes(20)), false);
        yield return (At(now.AddDays(-29)), true);
        yield return (At(now.AddDays(-31)), false);
        yield return (JsonValue.Create("2026-09-13T06:26:41"), false);
    }

    private static IEnumerable<(object? Value, bool Taken)> Streams(JsonNode field)
    {
        var most = field["properties"]!["width"]!["maximum"]!.GetValue<double>();
        JsonObject Size(double width, double height) => new() { ["width"] = width, ["height"] = height };
        yield return (Size(1, most), true);
        yield return (Size(0, 1), false);
        yield return (Size(most + 1, 1), false);
        yield return (new JsonObject { ["width"] = 1 }, false);
    }

    private static IEnumerable<(object? Value, bool Taken)> Pictures(JsonNode field)
    {
        static JsonObject Picture(byte[] content, string kind = "side") => new() { ["kind"] = kind, ["contentType"] = "image/jpeg", ["data"] = Convert.ToBase64String(content) };
        JsonArray Many(int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)Picture(SampleFiles.Png))];
        var most = field["maxItems"]!.GetValue<int>();
        var bytes = field["items"]!["properties"]!["data"]!["maxLength"]!.GetValue<int>() / 4 * 3;
        byte[] Png(int size) => [.. SampleFiles.Png, .. new byte[size - SampleFiles.Png.Length]];
        yield return (Many(most), true);
        yield return (Many(most + 1), false);
        yield return (new JsonArray(Picture(SampleFiles.Pdf)), false);
        yield return (new JsonArray(Picture(SampleFiles.Png, kind: "back")), false);
        yield return (new JsonArray(Picture(Png(bytes - 2))), true);
        yield return (new JsonArray(Picture(Png(bytes + 1))), false);
        yield return (new JsonArray(new JsonObject { ["kind"] = "front" }), false);
    }

    private static JsonObject Without(JsonObject reading, JsonNode schema)
    {
        var empty = reading.DeepClone().AsObject();
        empty["recordId"] = "empty";
        foreach (var (name, field) in schema["properties"]!.AsObject()) if (field!["type"]!.GetValue<string>() == "number") empty.Remove(name);
        return empty;
    }

    private static string Text(char character, JsonNode length) => new(character, length.GetValue<int>());

    /// <summary>Stands for a field that is not sent.</summary>
    private sealed class Missing
    {
        public static readonly Missing Value = new();
    }
}
