using Domain.Captures;
using Domain.Devices;
using Domain.Dust;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>A status report as far as the settler needs it.</summary>
internal sealed record StreamReport(DateTimeOffset At, StreamSize? Main, StreamSize? Sub);

/// <summary>What was read of one device.</summary>
internal sealed record DeviceSigns(List<DeviceSign> Signs, List<StreamReport> Streams)
{
    public static readonly DeviceSigns None = new([], []);
}

/// <summary>Reads raw signs of life: status reports, captures and measurements.</summary>
internal static class SignReader
{
    /// <summary>All signs of the devices from after the period's begin up to and with its end.</summary>
    public static async Task<Dictionary<long, DeviceSigns>> ReadAsync(
        PortalDbContext db, IReadOnlyCollection<Device> devices, Period period, CancellationToken cancellationToken)
    {
        var signs = devices.ToDictionary(d => d.Id, _ => new DeviceSigns([], []));
        var ids = devices.Select(d => d.Id).ToList();
        var (after, until) = (period.From, period.Until);

        // Of two reports of one moment the stream sizes of the last one count, in an order that does not depend on when they came.
        var reports = db.Set<DeviceStatusReport>().AsNoTracking().Where(r => ids.Contains(r.DeviceId) && r.At > after && r.At <= until)
            .OrderBy(r => r.DeviceId).ThenBy(r => r.At).ThenBy(r => r.SourceId).ThenBy(r => r.RecordId)
            .Select(r => new { r.DeviceId, r.At, r.Online, r.MainWidth, r.MainHeight, r.SubWidth, r.SubHeight });
        await foreach (var r in reports.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var own = signs[r.DeviceId];
            own.Signs.Add(new DeviceSign(r.At, r.Online));
            var (main, sub) = (Size(r.MainWidth, r.MainHeight), Size(r.SubWidth, r.SubHeight));
            if (main is not null || sub is not null) own.Streams.Add(new StreamReport(r.At, main, sub));
        }

        var registrations = devices.Where(d => d.RegistrationId is not null).Select(d => d.RegistrationId!.Value).Distinct().ToList();
        if (registrations.Count > 0)
        {
            // By registration, for which captures have an index anyway. A test proves no device alive.
            var captures = db.Set<Capture>().AsNoTracking()
                .Where(c => registrations.Contains(c.RegistrationId) && c.CapturedAt > after && c.CapturedAt <= until && !c.Test && c.DeviceId != null)
                .Select(c => new { DeviceId = c.DeviceId!.Value, c.CapturedAt });
            await foreach (var c in captures.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (signs.TryGetValue(c.DeviceId, out var own)) own.Signs.Add(new DeviceSign(c.CapturedAt, Online: true));
            }
        }

        var monitors = devices.Where(d => d.Kind == DeviceKind.DustMonitor).Select(d => d.Id).ToList();
        if (monitors.Count > 0)
        {
            var readings = db.Set<DustReading>().AsNoTracking().Where(r => monitors.Contains(r.DeviceId) && r.At > after && r.At <= until)
                .Select(r => new { r.DeviceId, r.At });
            await foreach (var r in readings.AsAsyncEnumerable().WithCancellation(cancellationToken))
                signs[r.DeviceId].Signs.Add(new DeviceSign(r.At, Online: true));
        }

        return signs;
    }

    private static StreamSize? Size(int? width, int? height) => width is { } w && height is { } h ? new StreamSize(w, h) : null;
}
