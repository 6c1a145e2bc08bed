using Domain.Devices;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>
/// Keeps the <see cref="StreamChange"/>s of devices that are being settled what all reports together say, in the settlement's own transaction:
/// a row where a size differs from the one reported before, whatever the order in which the reports came.
/// </summary>
internal sealed class StreamHistory(PortalDbContext db)
{
    /// <param name="devices">With their states as they were before these reports.</param>
    /// <param name="signs">All reports of each device in the period.</param>
    /// <param name="read">From after its begin up to and with its end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task FollowAsync(
        IReadOnlyCollection<Device> devices, IReadOnlyDictionary<long, DeviceSigns> signs, Period read, CancellationToken cancellationToken)
    {
        var reporting = devices.Where(d => signs.TryGetValue(d.Id, out var own) && own.Streams.Count > 0).ToList();
        if (reporting.Count == 0) return;
        var stored = await ReadAsync(reporting.ConvertAll(d => d.Id), read.From, cancellationToken);
        foreach (var device in reporting)
        {
            var reports = signs[device.Id].Streams;
            await FollowAsync(device, StreamKind.Main, device.State.MainAt, Sizes(reports, r => r.Main), stored, read, cancellationToken);
            await FollowAsync(device, StreamKind.Sub, device.State.SubAt, Sizes(reports, r => r.Sub), stored, read, cancellationToken);
        }
    }

    /// <summary>The changes after a moment, and of each stream the last one up to it.</summary>
    private async Task<ILookup<(long, StreamKind), StreamChange>> ReadAsync(List<long> devices, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var all = db.Set<StreamChange>();
        var rows = await all.Where(c => devices.Contains(c.DeviceId)
                && (c.At > after || !all.Any(later => later.DeviceId == c.DeviceId && later.Stream == c.Stream && later.At > c.At && later.At <= after)))
            .OrderBy(c => c.At).ToListAsync(cancellationToken);
        return rows.ToLookup(c => (c.DeviceId, c.Stream));
    }

    private async Task FollowAsync(
        Device device, StreamKind stream, DateTimeOffset? lastReportedAt, List<(DateTimeOffset At, StreamSize Size)> reported,
        ILookup<(long, StreamKind), StreamChange> stored, Period read, CancellationToken cancellationToken)
    {
        if (reported.Count == 0) return;
        var rows = stored[(device.Id, stream)].ToList();
        var size = rows.FindLast(c => c.At <= read.From)?.Size;
        var wanted = new Dictionary<DateTimeOffset, StreamSize>();
        foreach (var report in reported.Where(report => report.Size != size))
        {
            wanted[report.At] = report.Size;
            size = report.Size;
        }

        var before = rows.FindLast(c => c.At <= read.Until)?.Size;
        var next = rows.Find(c => c.At > read.Until);
        foreach (var row in rows.Where(c => c.At > read.From && c.At <= read.Until))
        {
            if (wanted.Remove(row.At, out var right)) row.Correct(right);
            else db.Remove(row);
        }

        foreach (var (at, right) in wanted) db.Add(new StreamChange(device.Id, stream, at, right));
        if (before == size) return;

        // What was said after these reports was no change when it came: now it may be one.
        if (before is not null && lastReportedAt > read.Until && await AgainAsync(device.Id, stream, new Period(read.Until, next?.At ?? DateTimeOffset.MaxValue), cancellationToken) is { } again)
            db.Add(new StreamChange(device.Id, stream, again, before));
        else if (next is not null && next.Size == size)
            db.Remove(next);
    }

    /// <summary>When the size was reported first within a time, its begin and its end left out.</summary>
    private async Task<DateTimeOffset?> AgainAsync(long device, StreamKind stream, Period within, CancellationToken cancellationToken)
    {
        var (after, until) = (within.From, within.Until);
        var reports = db.Set<DeviceStatusReport>().Where(r => r.DeviceId == device && r.At > after && r.At < until);
        reports = stream == StreamKind.Main ? reports.Where(r => r.MainWidth != null) : reports.Where(r => r.SubWidth != null);
        return await reports.MinAsync(r => (DateTimeOffset?)r.At, cancellationToken);
    }

    /// <summary>In order of time; of several at one moment the last.</summary>
    private static List<(DateTimeOffset At, StreamSize Size)> Sizes(List<StreamReport> reports, Func<StreamReport, StreamSize?> size) =>
        [.. reports.Where(r => size(r) is not null).GroupBy(r => r.At).Select(g => (g.Key, size(g.Last())!))];
}
