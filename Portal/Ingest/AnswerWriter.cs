using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Workflows.Ingest;

namespace Portal.Ingest;

/// <summary>Writes what machines are answered: counts, or a problem (RFC 9457) with its code.</summary>
internal sealed class AnswerWriter(IngestMessages messages, TimeProvider time)
{
    private const string Problem = "application/problem+json; charset=utf-8";
    private const string Json = "application/json; charset=utf-8";

    private const int UsualLength = 512;

    /// <summary>Chinese as it is: the answer is JSON and never part of a page.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public async Task WriteAsync(HttpContext context, UploadAnswer answer)
    {
        var response = context.Response;
        response.ContentType = Json;
        if (answer.Rejected.Count == 0)
        {
            WriteCounts(response, answer);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
            return;
        }

        IngestMessages.Speak(context.Request);
        var body = new ArrayBufferWriter<byte>(UsualLength);
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("accepted"u8, answer.Accepted);
            json.WriteNumber("duplicates"u8, answer.Duplicates);
            json.WriteStartArray("rejected"u8);
            foreach (var rejected in answer.Rejected)
            {
                json.WriteStartObject();
                json.WriteString("recordId"u8, rejected.RecordId);
                json.WriteString("code"u8, rejected.Code);
                json.WriteString("message"u8, messages.Of(rejected));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("serverTime"u8, time.GetUtcNow());
            json.WriteEndObject();
        }

        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    /// <summary>The usual answer, which thousands get in a second: no JSON writer is made for it.</summary>
    private void WriteCounts(HttpResponse response, UploadAnswer answer)
    {
        Span<byte> body = stackalloc byte[UsualLength];
        Utf8.TryWrite(
            body, CultureInfo.InvariantCulture, $$"""{"accepted":{{answer.Accepted}},"duplicates":{{answer.Duplicates}},"rejected":[],"serverTime":"{{time.GetUtcNow():O}}"}""", out var length);
        response.ContentLength = length;
        response.BodyWriter.Write(body[..length]);
    }

    /// <param name="context">The request.</param>
    /// <param name="refusal">Why it is refused.</param>
    /// <param name="retryAfter">Seconds after which it may be tried again; null where trying again does not help.</param>
    /// <param name="clockDifference">Sender's clock less ours, seconds, where that is the reason.</param>
    public async Task RefuseAsync(HttpContext context, Refusal refusal, int? retryAfter = null, long? clockDifference = null)
    {
        var response = context.Response;
        IngestMessages.Speak(context.Request);
        response.StatusCode = refusal.Status;
        response.ContentType = Problem;
        if (refusal.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = SignedRequests.Challenge;
        if (retryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var body = new ArrayBufferWriter<byte>(UsualLength);
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "urn:portal:problem:" + refusal.Code);
            json.WriteString("title"u8, Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(refusal.Status));
            json.WriteNumber("status"u8, refusal.Status);
            json.WriteString("detail"u8, messages.Of(refusal));
            json.WriteString("code"u8, refusal.Code);
            if (clockDifference is { } difference) json.WriteNumber("clockDifference"u8, difference);
            json.WriteString("serverTime"u8, time.GetUtcNow());
            json.WriteEndObject();
        }

        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
