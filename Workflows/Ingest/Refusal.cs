namespace Workflows.Ingest;

/// <summary>Why a whole request is refused. The code is the API contract's and stable.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Its text in both languages stands under this.</param>
/// <param name="Arguments">Values for the placeholders of that text.</param>
public sealed record Refusal(int Status, string Code, params IReadOnlyList<object> Arguments)
{
    public const string SkewCode = "signature.skew";

    public static readonly Refusal SignatureMissing = new(401, "signature.missing");
    public static readonly Refusal SignatureMalformed = new(401, "signature.malformed");
    public static readonly Refusal UnknownKey = new(401, "signature.unknown-key");
    public static readonly Refusal KeyDisabled = new(401, "signature.key-disabled");
    public static readonly Refusal Replayed = new(401, "signature.replayed");
    public static readonly Refusal Mismatch = new(401, "signature.mismatch");

    public static readonly Refusal Malformed = new(400, "request.malformed");
    public static readonly Refusal NotUtf8 = new(400, "request.not-utf8");
    public static readonly Refusal Encoded = new(400, "request.encoded");
    public static readonly Refusal RecordsMissing = new(400, "request.records-missing");
    public static readonly Refusal AccessNumberMissing = new(400, "request.access-number-missing");
    public static readonly Refusal TimedOut = new(408, "request.timed-out");
    public static readonly Refusal TooManyRecords = new(413, "request.too-many-records", UploadLimits.MaxRecords);
    public static readonly Refusal TooLarge = new(413, "request.too-large", UploadLimits.MaxBodyBytes / (1024 * 1024));

    /// <summary>Also for a number that does not exist: who asks does not learn which ones do.</summary>
    public static readonly Refusal NotYours = new(403, "registration.not-yours");
    public static readonly Refusal NotLive = new(403, "registration.not-live");
    public static readonly Refusal NotDebugging = new(403, "registration.not-debugging");

    /// <summary>More requests than the key may send.</summary>
    public static readonly Refusal RateLimited = new(429, "request.rate-limited");

    /// <summary>Too many requests from the address that no key stands behind.</summary>
    public static readonly Refusal AddressLimited = new(429, "request.address-limited");

    /// <summary>Nothing is known to be stored, nothing is promised: to be sent again.</summary>
    public static readonly Refusal Overloaded = new(503, "service.overloaded");

    /// <summary>A defect of ours with this very request; the log has it.</summary>
    public static readonly Refusal Failed = new(500, "service.failed");

    /// <summary>The sender's clock is too far off.</summary>
    /// <param name="seconds">Sender's clock less ours.</param>
    public static Refusal Skew(long seconds) => new(401, SkewCode, seconds);
}
