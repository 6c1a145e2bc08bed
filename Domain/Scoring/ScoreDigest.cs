using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Domain.Scoring;

/// <summary>
/// The fingerprint of a score: SHA-256 over rules, facts and result in one form. Whoever has the three can make it again, and a changed byte in
/// any of them makes another one.
/// </summary>
public static class ScoreDigest
{
    /// <summary>Hexadecimal digits.</summary>
    public const int Length = 64;

    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>UTF-8 JSON without white space; members in the order of their declaration, lists in theirs, moments in UTC.</summary>
    public static byte[] Bytes(ScoreRules rules, ScoreFacts facts, ScoreResult result) =>
        JsonSerializer.SerializeToUtf8Bytes(new { rules, facts, result = new { result.Score, result.Deductions } }, Canonical);

    /// <summary>Lower-case hexadecimal.</summary>
    public static string Of(ScoreRules rules, ScoreFacts facts, ScoreResult result) => Convert.ToHexStringLower(SHA256.HashData(Bytes(rules, facts, result)));
}
