namespace Domain.Notifications;

/// <summary>
/// An address to which an organization has its messages sent, signed with a secret of its own. It is disabled by a person, or by
/// itself when nobody has answered there for long.
/// </summary>
public sealed class Webhook
{
    public const int KeyIdLength = 40;
    public const int NameLength = 50;
    public const int AddressLength = 500;
    public const int ReasonLength = 200;

    /// <summary>Addresses of one organization.</summary>
    public const int MaxPerOrganization = 5;

    /// <summary>Failed attempts in a row after which it is disabled, if the first of them is <see cref="Patience"/> ago.</summary>
    public const int MaxFailures = 20;

    /// <summary>A receiver that is down for less keeps its place, however much it missed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Least time between two trials by hand, so that nobody sounds out networks with them.</summary>
    public static readonly TimeSpan TrialPause = TimeSpan.FromSeconds(10);

    public long Id { get; private set; }

    /// <summary>Names the secret in the signature's header; unique, not secret.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>Whose messages it gets.</summary>
    public long OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Absolute, with https (http only where private addresses are allowed).</summary>
    public string Address { get; private set; } = "";

    /// <summary>Nobody reads it again after it was shown once.</summary>
    public byte[] SealedSecret { get; private set; } = [];

    public bool Enabled { get; private set; } = true;

    /// <summary>Null when it never was disabled.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Null when it disabled itself.</summary>
    public string? DisabledByName { get; private set; }

    public string? DisabledReason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public string CreatedByName { get; private set; } = "";

    /// <summary>Failed attempts since the last success.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>The first of them; null when there is none.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastTrialAt { get; private set; }

    public long Revision { get; private set; }

    private Webhook()
    {
    }

    /// <exception cref="DomainException">webhook.name-required, webhook.address-invalid, field.too-long.</exception>
    public Webhook(NewWebhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        KeyId = webhook.KeyId;
        OrganizationId = webhook.OrganizationId;
        Describe(webhook.Name, webhook.Address, webhook.AllowPlain);
        SealedSecret = webhook.SealedSecret;
        CreatedAt = webhook.CreatedAt;
        CreatedByName = webhook.CreatedByName;
    }

    /// <summary>The code of what is wrong with an address; null when nothing is, as far as its text tells.</summary>
    /// <param name="address">Absolute, without user, password and fragment.</param>
    /// <param name="allowPlain">Whether http will do.</param>
    public static string? ProblemOf(string? address, bool allowPlain = false)
    {
        if (string.IsNullOrWhiteSpace(address)) return "webhook.address-required";
        if (address.Trim().Length > AddressLength) return "field.too-long";
        return Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (allowPlain && uri.Scheme == Uri.UriSchemeHttp))
            && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0 ? null : "webhook.address-invalid";
    }

    /// <summary>Changes what people call it and where it leads.</summary>
    /// <exception cref="DomainException">webhook.name-required, webhook.address-required, webhook.address-invalid, field.too-long.</exception>
    public void Describe(string? name, string? address, bool allowPlain = false)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new DomainException("webhook.name-required");
        if (name.Trim().Length > NameLength) throw new DomainException("field.too-long", NameLength);
        if (ProblemOf(address, allowPlain) is { } problem) throw new DomainException(problem, AddressLength);
        Name = name.Trim();
        Address = address!.Trim();
    }

    /// <summary>From now on what goes out is signed with another secret.</summary>
    public void Renew(byte[] sealedSecret) => SealedSecret = sealedSecret;

    /// <exception cref="DomainException">webhook.disabled, webhook.reason-required, field.too-long.</exception>
    public void Disable(string? reason, string byName, DateTimeOffset at)
    {
        if (!Enabled) throw new DomainException("webhook.disabled");
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("webhook.reason-required");
        if (reason.Trim().Length > ReasonLength) throw new DomainException("field.too-long", ReasonLength);
        Close(reason.Trim(), byName, at);
    }

    /// <exception cref="DomainException">webhook.enabled.</exception>
    public void Enable()
    {
        if (Enabled) throw new DomainException("webhook.enabled");
        Enabled = true;
        (FailuresInARow, FailingSince) = (0, null);
    }

    /// <summary>A person tries it.</summary>
    /// <exception cref="DomainException">webhook.trial-too-soon, with the seconds between two.</exception>
    public void Try(DateTimeOffset at)
    {
        if (at - LastTrialAt < TrialPause) throw new DomainException("webhook.trial-too-soon", (int)TrialPause.TotalSeconds);
        LastTrialAt = at;
    }

    public void Succeeded(DateTimeOffset at)
    {
        (FailuresInARow, FailingSince) = (0, null);
        LastSuccessAt = at;
    }

    /// <summary>Counts a failed attempt.</summary>
    /// <returns>Whether this one disabled it.</returns>
    public bool Failed(DateTimeOffset at)
    {
        FailuresInARow++;
        FailingSince ??= at;
        if (!Enabled || FailuresInARow < MaxFailures || at - FailingSince < Patience) return false;
        Close(reason: null, byName: null, at);
        return true;
    }

    private void Close(string? reason, string? byName, DateTimeOffset at)
    {
        Enabled = false;
        (DisabledReason, DisabledByName, DisabledAt) = (reason, byName, at);
    }
}

/// <summary>A webhook as it is made.</summary>
public sealed record NewWebhook
{
    public required string KeyId { get; init; }
    public required long OrganizationId { get; init; }
    public required string Name { get; init; }
    public required string Address { get; init; }
    public required byte[] SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedByName { get; init; }

    /// <summary>Whether http will do: where private addresses are allowed, in Development.</summary>
    public bool AllowPlain { get; init; }
}
