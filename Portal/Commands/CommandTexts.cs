namespace Portal.Commands;

/// <summary>Names the resource file of what commands say.</summary>
public sealed class CommandTexts;
