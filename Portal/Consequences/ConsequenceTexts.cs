namespace Portal.Consequences;

/// <summary>Names the texts beside it: ConsequenceTexts.resx (zh-CN) and ConsequenceTexts.en.resx.</summary>
public sealed class ConsequenceTexts;
