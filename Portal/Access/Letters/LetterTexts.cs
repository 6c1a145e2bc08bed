namespace Portal.Access.Letters;

/// <summary>Texts of the installer's page, in LetterTexts.resx. What the letter itself says is in PrintTexts, for screen and paper alike.</summary>
public sealed class LetterTexts;
