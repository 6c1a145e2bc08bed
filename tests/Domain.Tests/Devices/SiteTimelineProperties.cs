using Domain.Devices;
using Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Devices;

/// <summary>Small sites over half an hour, on a grid of ten seconds so that moments meet often.</summary>
public sealed class SiteTimelineProperties
{
    private const int Seconds = 1800;

    private static readonly DateTimeOffset Origin = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static Gen<DateTimeOffset> Moments => from tens in Gen.Choose(0, Seconds / 10) select Origin.AddSeconds(tens * 10);

    /// <summary>Reports every two minutes or so with gaps, and now and then one that says "offline".</summary>
    private static Gen<DeviceSign[]> Signs =>
        from steady in Gen.Elements(0, 60, 120)
        from scattered in Moments.ArrayOf()
        from offline in Gen.Frequency((3, Gen.Constant(Array.Empty<DateTimeOffset>())), (1, Moments.ArrayOf().Resize(3)))
        from gapFrom in Gen.Choose(0, Seconds)
        from gapLength in Gen.Choose(100, 1200)
        let steadyOnes = steady == 0 ? [] : Enumerable.Range(0, Seconds / steady).Select(i => i * steady)
            .Where(s => s < gapFrom || s > gapFrom + gapLength).Select(s => Origin.AddSeconds(s)).ToArray()
        select steadyOnes.Concat(scattered.Take(steady == 0 ? 12 : 2)).Select(at => new DeviceSign(at, true))
            .Concat(offline.Select(at => new DeviceSign(at, false))).ToArray();

    private static Gen<Period[]> Service => Gen.Frequency(
        (4, Gen.Constant<Period[]>([new(Origin, DateTimeOffset.MaxValue)])),
        (1, Gen.Constant(Array.Empty<Period>())),
        (2, from edges in Moments.ArrayOf().Resize(4)
            let sorted = edges.Distinct().Order().ToList()
            select sorted.Chunk(2).Select(c => new Period(c[0], c.Length == 2 ? c[1] : DateTimeOffset.MaxValue)).ToArray()));

    private static Gen<NaiveDevice> Devices =>
        from registered in Gen.Frequency((4, Gen.Constant(Origin)), (1, Moments))
        from signs in Signs
        from service in Service
        select new NaiveDevice(registered, signs, service);

    private static Gen<(NaiveDevice[] Devices, Period[] Outages)> Sites =>
        from count in Gen.Choose(1, 4)
        from devices in Devices.ArrayOf(count)
        from outages in Gen.Frequency(
            (2, Gen.Constant(Array.Empty<Period>())),
            (1, from start in Moments from length in Gen.Choose(3, 60) select new[] { new Period(start, start.AddSeconds(length * 10)) }))
        select (devices, outages);

    [Fact]
    public void Of_AnySite_IsWhatTheRulesSaySecondBySecond() => Check((devices, outages) =>
    {
        var naive = new NaiveTimeline(devices, outages, Origin, Seconds);
        var real = Whole(devices, outages, Origin.AddSeconds(Seconds));

        for (var d = 0; d < devices.Length; d++) real[d].ShouldBe(naive.Intervals(d));
    });

