using Domain.Devices;
using Domain.Scoring;

namespace Testing.Scoring;

/// <summary>
/// Annex 7 once more, as somebody would do it by hand: day by day, device by device, month after month. Slow and plain; it knows nothing of the real
/// computation, its facts or its tiers.
/// </summary>
public static class NaiveScore
{
    public static int Of(RawMonth raw)
    {
        var deducted = OfflineRates(raw) + Outages(raw) + Streams(raw);
        return deducted > 100 ? 0 : 100 - deducted;
    }

    private static int OfflineRates(RawMonth raw)
    {
        var sum = 0;
        for (var day = raw.Month.From; day < raw.Month.Until; day = day.AddDays(1))
        {
            if (day.AddHours(8).DayOfWeek != DayOfWeek.Monday || day > raw.AsOf) continue;
            var (inService, offline) = (0, 0);
            foreach (var device in raw.Devices)
            {
                foreach (var interval in device.Intervals)
                {
                    if (day < interval.From || (interval.Until is { } until && day >= until)) continue;
                    if (interval.State != OnlineState.NotInService) inService++;
                    if (interval.State == OnlineState.Offline && interval.Cause != OfflineCause.Platform) offline++;
                }
            }

            if (inService == 0) continue;
            var rate = 100m * offline / inService;
            if (rate >= 30) sum += 40;
            else if (rate >= 20) sum += 20;
            else if (rate >= 10) sum += 10;
        }

        return sum;
    }

    /// <summary>Every month from that of the notice on is closed in turn, and charges what the ones before it have not.</summary>
    private static int Outages(RawMonth raw)
    {
        var sum = 0;
        foreach (var outage in raw.Outages)
        {
            if (outage.Refuted || outage.NoticeSentAt is not { } notice || notice >= raw.Month.Until) continue;
            var charged = 0;
            for (var month = ScoreMonth.Of(notice); month <= raw.Month; month = month.Next)
            {
                var close = month.ClosesAt < raw.AsOf ? month.ClosesAt : raw.AsOf;
                var tier = Tier(notice, outage.RecoveredAt is { } recovered && recovered < close ? recovered : close);
                var due = tier > charged ? tier - charged : 0;
                charged += due;
                if (month == raw.Month) sum += due;
            }
        }

        return sum;
    }

    private static int Tier(DateTimeOffset notice, DateTimeOffset end)
    {
        var days = 0;
        for (var at = notice; at < end; at = at.AddDays(1)) days++;
        return days switch { <= 3 => 0, <= 7 => 10, <= 14 => 20, _ => 40 };
    }

    private static int Streams(RawMonth raw)
    {
        var sum = 0;
        foreach (var device in raw.Devices)
        {
            DateTimeOffset? last = null;
            foreach (var period in device.Service)
            {
                var begins = period.From > raw.Month.From ? period.From : raw.Month.From;
                if (begins >= raw.Month.Until || begins > raw.AsOf || period.Until <= begins) continue;
                last = new[] { period.Until, raw.AsOf, raw.Month.Until }.Min();
            }

            StreamSize? main = null, sub = null;
            foreach (var report in device.Reports)
            {
                if (report.At >= last) continue;
                if (report.Stream == StreamKind.Main) main = report.Size;
                else sub = report.Size;
            }

            if (last is null) continue;
            if (main is not null && (main.Width < 1920 || main.Height < 1080)) sum += 10;
            if (sub is not null && (sub.Width < 704 || sub.Height < 576)) sum += 10;
        }

        return sum;
    }
}
