namespace Infrastructure.Accounts;

/// <summary>One attempt to sign in, successful or not. Only added, never changed.</summary>
public sealed class SignInRecord
{
    public const int AddressLength = 45;

    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Null when no account has the typed name. The name itself is not kept: people type passwords there by mistake.</summary>
    public long? AccountId { get; private set; }

    /// <summary>The caller's IP address, behind trusted proxies the one they report.</summary>
    public string Address { get; private set; } = "";

    public SignInOutcome Outcome { get; private set; }

    private SignInRecord()
    {
    }

    public SignInRecord(DateTimeOffset at, long? accountId, string address, SignInOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(address);
        At = at;
        AccountId = accountId;
        Address = address.Length <= AddressLength ? address : address[..AddressLength];
        Outcome = outcome;
    }
}

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome
{
    Success,
    WrongPassword,
    UnknownAccount,
    LockedOut,
    Disabled,

    /// <summary>The account belongs to no organization at present.</summary>
    NoMembership,

    /// <summary>Too many failures from this address; the password was not looked at.</summary>
    TooManyAttempts,
}
