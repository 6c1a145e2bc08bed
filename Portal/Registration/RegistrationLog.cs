namespace Portal.Registration;

/// <summary>What readers of registrations did that must be found again.</summary>
internal static partial class RegistrationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Telephone numbers of registration {RegistrationId} shown to account {AccountId}.")]
    public static partial void PhonesShown(this ILogger logger, long registrationId, long accountId);
}
