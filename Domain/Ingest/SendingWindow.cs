namespace Domain.Ingest;

/// <summary>How old a record may be when it is sent, and how far ahead a device's clock may run. The contract says it of captures; it is held for all.</summary>
public static class SendingWindow
{
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(30);
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Whether what happened at a moment may be sent now.</summary>
    public static bool Holds(DateTimeOffset moment, DateTimeOffset now) => moment <= now + Ahead && moment >= now - Oldest;
}
