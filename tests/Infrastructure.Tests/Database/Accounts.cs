using Infrastructure.Accounts;

namespace Infrastructure.Tests.Database;

/// <summary>Accounts stand in for any entity where a test is about the database itself.</summary>
internal static class Accounts
{
    public static Account Named(string name) => new()
    {
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        DisplayName = name,
        CreatedAt = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8)),
    };
}
