using Domain.Devices;
using Domain.Scoring;
using Domain.Values;

namespace Testing.Scoring;

/// <summary>Months with some of everything, on whole hours and often exactly where a bound lies. The same seed gives the same month.</summary>
public static class RandomMonths
{
    private static readonly StreamSize[] Mains = [new(1920, 1080), new(2560, 1440), new(1920, 1079), new(1919, 1080), new(1280, 720)];
    private static readonly StreamSize[] Subs = [new(704, 576), new(1280, 720), new(703, 576), new(704, 575), new(352, 288)];

    /// <param name="seed">Which one.</param>
    /// <param name="month">Null for one of four years.</param>
    public static RawMonth Of(int seed, ScoreMonth? month = null)
    {
        var random = new Random(seed);
        var scored = month ?? new ScoreMonth(2025, 1).Add(random.Next(48));
        // Two months before it the first devices are registered.
        var start = scored.Add(-2).From;
        var end = scored.Next.Until;
        // Mostly few that are ever wrong, so that scores are not all at the floor.
        var wrong = random.Next(4) == 0 ? 2 : 12;
        List<RawDevice> devices = [];
        List<RawOutage> outages = [];
        var count = random.Next(1, 14);
        for (var id = 1; id <= count; id++)
        {
            var device = Device(random, id, start, end, scored, wrong);
            devices.Add(device);
            if (random.Next(wrong) == 0) outages.AddRange(Outages(random, device, outages.Count, scored));
        }

        DateTimeOffset[] instants = [scored.ClosesAt, scored.ClosesAt, scored.ClosesAt, .. scored.Mondays, scored.From, scored.Until];
        return new RawMonth(scored, instants[random.Next(instants.Length)], devices, outages);
    }

    private static RawDevice Device(Random random, int id, DateTimeOffset start, DateTimeOffset end, ScoreMonth month, int wrong)
    {
        var registered = random.Next(3) == 0 ? Moment(random, start, end, month) : start;
        var service = Service(random, registered, end, month);
        List<IntervalFacts> intervals = [];
        for (var from = registered; from < end;)
        {
            var until = from.AddHours(random.Next(1, random.Next(2) == 0 ? 30 : 500));
            if (random.Next(6) == 0 && month.Mondays.Where(m => m > from).Select(m => (DateTimeOffset?)m).FirstOrDefault() is { } monday) until = monday;
            if (service.Select(p => p.From).Concat(service.Select(p => p.Until)).Where(edge => edge > from && edge < until).Order().FirstOrDefault() is var edge && edge != default) until = edge;
            var serving = service.Exists(p => p.Contains(from));
            var state = !serving ? OnlineState.NotInService : random.Next(wrong) == 0 ? OnlineState.Offline : OnlineState.Online;
            var cause = state == OnlineState.Offline ? (OfflineCause?)(OfflineCause)random.Next(3) : null;
            intervals.Add(new IntervalFacts(from, until < end ? until : null, state, cause, state == OnlineState.Online ? PresenceStart.Sign : PresenceStart.Silence, from));
            from = until;
        }

        List<RawReport> reports = [];
        foreach (var (stream, sizes) in new[] { (StreamKind.Main, Mains), (StreamKind.Sub, Subs) })
        {
            if (random.Next(4) == 0) continue;
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var at = Moment(random, registered, end, month);
                if (reports.Exists(r => r.Stream == stream && r.At == at)) continue;
                reports.Add(new RawReport(at, stream, sizes[random.Next(wrong) == 0 ? random.Next(sizes.Length) : random.Next(2)]));
            }
        }

        return new RawDevice(id, service, intervals, [.. reports.OrderBy(r => r.At)]);
    }

    private static List<Period> Service(Random random, DateTimeOffset from, DateTimeOffset end, ScoreMonth month)
    {
        if (random.Next(2) == 0) return [new Period(from, DateTimeOffset.MaxValue)];
        var edges = Enumerable.Range(0, random.Next(5)).Select(_ => Moment(random, from, end, month)).Distinct().Order().ToList();
        return [.. edges.Chunk(2).Select(c => new Period(c[0], c.Length == 2 ? c[1] : DateTimeOffset.MaxValue))];
    }

    private static IEnumerable<RawOutage> Outages(Random random, RawDevice device, int before, ScoreMonth month)
    {
        var at = Moment(random, device.Intervals[0].From, month.Next.Until, month);
        var count = random.Next(1, 4);
        for (var n = 1; n <= count && at < month.Next.Until; n++)
        {
            var days = new[] { 0, 1, 3, 4, 7, 8, 14, 15, random.Next(60) }[random.Next(9)];
            // On the bound, an hour before it and an hour after it; now and then reported before the notice was sent.
            var recovered = at.AddDays(days).AddHours(random.Next(-1, 2));
            var open = random.Next(4) == 0;
            yield return new RawOutage(
                (1000 * device.Id) + before + n, device.Id, random.Next(9) == 0 ? null : at, open ? null : recovered, Refuted: !open && random.Next(9) == 0);
            if (open) yield break;
            at = (recovered > at ? recovered : at).AddHours(random.Next(1, 200));
        }
    }

    /// <summary>A whole hour; every third time where something begins or ends.</summary>
    private static DateTimeOffset Moment(Random random, DateTimeOffset from, DateTimeOffset until, ScoreMonth month)
    {
        DateTimeOffset[] bounds = [month.From, month.Until, month.ClosesAt, month.Previous.ClosesAt, month.Previous.From, .. month.Mondays];
        var bound = bounds[random.Next(bounds.Length)].AddHours(random.Next(-1, 2));
        return random.Next(3) == 0 && bound >= from && bound < until ? bound : from.AddHours(random.Next((int)(until - from).TotalHours));
    }
}
