namespace Portal.Inbox;

/// <summary>Names the texts beside it: InboxTexts.resx (zh-CN) and InboxTexts.en.resx.</summary>
public sealed class InboxTexts;
