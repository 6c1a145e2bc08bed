namespace Infrastructure.Notifications;

/// <summary>Stands where no gateway is configured: messages stay undelivered and say why, instead of vanishing.</summary>
public sealed class MissingSmsGateway : ISmsGateway
{
    /// <summary>Code of the error that administrators read in the list of messages.</summary>
    public const string Code = "sms.not-configured";

    public Task SendAsync(SmsMessage message, CancellationToken cancellationToken) => throw new SmsNotSentException(Code);
}
