using Microsoft.AspNetCore.Identity;

namespace Infrastructure.Accounts;

/// <summary>
/// One person who can sign in. What the person may do is not here: it follows from the memberships (roles per organization) that
/// refer to the account, so that one person can act for several organizations without a second password.
/// </summary>
public sealed class Account : IdentityUser<long>
{
    public const int UserNameLength = 64;
    public const int DisplayNameLength = 64;
    public const int LanguageLength = 10;

    /// <summary>The person's name as it stands beside decisions; copied into history, so a later change does not rewrite it.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Culture name of the pages, "zh-CN" or "en".</summary>
    public string PreferredLanguage { get; set; } = "zh-CN";

    /// <summary>The membership chosen at the last sign-in, offered first at the next one; null before the first choice.</summary>
    public long? LastMembershipId { get; set; }

    /// <summary>A disabled account cannot sign in and its sessions end at their next check; it is kept because history names it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The password is one that an administrator has seen: nothing but changing it is open to the person until that is done.</summary>
    public bool PasswordChangeRequired { get; set; }

    /// <summary>The person wants text messages gathered into one a day, except that a deadline has passed.</summary>
    public bool DailyDigest { get; set; }

    /// <summary>When the account was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
