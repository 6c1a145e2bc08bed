using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Infrastructure.Accounts;

/// <summary>
/// Refuses what guessing tries first: the account's own names, the words that lead every list of breached passwords and the portal's
/// own, with digits and signs around them, and runs along the keyboard.
/// </summary>
public sealed class GuessablePasswords : IPasswordValidator<Account>
{
    public const string ErrorCode = "PasswordGuessable";

    private static readonly string[] Words =
    [
        "password", "passwort", "passw", "admin", "administrator", "root", "welcome", "letmein", "iloveyou", "monkey", "dragon", "sunshine",
        "princess", "football", "baseball", "superman", "batman", "trustno", "master", "shadow", "login", "secret", "changeme", "default",
        "guest", "test", "user", "woaini", "mima", "huawei", "taobao", "weixin", "china", "zhongguo", "zhanjiang", "shanghai", "guangdong",
        "gongdi", "portal", "company", "computer", "internet", "summer", "winter", "spring", "autumn", "michael", "jordan", "killer",
    ];

    private static readonly string[] Runs = ["1234567890123", "9876543210987", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv", "qazwsxedcrfv"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(IsGuessable(password ?? "", user.UserName, user.DisplayName)
            ? IdentityResult.Failed(new IdentityError { Code = ErrorCode, Description = "The password is too easy to guess." })
            : IdentityResult.Success);
    }

    /// <summary>True when less than six characters are left after taking out what is guessed first.</summary>
    public static bool IsGuessable(string password, params IEnumerable<string?> names)
    {
        var rest = Plain(password);
        foreach (var run in Runs) rest = WithoutRuns(rest, run);
        var guesses = Words.Concat(names.OfType<string>().Select(Plain)).Where(word => word.Length >= 3).OrderByDescending(word => word.Length);
        foreach (var word in guesses) rest = rest.Replace(word, "", StringComparison.Ordinal);
        return rest.Where(char.IsLetter).Count() + (rest.Where(char.IsDigit).Distinct().Count() / 2) < 6;
    }

    /// <summary>Lower case, with the usual disguises of letters undone and signs left out.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.ToLowerInvariant())
        {
            if (character is '@') plain.Append('a');
            else if (character is '$') plain.Append('s');
            else if (char.IsLetterOrDigit(character)) plain.Append(character);
        }
        return plain.ToString();
    }

    /// <summary>Takes out every stretch of four or more characters that follows the keyboard or the alphabet.</summary>
    private static string WithoutRuns(string text, string run)
    {
        for (var length = Math.Min(run.Length, text.Length); length >= 4; length--)
            for (var start = 0; start + length <= run.Length; start++)
                text = text.Replace(run.Substring(start, length), "", StringComparison.Ordinal);
        return text;
    }
}
