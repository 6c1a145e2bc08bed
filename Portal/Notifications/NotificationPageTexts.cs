namespace Portal.Notifications;

/// <summary>Texts of the bell, the list behind it and the outbox, in NotificationPageTexts.resx. What messages say is in Workflows.Notifications.</summary>
public sealed class NotificationPageTexts;
