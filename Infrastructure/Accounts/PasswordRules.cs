using Microsoft.AspNetCore.Identity;

namespace Infrastructure.Accounts;

/// <summary>
/// Length instead of character classes (NIST SP 800-63B), and nothing that guessers try first: a common password, also when digits and
/// signs are put around it or letters are swapped for look-alikes, one character or run repeated, or the person's own name.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int MinLength = 12;
    public const int MaxLength = 128;
    public const string TooShort = "password.too-short";
    public const string TooLong = "password.too-long";
    public const string TooCommon = "password.too-common";
    public const string ContainsName = "password.contains-name";

    private const int MinDistinct = 5;
    private const int MinRemainder = 8;
    private const int ShortestName = 3;

    private static readonly string[] Common = ReadCommon();

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(Refusal(password ?? "", user.UserName, user.DisplayName) is { } code
            ? IdentityResult.Failed(new IdentityError { Code = code, Description = code })
            : IdentityResult.Success);
    }

    /// <summary>The code of the broken rule; null for a password that may be used.</summary>
    public static string? Refusal(string password, params IReadOnlyList<string?> names)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(names);
        if (password.Length < MinLength) return TooShort;
        if (password.Length > MaxLength) return TooLong;
        if (names.Any(name => name is { Length: >= ShortestName } && password.Contains(name, StringComparison.OrdinalIgnoreCase))) return ContainsName;
        return IsCommon(password) ? TooCommon : null;
    }

    /// <summary>What is left when common words, runs and repetitions are taken out must still be long enough to be a secret.</summary>
    private static bool IsCommon(string password)
    {
        if (password.Distinct().Count() < MinDistinct) return true;
        var plain = WithoutLookAlikes(password);
        return Remainder(plain) < MinRemainder || Remainder(password.ToLowerInvariant()) < MinRemainder;
    }

    private static int Remainder(string text)
    {
        foreach (var word in Common) text = text.Replace(word, " ", StringComparison.Ordinal);
        var left = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ') continue;
            // "aaa", "3456", "fedc": each further step of a run adds nothing.
            if (i > 0 && Math.Abs(text[i] - text[i - 1]) <= 1) continue;
            left++;
        }
        return left;
    }

    private static string WithoutLookAlikes(string password) => string.Create(password.Length, password, (plain, source) =>
    {
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = char.ToLowerInvariant(source[i]) switch
            {
                '0' => 'o',
                '1' or '!' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                '9' => 'g',
                var other => other,
            };
        }
    });

    // Longest first, so that a word inside a longer one does not leave its rest behind.
    private static string[] ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).OrderByDescending(word => word.Length)];
    }
}
