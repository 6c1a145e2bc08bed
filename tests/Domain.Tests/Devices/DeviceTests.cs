using Domain.Devices;
using Domain.Values;

namespace Domain.Tests.Devices;

public class DeviceTests
{
    private static readonly DateTimeOffset Collected = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Collected.AddDays(2);

    [Fact]
    public void Note_FirstOnline_IsRemembered()
    {
        var device = New();

        device.Note(Record(5, online: true), Now);
        device.Note(Record(6, online: false), Now);

        device.FirstOnlineAt.ShouldBe(Collected.AddHours(5));
    }

    [Fact]
    public void Note_OfflineOnly_WasNeverOnline()
    {
        var device = New();

        device.Note(Record(5, online: false), Now);

        device.FirstOnlineAt.ShouldBeNull();
    }

    [Fact]
    public void Note_Late_IsTakenInItsOrder()
    {
        var device = New();
        device.Note(Record(9, online: false), Now);

        device.Note(Record(4, online: true), Now);

        device.FirstOnlineAt.ShouldBe(Collected.AddHours(4));
        device.LastRecordAt.ShouldBe(Collected.AddHours(9));
    }

    [Fact]
    public void Note_InTheFuture_IsRefused() => Should.Throw<DomainException>(() => New().Note(Record(49, true), Now)).Code.ShouldBe("device.record-in-future");

    [Fact]
    public void Note_BeforeCollection_IsRefused() =>
        Should.Throw<DomainException>(() => New().Note(Record(-1, true), Now)).Code.ShouldBe("device.record-before-installation");

    /// <summary>Times are typed to the minute, and a device may be seen within the minute in which it was collected.</summary>
    [Fact]
    public void Note_InTheMinuteOfCollection_IsTaken()
    {
        var device = New(Collected.AddSeconds(40));

        device.Note(Record(0, true), Now);

        device.FirstOnlineAt.ShouldBe(Collected);
        Should.Throw<DomainException>(() => New(Collected.AddSeconds(60)).Note(Record(0, true), Now)).Code.ShouldBe("device.record-before-installation");
    }

    [Fact]
    public void Record_OfARepairWithoutARemark_IsRefused() =>
        Should.Throw<DomainException>(() => new DeviceRecord(Collected, online: true, repair: true, " ", 1, "Op", Now)).Code.ShouldBe("device.repair-remark-required");

    [Theory]
    [InlineData("DS-2DE  ", " ds-2de", true)]
    [InlineData("DS 2DE", "DS  2DE", true)]
    [InlineData("DS2DE", "DS 2DE", false)]
    public void Key_Spelling_MattersNotInCaseAndBlanks(string one, string other, bool same) =>
        (DeviceModel.Key("Brand", one) == DeviceModel.Key("BRAND ", other)).ShouldBe(same);

    private static DeviceRecord Record(int hours, bool online) => new(Collected.AddHours(hours), online, repair: false, null, 1, "Op", Now);

    private static Device New(DateTimeOffset? registeredAt = null) => new(new DeviceDeclaration
    {
        SiteId = 1,
        ApplicationId = 1,
        Code = Gb28181Code.Parse("44080200441327000001"),
        SupplierId = 1,
        Ordinal = 1,
        Position = "Gate 1",
        Kind = DeviceKind.GateDome,
        Brand = "B",
        Model = "M",
        RegisteredAt = registeredAt ?? Collected,
    });
}
