using System.Security.Cryptography;

namespace Workflows.Accounts;

/// <summary>Passwords that are given out once and must be changed at the first sign-in.</summary>
internal static class InitialPassword
{
    // Without the characters that are taken for one another when read from paper.
    private const string Characters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>Four groups of four, joined by hyphens: 92 bits, short enough to be read over the telephone.</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Characters, GroupLength)));
}
