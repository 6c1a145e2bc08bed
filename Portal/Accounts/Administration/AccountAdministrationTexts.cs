namespace Portal.Accounts.Administration;

/// <summary>Names the texts beside it: AccountAdministrationTexts.resx (zh-CN) and AccountAdministrationTexts.en.resx.</summary>
public sealed class AccountAdministrationTexts;
