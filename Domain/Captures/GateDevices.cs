using System.Globalization;
using Domain.Devices;

namespace Domain.Captures;

/// <summary>Which device of a registration a capture is of. The contract names no device in a capture, so direction and height must say it.</summary>
public static class GateDevices
{
    /// <summary>The kind of camera that looks in a direction from a height.</summary>
    public static DeviceKind KindOf(PassageDirection direction, CameraHeight camera) => (direction, camera) switch
    {
        (PassageDirection.In, CameraHeight.Low) => DeviceKind.EntrancePlateCamera,
        (PassageDirection.In, CameraHeight.High) => DeviceKind.EntranceOverheadCamera,
        (PassageDirection.Out, CameraHeight.Low) => DeviceKind.ExitPlateCamera,
        (PassageDirection.Out, CameraHeight.High) => DeviceKind.ExitOverheadCamera,
        _ => throw new ArgumentOutOfRangeException(nameof(direction)),
    };

    /// <summary>
    /// The device among those of the kind: the only one; of several the one at the gate's number, where gates are numbered from 1 in the order
    /// of the registration. Null where that does not decide, so that no camera is thought alive for another's sake.
    /// </summary>
    /// <param name="ofKind">Ids in the registration's order.</param>
    /// <param name="gate">As it was sent.</param>
    public static long? Choose(IReadOnlyList<long> ofKind, string gate)
    {
        ArgumentNullException.ThrowIfNull(ofKind);
        if (ofKind.Count == 1) return ofKind[0];
        return int.TryParse(gate, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= ofKind.Count
            ? ofKind[number - 1]
            : null;
    }
}