    [Fact]
    public void Of_SignsShuffledAndRepeated_IsTheSame()
    {
        var cases = from site in Sites from seed in Gen.Choose(0, int.MaxValue) select (site, seed);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var random = new Random(c.seed);
            var (devices, outages) = c.site;
            NaiveDevice[] mixed = [.. devices.Select(d => d with { Signs = [.. d.Signs.Concat(d.Signs.Take(d.Signs.Count / 5)).OrderBy(_ => random.Next())] })];

            var plain = Whole(devices, outages, Origin.AddSeconds(Seconds));
            var other = Whole(mixed, outages, Origin.AddSeconds(Seconds));

            for (var d = 0; d < devices.Length; d++) other[d].ShouldBe(plain[d]);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Known presence, corrected window by window in any order, is the presence of all signs.</summary>
    [Fact]
    public void Correct_WindowsInAnyOrder_GivesThePresenceOfAllSigns()
    {
        var cases = from signs in Signs from seed in Gen.Choose(0, int.MaxValue) from size in Gen.Choose(1, 5) select (signs, seed, size);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var stored = new List<DeviceSign>();
            var known = Presence.Of([], Origin);
            foreach (var group in c.signs.OrderBy(_ => new Random(c.seed).Next()).Chunk(c.size))
            {
                stored.AddRange(group);
                var window = new Period(group.Min(s => s.At), group.Max(s => s.At));
                var near = stored.Where(s => s.At > window.From.AddSeconds(-180) && s.At <= window.Until.AddSeconds(180)).ToList();
                known = Presence.Correct(known, near, window);
            }

            known.ShouldBe(Presence.Of(c.signs, Origin));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The moments that a settler waits for are enough: between them nothing but the open end moves.</summary>
    [Fact]
    public void NextChange_UntilThen_NothingChanges() => Check((devices, outages) =>
    {
        for (var now = Origin.AddSeconds(300); now <= Origin.AddSeconds(Seconds);)
        {
            var known = Known(devices, now);
            var result = SiteTimeline.Of(Tracks(known), outages, Origin, now);
            var next = result.NextChange ?? Origin.AddSeconds(Seconds + 1);
            next.ShouldBeGreaterThan(now);
            var later = SiteTimeline.Of(Tracks(known), outages, Origin, next.AddTicks(-1));
            for (var d = 0; d < devices.Length; d++) later.Intervals[d].ShouldBe(result.Intervals[d]);
            now = next.AddSeconds(70);
        }
    });

    /// <summary>What is computed from later on joins what stood before: nothing before the reach of a change depends on it.</summary>
    [Fact]
    public void Of_FromTheReachOfAChange_IsTheEndOfTheWhole()
    {
        var cases = from site in Sites from change in Moments select (site, change);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (devices, outages) = (Known(c.site.Devices, DateTimeOffset.MaxValue), c.site.Outages);
            var now = Origin.AddSeconds(Seconds);
            var from = c.change - SiteTimeline.Reach;
            var cut = Tracks(devices).ConvertAll(t => t with { Presence = t.Presence.Where(s => s.Until > from - SiteTimeline.Context).ToList() });

            var whole = SiteTimeline.Of(Tracks(devices), outages, Origin, now);
            var part = SiteTimeline.Of(cut, outages, from, now);
            var before = SiteTimeline.Of(Tracks(Known(devices, c.change.AddTicks(-1))), outages, Origin, c.change.AddTicks(-1));

            for (var d = 0; d < devices.Length; d++)
            {
                Clip(whole.Intervals[d], from).ShouldBe(Clip(part.Intervals[d], from));
                Before(before.Intervals[d], from).ShouldBe(Before(whole.Intervals[d], from));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static List<IntervalFacts> Clip(IEnumerable<IntervalFacts> intervals, DateTimeOffset from) =>
        [.. intervals.Where(i => i.Until is null || i.Until > from).Select(i => i.From < from ? i with { From = from } : i)];

    private static List<IntervalFacts> Before(IEnumerable<IntervalFacts> intervals, DateTimeOffset until) =>
        [.. intervals.Where(i => i.From < until).Select(i => i.Until is null || i.Until > until ? i with { Until = until } : i)];

    private static NaiveDevice[] Known(NaiveDevice[] devices, DateTimeOffset now) =>
        [.. devices.Select(d => d with { Registered = Origin, Signs = [.. d.Signs.Where(s => s.At <= now)] })];

    private static List<IReadOnlyList<IntervalFacts>> Whole(NaiveDevice[] devices, Period[] outages, DateTimeOffset now)
    {
        var result = SiteTimeline.Of(Tracks(devices), outages, Origin, now);
        return [.. devices.Select((_, d) => result.Intervals[d])];
    }

    private static List<DeviceTrack> Tracks(NaiveDevice[] devices) =>
        [.. devices.Select((d, i) => new DeviceTrack(i, Presence.Of(d.Signs, d.Registered), d.Service))];

    private static void Check(Action<NaiveDevice[], Period[]> holds) =>
        Prop.ForAll(Sites.ToArbitrary(), c => holds(c.Devices, c.Outages)).QuickCheckThrowOnFailure();
}
