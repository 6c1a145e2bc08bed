namespace Portal.Accounts;

/// <summary>Names the texts beside it: AccountTexts.resx (zh-CN) and AccountTexts.en.resx.</summary>
public sealed class AccountTexts;
