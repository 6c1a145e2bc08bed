namespace Portal.Leave;

/// <summary>Texts of the pages on leave.</summary>
public sealed class LeaveTexts;
