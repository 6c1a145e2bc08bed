namespace Domain.Ingest;

/// <summary>
/// One request of a machine as it was answered, for the supplier who wonders why and for the operator who helps. Written by the ingest
/// alone, never changed, forgotten after the retention time.
/// </summary>
public sealed class RequestLogEntry
{
    public const int CodeLength = 60;
    public const int AccessNumberLength = 64;
    public const int AddressLength = 45;
    public const int ExcerptLength = 600;

    /// <summary>Reasons kept of one request; <see cref="Rejected"/> counts all.</summary>
    public const int MaxReasons = 50;

    public long Id { get; private set; }

    /// <summary>The <see cref="Suppliers.SupplierKey"/> that the request named.</summary>
    public long SourceId { get; private set; }

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    public UploadKind Kind { get; private set; }

    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>Why the whole request was refused, a code of the API contract; null when its records were looked at.</summary>
    public string? Code { get; private set; }

    /// <summary>The access number as it was sent (captures), cut to its length; it need not exist.</summary>
    public string? AccessNumber { get; private set; }

    /// <summary>Records stored.</summary>
    public int Accepted { get; private set; }

    /// <summary>Records that were stored before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Records refused.</summary>
    public int Rejected { get; private set; }

    /// <summary>Sender's clock less the platform's, seconds, as the request's timestamp tells it; null for a replay, which has none.</summary>
    public int? ClockDifference { get; private set; }

    /// <summary>Size of the body.</summary>
    public int Bytes { get; private set; }

    /// <summary>Where it came from; null for a replay.</summary>
    public string? Address { get; private set; }

    /// <summary>The request that this one repeats, asked for on a page; null for what a machine sent.</summary>
    public long? ReplayOf { get; private set; }

    /// <summary>The body's beginning with pictures left out; only where something was refused.</summary>
    public string? Excerpt { get; private set; }

    /// <summary>Why records were refused, the first <see cref="MaxReasons"/> of them.</summary>
    public IReadOnlyList<RejectedRecord> Reasons { get; private set; } = [];

    /// <summary>The whole body, for a replay; only where something was refused, and within limits of size and number.</summary>
    public byte[]? Body { get; private set; }

    private RequestLogEntry()
    {
    }

    public RequestLogEntry(RequestFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        SourceId = facts.SourceId;
        At = facts.At;
        Kind = facts.Kind;
        Status = facts.Status;
        Code = facts.Code;
        AccessNumber = Cut(facts.AccessNumber, AccessNumberLength);
        Accepted = facts.Accepted;
        Duplicates = facts.Duplicates;
        Rejected = facts.Rejected;
        ClockDifference = facts.ClockDifference;
        Bytes = facts.Bytes;
        Address = Cut(facts.Address, AddressLength);
        ReplayOf = facts.ReplayOf;
        Excerpt = Cut(facts.Excerpt, ExcerptLength);
        Reasons = facts.Reasons;
        Body = facts.Body;
    }

    /// <summary>Never between the halves of a character that takes two, which no server stores.</summary>
    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}

/// <summary>A request as it was answered; the members are those of <see cref="RequestLogEntry"/>.</summary>
public sealed record RequestFacts
{
    public required long SourceId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required UploadKind Kind { get; init; }
    public required int Status { get; init; }
    public string? Code { get; init; }
    public string? AccessNumber { get; init; }
    public int Accepted { get; init; }
    public int Duplicates { get; init; }
    public int Rejected { get; init; }
    public int? ClockDifference { get; init; }
    public required int Bytes { get; init; }
    public string? Address { get; init; }
    public long? ReplayOf { get; init; }
    public string? Excerpt { get; init; }
    public IReadOnlyList<RejectedRecord> Reasons { get; init; } = [];
    public byte[]? Body { get; init; }
}

/// <summary>A record that was refused.</summary>
/// <param name="RecordId">As it was sent; null when it had none that can be read.</param>
/// <param name="Code">Such as "plate.invalid"; has a text in both languages.</param>
/// <param name="Arguments">Values for the placeholders of that text.</param>
public sealed record RejectedRecord(string? RecordId, string Code, IReadOnlyList<string> Arguments);
