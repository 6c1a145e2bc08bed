using System.Text.Json.Nodes;
using Workflows.Ingest;

namespace Portal.Ingest.Docs;

/// <summary>The document's schemas: of the records from their fields, of the answers as <see cref="AnswerWriter"/> writes them.</summary>
internal static class ApiSchemas
{
    public static JsonObject All(ApiWords words)
    {
        var schemas = new JsonObject();
        foreach (var endpoint in ApiEndpoint.Uploads.DistinctBy(e => e.Schema))
        {
            schemas[endpoint.Schema] = Object(words, ApiRecords.Of(endpoint.Kind));
            schemas[endpoint.Schema + "Batch"] = Batch(words, endpoint);
        }

        // Each upload answers with the codes of its own records.
        foreach (var endpoint in ApiEndpoint.Uploads) schemas[endpoint.Kind + "Answer"] = Answer(words, endpoint);
        schemas["Problem"] = Described(words, new()
        {
            ["type"] = Type("string"),
            ["title"] = Type("string"),
            ["status"] = Type("integer"),
            ["detail"] = Type("string"),
            ["code"] = new JsonObject { ["type"] = "string", ["enum"] = Words(ApiEndpoint.Uploads.SelectMany(e => e.Refusals).Select(r => r.Code).Distinct()) },
            ["clockDifference"] = Type("integer", "int64"),
            ["serverTime"] = Type("string", "date-time"),
        }, optional: "clockDifference");
        schemas["Time"] = Described(words, new() { ["time"] = Type("string", "date-time"), ["unixSeconds"] = Type("integer", "int64") });
        return schemas;
    }

    public static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    private static JsonObject Batch(ApiWords words, ApiEndpoint endpoint)
    {
        var properties = new JsonObject();
        if (endpoint.OfCaptures) properties["accessNumber"] = new JsonObject { ["type"] = "string", ["description"] = words["Field.accessNumber"] };
        properties["records"] = new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["maxItems"] = UploadLimits.MaxRecords,
            ["description"] = words.Of(new ApiField("records", ApiType.List)),
            ["items"] = Reference(endpoint.Schema),
        };
        return new JsonObject { ["type"] = "object", ["required"] = Words(properties.Select(p => p.Key)), ["properties"] = properties };
    }

    private static JsonObject Answer(ApiWords words, ApiEndpoint endpoint)
    {
        var rejected = Described(words, new()
        {
            ["recordId"] = new JsonObject { ["type"] = "string", ["nullable"] = true },
            ["code"] = new JsonObject { ["type"] = "string", ["enum"] = Words(ApiRecords.CodesOf(endpoint.Kind)) },
            ["message"] = Type("string"),
        });
        return Described(words, new()
        {
            ["accepted"] = Type("integer"),
            ["duplicates"] = Type("integer"),
            ["rejected"] = new JsonObject { ["type"] = "array", ["items"] = rejected },
            ["serverTime"] = Type("string", "date-time"),
        });
    }

    private static JsonObject Object(ApiWords words, IReadOnlyList<ApiField> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields) properties[field.Name] = Property(words, field);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (fields.Any(field => field.Required)) schema["required"] = Words(fields.Where(field => field.Required).Select(field => field.Name));
        return schema;
    }

    private static JsonObject Property(ApiWords words, ApiField field)
    {
        var schema = field.Type switch
        {
            ApiType.Object => Object(words, field.Members),
            ApiType.List => new JsonObject { ["type"] = "array", ["items"] = Object(words, field.Members) },
            ApiType.Moment => Type("string", "date-time"),
            ApiType.Bytes => Type("string", "byte"),
            ApiType.Flag => Type("boolean"),
            ApiType.Whole => Type("integer"),
            ApiType.Number => Type("number", "double"),
            _ => Type("string"),
        };
        schema["description"] = words.Of(field);
        if (field.Nullable) schema["nullable"] = true;
        if (field is { Required: true, Type: ApiType.Text }) schema["minLength"] = 1;
        if (field.MaxLength is { } length) schema["maxLength"] = length;
        if (field.Pattern is { } pattern) schema["pattern"] = pattern;
        if (field.Min is { } min) schema["minimum"] = min;
        if (field.Max is { } max) schema["maximum"] = max;
        if (field.MaxItems is { } items) schema["maxItems"] = items;
        if (field.Words.Count > 0) schema["enum"] = Words(field.Words);
        return schema;
    }

    /// <summary>An object of an answer, each member with its text.</summary>
    private static JsonObject Described(ApiWords words, JsonObject properties, string? optional = null)
    {
        foreach (var (name, schema) in properties) schema!["description"] = words["Answer." + name];
        return new JsonObject { ["type"] = "object", ["required"] = Words(properties.Select(p => p.Key).Where(name => name != optional)), ["properties"] = properties };
    }

    private static JsonObject Type(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null) schema["format"] = format;
        return schema;
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];
}
