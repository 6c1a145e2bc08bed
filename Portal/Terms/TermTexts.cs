namespace Portal.Terms;

/// <summary>Names the texts beside it: the field's words for the members of enumerations, keyed "Role.ProjectManager".</summary>
public sealed class TermTexts;
