using System.Text;
using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>The beginning of a body as a person can read it: long texts, which are pictures, are cut out.</summary>
internal static class BodyExcerpt
{
    /// <summary>Bytes of a text in quotes that are shown.</summary>
    private const int TextLength = 80;

    /// <returns>Null for an empty body.</returns>
    public static string? Of(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return null;
        // Each character takes a byte at least, so so many bytes are enough.
        var shown = new List<byte>(RequestLogEntry.ExcerptLength);
        var inText = 0;
        for (var i = 0; i < body.Length && shown.Count < RequestLogEntry.ExcerptLength; i++)
        {
            var escaped = inText > 0 && body[i] == '\\';
            if (body[i] == '"') inText = inText > 0 ? 0 : 1;
            else if (inText > 0) inText++;
            if (inText == TextLength) shown.AddRange("…"u8);
            if (inText < TextLength) shown.Add(body[i]);
            if (!escaped || ++i >= body.Length) continue;
            if (++inText < TextLength) shown.Add(body[i]);
        }

        // What was cut in the middle of a character shows as the sign for that. U+0000 no server stores.
        return Encoding.UTF8.GetString([.. shown]).Replace("\0", "", StringComparison.Ordinal);
    }
}
