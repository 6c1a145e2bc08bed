using Domain.Devices;
using Domain.Dust;
using Domain.Values;

namespace Domain.Tests.Dust;

public sealed class DustAlarmTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Silence = TimeSpan.FromHours(1);

    [Fact]
    public void Take_WindowsAbove_StretchTheAlarmAndKeepTheHighest()
    {
        var alarm = Opened(160);

        alarm.Take(Window(1, 220), 150, Silence);
        alarm.Take(Window(2, 170), 150, Silence);

        (alarm.From, alarm.LastAbove, alarm.Until, alarm.Peak, alarm.PeakAt).ShouldBe((Start, Start.AddMinutes(45), null, 220, Start.AddMinutes(15)));
    }

    [Theory]
    [InlineData(150)]
    [InlineData(10)]
    public void Take_WindowWithinTheLimit_ClosesItAtTheEndOfTheLastAbove(double mean)
    {
        var alarm = Opened(160);

        alarm.Take(Window(1, mean), 150, Silence);

        (alarm.Until, alarm.EndedBySilence).ShouldBe((Start.AddMinutes(15), false));
    }

    [Fact]
    public void Take_NoLimitAnyMore_ClosesIt()
    {
        var alarm = Opened(160);

        alarm.Take(Window(1, 900), limit: null, Silence);

        alarm.Until.ShouldBe(Start.AddMinutes(15));
    }

    [Fact]
    public void Take_SilentWindows_LeaveItOpenForAnHour()
    {
        var alarm = Opened(160);

        for (var i = 1; i <= 3; i++) alarm.Take(Window(i, null), 150, Silence);
        alarm.Until.ShouldBeNull();
        alarm.Take(Window(4, null), 150, Silence);

        (alarm.Until, alarm.EndedBySilence).ShouldBe((Start.AddMinutes(15), true));
    }

    [Fact]
    public void Take_WindowsOutOfOrderOrAfterTheEnd_IsADefect()
    {
        var alarm = Opened(160);

        Should.Throw<InvalidOperationException>(() => alarm.Take(Window(0, 160), 150, Silence));
        alarm.Take(Window(1, 10), 150, Silence);
        Should.Throw<InvalidOperationException>(() => alarm.Take(Window(2, 160), 150, Silence));
    }

    private static DustAlarm Opened(double mean) => new(
        new Device(new DeviceDeclaration
        {
            SiteId = 7,
            ApplicationId = 1,
            Code = Gb28181Code.Parse("44080200441397000001"),
            SupplierId = 1,
            Ordinal = 1,
            Position = "Gate",
            Kind = DeviceKind.DustMonitor,
            Brand = "B",
            Model = "M",
            RegisteredAt = DateTimeOffset.UnixEpoch,
        }),
        DustQuantity.Pm10, Window(0, mean), 150, Start.AddMinutes(17));

    private static DustWindow Window(int index, double? mean) => new(Start.AddMinutes(15 * index), Start.AddMinutes(15 * (index + 1)), mean);
}
