namespace Portal.Engine;

/// <summary>
/// Names the texts beside it: CaseTexts.resx (zh-CN) and CaseTexts.en.resx. "outcome.x", "action.x" and "rule.x" are the words of the history.
/// </summary>
public sealed class CaseTexts;
