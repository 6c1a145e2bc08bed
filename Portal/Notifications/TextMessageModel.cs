namespace Portal.Notifications;

/// <summary>What the choice between each at once and one a day is bound to.</summary>
public sealed class TextMessageModel
{
    public bool Daily { get; set; }
}
