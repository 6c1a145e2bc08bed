using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Domain.Ingest;
using Infrastructure.Ingest;
using Workflows.Ingest;

namespace Portal.Ingest.Docs;

/// <summary>Requests and answers as they may go over the wire, for the document and the reference page.</summary>
internal static class ApiExamples
{
    private const string KeyId = "test-key-0001";
    private const string Secret = "test-secret-0001";
    private const string Nonce = "abcdef0123456789";
    private const string ServerTime = "2026-09-12T22:26:42.101Z";

    /// <summary>A header that is right for the endpoint's example, at the time of the example.</summary>
    public static string Authorization(ApiEndpoint endpoint, SigningAlgorithm algorithm)
    {
        var timestamp = At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var parts = new SignedParts(algorithm, "POST", endpoint.Path, timestamp, Nonce);
        var signature = Convert.ToBase64String(RequestSigning.Sign(Encoding.UTF8.GetBytes(Secret), parts, Encoding.UTF8.GetBytes(endpoint.Example)));
        var scheme = algorithm == SigningAlgorithm.HmacSm3 ? RequestSigning.Sm3Scheme : RequestSigning.Sha256Scheme;
        return $"{scheme} keyId=\"{KeyId}\",timestamp=\"{timestamp}\",nonce=\"{Nonce}\",signature=\"{signature}\"";
    }

    /// <summary>When the examples are sent.</summary>
    public static DateTimeOffset At => DateTimeOffset.Parse(ServerTime, CultureInfo.InvariantCulture);

    public static JsonObject Accepted(int count) => new() { ["accepted"] = count, ["duplicates"] = 0, ["rejected"] = new JsonArray(), ["serverTime"] = ServerTime };

    /// <summary>An answer in which a record was refused for <paramref name="code"/>.</summary>
    public static JsonObject Mixed(ApiWords words, UploadKind kind, string code) => new()
    {
        ["accepted"] = 1,
        ["duplicates"] = 1,
        ["rejected"] = new JsonArray(new JsonObject { ["recordId"] = "r4", ["code"] = code, ["message"] = words.OfRejection(kind, code) }),
        ["serverTime"] = ServerTime,
    };

    public static JsonObject Problem(ApiWords words, Refusal refusal)
    {
        var problem = new JsonObject
        {
            ["type"] = "urn:portal:problem:" + refusal.Code,
            ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(refusal.Status),
            ["status"] = refusal.Status,
            ["detail"] = words.Of(refusal),
            ["code"] = refusal.Code,
        };
        if (refusal.Code == Refusal.SkewCode) problem["clockDifference"] = (long)refusal.Arguments[0];
        problem["serverTime"] = ServerTime;
        return problem;
    }

    public static JsonObject Time() => new() { ["time"] = ServerTime, ["unixSeconds"] = At.ToUnixTimeSeconds() };
}
