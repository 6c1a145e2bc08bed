using Domain.Devices;
using Portal.Devices;
using static Domain.Devices.OnlineState;

namespace Portal.Tests.Devices;

public sealed class TimelineDaysTests
{
    private static readonly DateOnly Wednesday = new(2026, 11, 25);

    /// <summary>Midnight in Shanghai.</summary>
    private static readonly DateTimeOffset Midnight = new(2026, 11, 24, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TimelineView.Day, 25, 26)]
    [InlineData(TimelineView.Week, 23, 30)]
    [InlineData(TimelineView.Month, 1, 31)]
    public void First_OfAView_HoldsTheDay(TimelineView view, int first, int last)
    {
        var begin = TimelineDays.First(view, Wednesday);

        begin.Day.ShouldBe(first);
        TimelineDays.End(view, begin).ShouldBe(view == TimelineView.Month ? new DateOnly(2026, 12, 1) : new DateOnly(2026, 11, last));
    }

    [Fact]
    public void First_OfTheWeekOfASunday_IsTheMondayBefore() =>
        TimelineDays.First(TimelineView.Week, new DateOnly(2026, 11, 29)).ShouldBe(new DateOnly(2026, 11, 23));

    [Fact]
    public void Cut_IntervalOverMidnight_StandsInBothDays()
    {
        var days = TimelineDays.Cut([Interval(-5, -1, Online), Interval(-1, 2, Offline, OfflineCause.Device), Interval(2, null, Online)], Wednesday.AddDays(-1), Wednesday.AddDays(1), Midnight.AddHours(6));

        days[0].Pieces.Select(p => (p.From / 3600, p.Length / 3600, p.State)).ShouldBe([(19, 4, Online), (23, 1, Offline)]);
        days[1].Pieces.Select(p => (p.From / 3600, p.Length / 3600, p.State)).ShouldBe([(0, 2, Offline), (2, 4, Online)]);
        days.Select(d => d.Interruptions).ShouldBe([1, 1]);
        days[1].Rate.Share!.Value.ShouldBe(4 / 6.0, 1e-9);
    }

    [Fact]
    public void Cut_CauseThatChanges_IsOneInterruption()
    {
        var days = TimelineDays.Cut(
            [Interval(1, 2, Offline, OfflineCause.Network), Interval(2, 3, Offline, OfflineCause.Platform), Interval(3, 4, Offline, OfflineCause.Device), Interval(4, 5, Online)],
            Wednesday, Wednesday.AddDays(1), Midnight.AddHours(6));

        days[0].Interruptions.ShouldBe(1);
        days[0].Rate.Share!.Value.ShouldBe(1 / 3.0, 1e-9);
    }

    [Fact]
    public void Cut_OutOfService_HasNoRate()
    {
        var day = TimelineDays.Cut([Interval(0, null, NotInService)], Wednesday, Wednesday.AddDays(1), Midnight.AddHours(6))[0];

        OnlineFormat.Share(day.Rate).ShouldBe("—");
    }

    [Theory]
    [InlineData(1, 0, "100 %")]
    [InlineData(99999, 1, "99.99 %")]
    [InlineData(1, 3, "25 %")]
    public void Share_ShortOfAll_IsNeverAFullHundred(int online, int offline, string expected) =>
        OnlineFormat.Share(new OnlineRate(TimeSpan.FromSeconds(online), TimeSpan.FromSeconds(offline), default, default)).ShouldBe(expected);

    private static IntervalFacts Interval(int from, int? until, OnlineState state, OfflineCause? cause = null) =>
        new(Midnight.AddHours(from), until is { } hours ? Midnight.AddHours(hours) : null, state, cause, state == Online ? PresenceStart.Sign : PresenceStart.Silence, Midnight.AddHours(from));
}
