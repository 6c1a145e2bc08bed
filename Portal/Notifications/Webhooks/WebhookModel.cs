using Domain.Access;
using Domain.Notifications;
using Domain.Organizations;

namespace Portal.Notifications.Webhooks;

/// <summary>What the form of a webhook is bound to.</summary>
public sealed class WebhookModel
{
    public OrganizationKind? Kind { get; set; }

    public long? OrganizationId { get; set; }

    public string? Name { get; set; }

    public string? Address { get; set; }

    /// <summary>Whether http will do.</summary>
    public bool AllowPlain { get; set; }

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (OrganizationId is null) problems.Add(new("organizationId", "field.required"));
        if (string.IsNullOrWhiteSpace(Name)) problems.Add(new("name", "webhook.name-required"));
        if (Name?.Trim().Length > Webhook.NameLength) problems.Add(new("name", "field.too-long", Webhook.NameLength));
        if (Webhook.ProblemOf(Address, AllowPlain) is { } problem) problems.Add(new("address", problem, Webhook.AddressLength));
        return problems;
    }
}

/// <summary>What the form that disables a webhook is bound to.</summary>
public sealed class WebhookStopModel
{
    public string? Reason { get; set; }

    public IReadOnlyList<FormProblem> Problems() =>
        string.IsNullOrWhiteSpace(Reason) ? [new("reason", "webhook.reason-required")]
        : Reason.Trim().Length > Webhook.ReasonLength ? [new("reason", "field.too-long", Webhook.ReasonLength)]
        : [];
}
