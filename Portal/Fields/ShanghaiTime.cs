using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Fields;

/// <summary>How moments are shown and typed: Asia/Shanghai, 2026-11-25 14:05, whatever the server's own zone.</summary>
public static class ShanghaiTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [return: NotNullIfNotNull(nameof(moment))]
    public static DateTime? Of(DateTimeOffset? moment) => moment is { } at ? TimeZoneInfo.ConvertTime(at, Zone).DateTime : null;

    public static DateTimeOffset ToUtc(DateTime local) =>
        new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone.GetUtcOffset(local)).ToUniversalTime();

    /// <summary>"2026-11-25 14:05"; a dash for none.</summary>
    public static string Text(DateTimeOffset? moment) => Of(moment)?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>"2026-11-25"; a dash for none.</summary>
    public static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(Of(clock.GetUtcNow()).Value);
}
