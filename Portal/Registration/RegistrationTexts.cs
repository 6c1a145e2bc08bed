namespace Portal.Registration;

/// <summary>Names the texts beside it: RegistrationTexts.resx (zh-CN) and RegistrationTexts.en.resx.</summary>
public sealed class RegistrationTexts;
