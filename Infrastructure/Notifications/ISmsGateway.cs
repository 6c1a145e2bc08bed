namespace Infrastructure.Notifications;

/// <summary>One text message to one phone.</summary>
/// <param name="Id">The same at every attempt: a gateway that is given it twice sends one message.</param>
/// <param name="PhoneNumber">As the account holds it.</param>
/// <param name="Text">In the person's language.</param>
public sealed record SmsMessage(long Id, string PhoneNumber, string Text);

/// <summary>
/// The way out for text messages; each carrier's interface is one implementation. A send is repeated with the same
/// <see cref="SmsMessage.Id"/> when the process died before the answer was recorded, so an implementation hands the id on as the
/// carrier's deduplication key.
/// </summary>
public interface ISmsGateway
{
    /// <summary>Returns when the carrier has accepted the message.</summary>
    /// <exception cref="SmsNotSentException">It has not; the message is a code that a person's text exists for, or the carrier's words.</exception>
    Task SendAsync(SmsMessage message, CancellationToken cancellationToken);
}

/// <summary>A text message was not accepted.</summary>
public sealed class SmsNotSentException(string message, Exception? inner = null) : Exception(message, inner);
