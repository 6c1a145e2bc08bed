namespace Portal.Notifications.Webhooks;

/// <summary>Texts of the pages about webhooks, in WebhookTexts.resx.</summary>
public sealed class WebhookTexts;
