namespace Workflows.Notifications;

/// <summary>Marks the texts of messages: key is the template's name, or the code of an error at delivery.</summary>
public sealed class NotificationTexts;
