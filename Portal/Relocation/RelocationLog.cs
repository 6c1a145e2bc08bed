namespace Portal.Relocation;

internal static partial class RelocationLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Phone numbers of {Case} shown to account {Account}.")]
    public static partial void PhonesShown(this ILogger log, string @case, long account);
}
