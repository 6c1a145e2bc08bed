namespace Portal.Access.Print;

/// <summary>Marks the words of the printed forms.</summary>
public sealed class PrintTexts;
