using System.Security.Cryptography;

namespace Portal.Errors;

/// <summary>
/// Unexpected errors: the log gets the detail, the person a short number to quote. Nothing of the inside reaches the page.
/// </summary>
public sealed partial class Incidents(ILogger<Incidents> log)
{
    /// <summary>Logs and returns the number under which the log has it.</summary>
    public string Report(Exception exception)
    {
        var number = NewNumber();
        LogIncident(exception, number);
        return number;
    }

    /// <summary>Letters and digits that are not mistaken for each other on the telephone.</summary>
    public static string NewNumber() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 8);

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Incident}")]
    private partial void LogIncident(Exception exception, string incident);
}
