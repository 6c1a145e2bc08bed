using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Domain.Files;

namespace Workflows.Engine.Shell;

/// <summary>
/// The fingerprint of what an applicant files. A case that goes straight back to who returned it skips the steps in between only if the
/// form is the one that they approved.
/// </summary>
internal static class FiledContent
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="parts">All that the reviewers read: the form, its papers by name and hash. Not the remark that goes with a submission.</param>
    /// <returns>Lower-case hex SHA-256; equal for equal content.</returns>
    public static string Of(params object?[] parts) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts, Options)));

    /// <summary>Papers as they are read, in whatever order they were added.</summary>
    public static IEnumerable<string> Papers(IEnumerable<UploadedFile> files) => files.Select(f => $"{f.Hash} {f.FileName}").Order(StringComparer.Ordinal);
}
