using Domain.Devices;
using Domain.Values;

namespace Domain.Tests.Devices;

public sealed class ServicePeriodTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PutInService_WhileItIs_ChangesNothing()
    {
        var device = New();
        device.PutInService(At(1), ServiceReason.Connected, "A", At(1));

        device.PutInService(At(2), ServiceReason.Resumed, "B", At(2));

        device.ServicePeriods.ShouldHaveSingleItem().Note.ShouldBe("A");
    }

    [Fact]
    public void TakeOutOfService_WithAReturn_LeavesAGap()
    {
        var device = New();
        device.PutInService(At(1), ServiceReason.Connected, null, At(1));

        device.TakeOutOfService(At(5), ServiceReason.Relocation, "move", At(5));
        device.PutInService(At(9), ServiceReason.Reconnected, null, At(5));

        device.ServicePeriods.Select(p => (p.From, p.Until)).ShouldBe([(At(1), At(5)), (At(9), null)]);
        device.ServicePeriods[0].EndReason.ShouldBe(ServiceReason.Relocation);
    }

    [Fact]
    public void PutInService_BeforeAPlannedReturn_ReplacesIt()
    {
        var device = New();
        device.PutInService(At(1), ServiceReason.Connected, null, At(1));
        device.TakeOutOfService(At(5), ServiceReason.Relocation, null, At(5));
        device.PutInService(At(9), ServiceReason.Reconnected, null, At(5));

        device.PutInService(At(7), ServiceReason.Resumed, null, At(6));

        device.ServicePeriods.Select(p => (p.From, p.Until)).ShouldBe([(At(1), At(5)), (At(7), null)]);
    }

    [Fact]
    public void TakeOutOfService_BeforeAPlannedReturn_DropsIt()
    {
        var device = New();
        device.PutInService(At(1), ServiceReason.Connected, null, At(1));
        device.TakeOutOfService(At(5), ServiceReason.Relocation, null, At(5));
        device.PutInService(At(9), ServiceReason.Reconnected, null, At(5));

        device.TakeOutOfService(At(6), ServiceReason.Removed, null, At(6));

        device.ServicePeriods.ShouldHaveSingleItem().Until.ShouldBe(At(5));
    }

    [Fact]
    public void PutInService_BeforeWhatHasBegunSince_IsRefused()
    {
        var device = New();
        device.PutInService(At(5), ServiceReason.Connected, null, At(5));

        Should.Throw<DomainException>(() => device.PutInService(At(4), ServiceReason.Connected, null, At(6))).Code.ShouldBe("device.service-changed-later");
    }

    [Fact]
    public void PutInService_BeforeItWasRegistered_IsRefused() =>
        Should.Throw<DomainException>(() => New().PutInService(At(-1), ServiceReason.Connected, null, At(1))).Code.ShouldBe("device.service-before-registration");

    private static DateTimeOffset At(int hours) => Begin.AddHours(hours);

    private static Device New() => new(new DeviceDeclaration
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
        RegisteredAt = Begin,
    });
}
