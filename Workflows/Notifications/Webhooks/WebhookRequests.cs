using Domain.Organizations;
using Workflows.Lists;

namespace Workflows.Notifications.Webhooks;

/// <summary>Makes a webhook.</summary>
public sealed record CreateWebhook
{
    public required Actor Actor { get; init; }

    /// <summary>Whose messages go there; only an administrator may name another unit than the own.</summary>
    public required long OrganizationId { get; init; }

    public required string Name { get; init; }
    public required string Address { get; init; }
}

/// <summary>A secret as it is handed over, once: it cannot be read again.</summary>
public sealed record WebhookSecret(long Id, string KeyId, string Secret);

/// <summary>Changes name and address.</summary>
public sealed record ChangeWebhook
{
    public required Actor Actor { get; init; }
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Address { get; init; }
}

/// <summary>Stops a webhook; what was not delivered yet is given up.</summary>
public sealed record DisableWebhook
{
    public required Actor Actor { get; init; }
    public required long Id { get; init; }
    public required string Reason { get; init; }
}

/// <summary>Which webhooks are asked for.</summary>
public sealed record WebhookQuery
{
    public bool? Enabled { get; init; }

    /// <summary>Part of the organization's name.</summary>
    public string? Organization { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list, and what a webhook's page shows; the secret is not there.</summary>
/// <param name="DisabledByName">Null where it disabled itself, or never was disabled.</param>
/// <param name="FailingSince">The first failed attempt since the last success; null when the last one succeeded.</param>
public sealed record WebhookRow(
    long Id, string KeyId, string Name, string Address, long OrganizationId, string OrganizationName, bool Enabled, DateTimeOffset CreatedAt, string CreatedByName,
    DateTimeOffset? DisabledAt, string? DisabledByName, string? DisabledReason, int FailuresInARow, DateTimeOffset? FailingSince, DateTimeOffset? LastSuccessAt);
