namespace Domain.Drafts;

/// <summary>What a person has typed into a form and not submitted yet. One per account and form; nobody else reads it.</summary>
public sealed class FormDraft
{
    public const int KeyLength = 200;

    /// <summary>Longest document in characters; the largest form (200 install positions) takes a tenth of it.</summary>
    public const int DocumentLimit = 512 * 1024;

    /// <summary>How long a draft is kept that nobody goes on with.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    public long Id { get; private set; }

    public long AccountId { get; private set; }

    /// <summary>Names the form and what it is about, like "access-application/4711".</summary>
    public string Key { get; private set; } = "";

    /// <summary>The form's model as JSON; only the form that wrote it reads it.</summary>
    public string Document { get; private set; } = "";

    public DateTimeOffset UpdatedAt { get; private set; }

    private FormDraft()
    {
    }

    /// <exception cref="DomainException">draft.key-invalid, draft.too-large.</exception>
    public FormDraft(long accountId, string key, string document, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > KeyLength) throw new DomainException("draft.key-invalid");
        AccountId = accountId;
        Key = key;
        Replace(document, now);
    }

    /// <summary>Keeps the newer state of the form.</summary>
    /// <exception cref="DomainException">draft.too-large.</exception>
    public void Replace(string document, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Length > DocumentLimit) throw new DomainException("draft.too-large", DocumentLimit / 1024);
        Document = document;
        UpdatedAt = now;
    }
}
