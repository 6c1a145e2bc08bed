namespace Domain.Ingest;

/// <summary>A nonce that a key has signed with: it is not taken again while <see cref="Lifetime"/> lasts, whichever node is asked.</summary>
public sealed class UsedNonce
{
    public const int MinLength = 16;
    public const int MaxLength = 64;

    /// <summary>Twice the clock difference that is allowed: a signature older than this is refused for its timestamp anyway.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    /// <summary>The <see cref="Suppliers.SupplierKey"/>; with the nonce the key of the row.</summary>
    public long SourceId { get; private set; }

    public string Nonce { get; private set; } = "";

    /// <summary>When it was taken, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    private UsedNonce()
    {
    }

    public UsedNonce(long sourceId, string nonce, DateTimeOffset at)
    {
        SourceId = sourceId;
        Nonce = nonce;
        At = at;
    }
}
