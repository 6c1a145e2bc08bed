using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Fields;
using Workflows.Ingest;

namespace Portal.Ingest.Log;

/// <summary>How the pages of the request log say things.</summary>
internal static class RequestWords
{
    /// <summary>Those whose text names a figure.</summary>
    private static readonly Refusal[] Limits = [Refusal.TooManyRecords, Refusal.TooLarge];

    /// <summary>To the second: machines are quick.</summary>
    public static string At(DateTimeOffset at) => ShanghaiTime.Text(at) + at.ToString(":ss", CultureInfo.InvariantCulture);

    /// <summary>Why the whole of it was refused; the row must have a code.</summary>
    public static string Reason(IngestMessages messages, RequestLogRow row) =>
        row.Code == Refusal.SkewCode ? messages.OfRefusal(row.Code, row.ClockDifference ?? 0)
        : Limits.FirstOrDefault(limit => limit.Code == row.Code) is { } limit ? messages.Of(limit)
        : messages.OfRefusal(row.Code!);

    /// <summary>How far the sender's clock was ahead (+) or behind (−).</summary>
    public static string Clock(IStringLocalizer texts, int? seconds) =>
        seconds is { } difference ? texts["Seconds", difference.ToString("+0;−0;0", CultureInfo.InvariantCulture)] : "—";
}
