namespace Infrastructure.Notifications.Webhooks;

/// <summary>Section "Webhooks" of the configuration.</summary>
public sealed record WebhookOptions
{
    /// <summary>Lets webhooks lead into the portal's own network, and to http: for Development and tests; ignored elsewhere.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>For name look-up, connection and answer together.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
