using System.Globalization;
using System.Text.Json.Nodes;
using Domain.Ingest;
using Infrastructure.Ingest;
using Workflows.Ingest;

namespace Portal.Ingest.Docs;

/// <summary>
/// The OpenAPI document of the interface, made from what the code itself goes by: addresses, fields, limits, words and codes. Version 3.0 of the
/// format, because every generator reads it.
/// </summary>
public sealed class OpenApiDocument(ApiWords words)
{
    public const string Address = "/openapi/v1.json";

    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>In the language of the flow of control.</summary>
    public JsonObject Make()
    {
        var paths = new JsonObject();
        foreach (var endpoint in ApiEndpoint.Uploads) paths[endpoint.Path] = new JsonObject { ["post"] = Upload(endpoint) };
        paths[IngestEndpoints.Root + "/time"] = new JsonObject { ["get"] = Time() };
        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = words["Title"], ["version"] = "1", ["description"] = $"{words["Lead"]}\n\n{words["SigningText"]} {words.SigningLimits}\n\n{words.Limits}" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["externalDocs"] = new JsonObject { ["description"] = words["Guide"], ["url"] = GuidePage.Address },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["securitySchemes"] = SecuritySchemes(), ["schemas"] = ApiSchemas.All(words) },
        };
    }

    private JsonObject Upload(ApiEndpoint endpoint)
    {
        var rejection = ApiRecords.CodesOf(endpoint.Kind).First(code => code.EndsWith(Rejection.Rules.Invalid, StringComparison.Ordinal) && !code.StartsWith("record", StringComparison.Ordinal));
        var responses = new JsonObject
        {
            ["200"] = Response("Answer.200", Json, endpoint.Kind + "Answer", new JsonObject
            {
                ["accepted"] = Example(words["Example.Accepted"], ApiExamples.Accepted(JsonNode.Parse(endpoint.Example)!["records"]!.AsArray().Count)),
                ["mixed"] = Example(words["Example.Mixed"], ApiExamples.Mixed(words, endpoint.Kind, rejection)),
            }),
        };
        foreach (var of in endpoint.Refusals.GroupBy(refusal => refusal.Status).OrderBy(of => of.Key))
            responses[of.Key.ToString(CultureInfo.InvariantCulture)] = Refused(of.Key, of);
        return new JsonObject
        {
            ["operationId"] = char.ToLowerInvariant(endpoint.Kind.ToString()[0]) + endpoint.Kind.ToString()[1..],
            ["summary"] = words.Summary(endpoint.Kind),
            ["description"] = words.Text(endpoint.Kind),
            ["security"] = new JsonArray(new JsonObject { ["hmacSha256"] = new JsonArray() }, new JsonObject { ["hmacSm3"] = new JsonArray() }),
            ["parameters"] = new JsonArray(AcceptLanguage()),
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject
                {
                    [Json] = new JsonObject
                    {
                        ["schema"] = ApiSchemas.Reference(endpoint.Schema + "Batch"),
                        ["examples"] = new JsonObject { ["sound"] = Example(words.Summary(endpoint.Kind), JsonNode.Parse(endpoint.Example)!) },
                    },
                },
            },
            ["responses"] = responses,
        };
    }

    private JsonObject Time() => new()
    {
        ["operationId"] = "time",
        ["summary"] = words["Op.Time"],
        ["description"] = words["Op.Time.Text"],
        ["security"] = new JsonArray(),
        ["responses"] = new JsonObject
        {
            ["200"] = Response("Answer.200.Time", Json, "Time", new JsonObject { ["time"] = Example(words["Op.Time"], ApiExamples.Time()) }),
        },
    };

    private JsonObject Refused(int status, IEnumerable<Refusal> refusals)
    {
        var examples = new JsonObject();
        foreach (var refusal in refusals) examples[refusal.Code] = Example(words.Of(refusal), ApiExamples.Problem(words, refusal));
        var response = Response($"Answer.{status}", ProblemJson, "Problem", examples);
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            response["headers"] = new JsonObject { ["Retry-After"] = Header("Header.RetryAfter", "integer", 2) };
        if (status == StatusCodes.Status401Unauthorized)
            response["headers"] = new JsonObject { ["WWW-Authenticate"] = Header("Header.WwwAuthenticate", "string", SignedRequests.Challenge) };
        return response;
    }

    private JsonObject AcceptLanguage() => new()
    {
        ["name"] = "Accept-Language",
        ["in"] = "header",
        ["description"] = words["Header.AcceptLanguage"],
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = "en",
    };

    private JsonObject Header(string text, string type, JsonNode example) =>
        new() { ["description"] = words[text], ["schema"] = new JsonObject { ["type"] = type }, ["example"] = example };

    private JsonObject Response(string text, string contentType, string schema, JsonObject examples) => new()
    {
        ["description"] = words[text],
        ["content"] = new JsonObject { [contentType] = new JsonObject { ["schema"] = ApiSchemas.Reference(schema), ["examples"] = examples } },
    };

    private static JsonObject Example(string summary, JsonNode value) => new() { ["summary"] = summary, ["value"] = value };

    private JsonObject SecuritySchemes()
    {
        JsonObject Scheme(SigningAlgorithm algorithm) => new()
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "Authorization",
            ["description"] = $"{words["SigningText"]} {words.SigningLimits}\n\n    Authorization: {ApiExamples.Authorization(ApiEndpoint.Uploads[0], algorithm)}",
        };
        return new JsonObject { ["hmacSha256"] = Scheme(SigningAlgorithm.HmacSha256), ["hmacSm3"] = Scheme(SigningAlgorithm.HmacSm3) };
    }
}
