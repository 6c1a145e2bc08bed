using Domain.Organizations;
using Workflows.Lists;

namespace Workflows.Accounts;

/// <summary>Which accounts are asked for.</summary>
public sealed record AccountQuery
{
    /// <summary>Part of the user name, the display name or the name of an organization.</summary>
    public string? Text { get; init; }

    public Role? Role { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>Only those locked out now after failed sign-ins.</summary>
    public bool LockedOnly { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list of accounts.</summary>
/// <param name="Roles">The active memberships, at most three of them.</param>
/// <param name="RoleCount">How many there are.</param>
public sealed record AccountRow(
    long Id, string UserName, string DisplayName, bool Enabled, DateTimeOffset? LockedUntil, bool PasswordChangeRequired, DateTimeOffset CreatedAt,
    IReadOnlyList<AccountRole> Roles, int RoleCount);

/// <summary>A role in an organization, as lists show it.</summary>
public sealed record AccountRole(Role Role, string OrganizationName);

/// <summary>One account with its memberships.</summary>
/// <param name="LockedUntil">Null unless it is locked now.</param>
/// <param name="Own">Whether it is the reader's own: an administrator cannot lock himself out.</param>
public sealed record AccountView(
    long Id, string UserName, string DisplayName, string? Phone, bool Enabled, DateTimeOffset? LockedUntil, bool PasswordChangeRequired,
    DateTimeOffset CreatedAt, bool Own, IReadOnlyList<MembershipView> Memberships);

/// <summary>A membership of an account.</summary>
public sealed record MembershipView(long Id, long OrganizationId, string OrganizationName, OrganizationKind OrganizationKind, bool OrganizationEnabled, Role Role, bool Active);

/// <summary>Makes an account with its first role.</summary>
public sealed record CreateAccount
{
    public required Actor Actor { get; init; }

    /// <summary>What is typed at sign-in: 3 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter.</summary>
    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public string? Phone { get; init; }

    public required long OrganizationId { get; init; }

    public required Role Role { get; init; }
}

/// <summary>A new account with its first password, which is not kept anywhere in clear: it is shown once.</summary>
public sealed record CreatedAccount(long Id, string UserName, string InitialPassword);

/// <summary>Changes name and phone of an account.</summary>
public sealed record ChangeAccount
{
    public required Actor Actor { get; init; }
    public required long AccountId { get; init; }
    public required string DisplayName { get; init; }
    public string? Phone { get; init; }
}

/// <summary>Gives an account a role in an organization.</summary>
public sealed record AddMembership
{
    public required Actor Actor { get; init; }
    public required long AccountId { get; init; }
    public required long OrganizationId { get; init; }
    public required Role Role { get; init; }
}
