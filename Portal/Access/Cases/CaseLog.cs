namespace Portal.Access.Cases;

internal static partial class CaseLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Phone numbers of access application {ApplicationId} were shown to account {AccountId}")]
    public static partial void PhonesShown(this ILogger logger, long applicationId, long accountId);
}
