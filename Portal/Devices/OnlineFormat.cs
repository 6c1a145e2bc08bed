using System.Globalization;
using Domain.Devices;
using Microsoft.Extensions.Localization;

namespace Portal.Devices;

/// <summary>How rates and lengths of time are shown.</summary>
internal static class OnlineFormat
{
    /// <summary>"99.31 %"; a dash where nothing was in service. Never rounded up to a full hundred.</summary>
    public static string Share(OnlineRate rate)
    {
        if (Percent(rate) is not { } percent) return "—";
        return percent.ToString("0.##", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>99.31; null where nothing was in service. Never rounded up to a full hundred.</summary>
    public static double? Percent(OnlineRate rate) => rate.Share is { } share ? Math.Floor(share * 10_000) / 100 : null;

    /// <summary>"2 d 3 h", "3 h 12 min", "45 s": the two largest parts.</summary>
    public static string Length(TimeSpan time, IStringLocalizer<OnlineTexts> texts) => time switch
    {
        { TotalSeconds: < 60 } => texts["Seconds", (int)time.TotalSeconds],
        { TotalMinutes: < 60 } => texts["Minutes", (int)time.TotalMinutes],
        { TotalHours: < 24 } => time.Minutes == 0 ? texts["Hours", time.Hours] : texts["HoursMinutes", time.Hours, time.Minutes],
        _ => time.Hours == 0 ? texts["Days", (int)time.TotalDays] : texts["DaysHours", (int)time.TotalDays, time.Hours],
    };

    public static string Size(StreamSize? size) =>
        size is null ? "—" : string.Create(CultureInfo.InvariantCulture, $"{size.Width}×{size.Height}");
}
