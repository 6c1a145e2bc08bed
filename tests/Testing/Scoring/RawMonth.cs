using Domain.Devices;
using Domain.Scoring;
using Domain.Values;

namespace Testing.Scoring;

/// <summary>What a stream was reported to be.</summary>
public sealed record RawReport(DateTimeOffset At, StreamKind Stream, StreamSize Size);

/// <summary>A device with all that was ever known of it.</summary>
/// <param name="Service">In order.</param>
/// <param name="Intervals">Without a gap from the registration on, the last one open.</param>
/// <param name="Reports">In order.</param>
public sealed record RawDevice(long Id, IReadOnlyList<Period> Service, IReadOnlyList<IntervalFacts> Intervals, IReadOnlyList<RawReport> Reports);

public sealed record RawOutage(long Id, long DeviceId, DateTimeOffset? NoticeSentAt, DateTimeOffset? RecoveredAt, bool Refuted);

/// <summary>A supplier's devices in a city over some months, and the month and instant that a score is asked for.</summary>
public sealed record RawMonth(ScoreMonth Month, DateTimeOffset AsOf, IReadOnlyList<RawDevice> Devices, IReadOnlyList<RawOutage> Outages)
{
    /// <summary>The facts of it, put together in memory as the reader does by statements.</summary>
    public ScoreFacts Facts()
    {
        var until = AsOf < Month.Until ? AsOf : Month.Until;
        var checks =
            from monday in Month.Mondays
            where monday <= AsOf
            let serving = Devices.Select(d => (d.Id, Interval: d.Intervals.SingleOrDefault(i => i.From <= monday && (i.Until ?? DateTimeOffset.MaxValue) > monday)))
                .Where(d => d.Interval is { State: not OnlineState.NotInService }).ToList()
            where serving.Count > 0
            select new MondayCheck(monday, serving.Count,
                [.. serving.Where(d => d.Interval!.Accountable).Select(d => new OfflineDevice(d.Id, d.Interval!.From, d.Interval.Cause!.Value))]);
        var outages =
            from outage in Outages
            where !outage.Refuted && outage.NoticeSentAt < until
            where outage.NoticeSentAt >= Month.From || outage.RecoveredAt is null || outage.RecoveredAt > Month.Previous.ClosesAt
            orderby outage.NoticeSentAt, outage.Id
            select new OutageFacts(outage.Id, outage.DeviceId, outage.NoticeSentAt!.Value, outage.RecoveredAt < AsOf ? outage.RecoveredAt : null);
        var streams =
            from device in Devices
            let service = device.Service.Where(p => p.From <= AsOf && p.From < Month.Until && p.Until > Month.From).ToList()
            where service.Count > 0
            let end = service.Max(p => p.Until < until ? p.Until : until)
            let main = Last(device, StreamKind.Main, end)
            let sub = Last(device, StreamKind.Sub, end)
            where main is not null || sub is not null
            select new StreamFacts(device.Id, main, sub);
        return new ScoreFacts { Month = Month.Number, AsOf = AsOf, Checks = [.. checks], Outages = [.. outages], Streams = [.. streams] };
    }

    /// <summary>The size last reported before a moment, since when it is unchanged.</summary>
    private static MeasuredSize? Last(RawDevice device, StreamKind stream, DateTimeOffset before)
    {
        var reports = device.Reports.Where(r => r.Stream == stream && r.At < before).ToList();
        if (reports.Count == 0) return null;
        var first = reports.Count - 1;
        while (first > 0 && reports[first - 1].Size == reports[first].Size) first--;
        return new MeasuredSize(reports[first].Size.Width, reports[first].Size.Height, reports[first].At);
    }
}
