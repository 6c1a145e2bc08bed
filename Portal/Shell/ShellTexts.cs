namespace Portal.Shell;

/// <summary>Names the texts beside it: ShellTexts.resx (zh-CN) and ShellTexts.en.resx.</summary>
public sealed class ShellTexts;
