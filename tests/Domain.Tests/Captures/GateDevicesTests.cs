using Domain.Captures;
using Domain.Devices;

namespace Domain.Tests.Captures;

public sealed class GateDevicesTests
{
    [Theory]
    [InlineData(PassageDirection.In, CameraHeight.Low, DeviceKind.EntrancePlateCamera)]
    [InlineData(PassageDirection.In, CameraHeight.High, DeviceKind.EntranceOverheadCamera)]
    [InlineData(PassageDirection.Out, CameraHeight.Low, DeviceKind.ExitPlateCamera)]
    [InlineData(PassageDirection.Out, CameraHeight.High, DeviceKind.ExitOverheadCamera)]
    public void KindOf_DirectionAndHeight_IsTheCameraThere(PassageDirection direction, CameraHeight camera, DeviceKind kind) =>
        GateDevices.KindOf(direction, camera).ShouldBe(kind);

    [Theory]
    [InlineData(1, "east", 11L)]
    [InlineData(1, "7", 11L)]
    [InlineData(2, "1", 11L)]
    [InlineData(2, "2", 12L)]
    [InlineData(2, "3", null)]
    [InlineData(2, "0", null)]
    [InlineData(2, "-1", null)]
    [InlineData(2, "east", null)]
    [InlineData(0, "1", null)]
    public void Choose_AmongCamerasOfAKind_IsTheOnlyOneOrThatOfTheGate(int count, string gate, long? chosen) =>
        GateDevices.Choose([.. Enumerable.Range(11, count).Select(id => (long)id)], gate).ShouldBe(chosen);
}
