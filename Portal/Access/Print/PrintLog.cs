namespace Portal.Access.Print;

internal static partial class PrintLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Phone numbers of access application {ApplicationId} were shown to account {AccountId}")]
    public static partial void PhonesShown(this ILogger logger, long applicationId, long accountId);
}
