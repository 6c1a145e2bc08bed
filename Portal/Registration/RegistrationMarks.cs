using Domain.Registration;
using Microsoft.Extensions.Localization;
using Portal.Maps;
using Portal.Terms;

namespace Portal.Registration;

/// <summary>A registration on a map: its point, and its devices by their numbers.</summary>
internal static class RegistrationMarks
{
    /// <param name="form">As it stands; what has no position is left out.</param>
    /// <param name="terms">Names kinds of devices.</param>
    /// <param name="texts">Names the rest.</param>
    /// <param name="main">Index of the device that the map is about; -1 for the point.</param>
    public static IReadOnlyList<MapMark> Of(RegistrationForm form, TermNames terms, IStringLocalizer<RegistrationTexts> texts, int main = -1)
    {
        var devices = form.Devices.Select((d, i) => d.Position() is { } at ? new MapMark(NameOf(form.Devices[i], i, terms, texts), at, i == main, $"{i + 1}") : null).OfType<MapMark>();
        return form.Position() is { } point ? [.. devices, new MapMark(form.PointName ?? texts["ThePoint"].Value, point, main < 0)] : [.. devices];
    }

    public static string NameOf(RegisteredDevice device, int index, TermNames terms, IStringLocalizer<RegistrationTexts> texts) =>
        texts["DeviceNumber", index + 1] + (device.Kind is { } kind ? texts["DeviceKindSuffix", terms.Of(kind)].Value : "");
}
