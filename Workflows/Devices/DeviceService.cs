using Domain;
using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>A change of whether devices are in service.</summary>
public sealed record ChangeService
{
    public required IReadOnlyCollection<long> DeviceIds { get; init; }

    /// <summary>From when on, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required ServiceReason Reason { get; init; }

    /// <summary>What a reader of the device's page should know, such as the case's number.</summary>
    public string? Note { get; init; }
}

/// <summary>
/// Puts devices in service and takes them out: what goes live, is suspended, moved, repaired or removed calls this in its own transaction. The
/// settler computes the intervals anew from then on. Who may do it is the caller's to decide.
/// </summary>
public sealed class DeviceService(TimeProvider time)
{
    /// <summary>From a time on the devices are in service; for those that are already, and for those that were removed, nothing changes.</summary>
    /// <exception cref="DomainException">device.service-before-registration, device.service-changed-later, field.too-long.</exception>
    public Task PutInAsync(PortalDbContext db, ChangeService change, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            db, change,
            device =>
            {
                if (device.RemovedAt is null) device.PutInService(change.At, change.Reason, change.Note, time.GetUtcNow());
            },
            cancellationToken);

    /// <summary>From a time on the devices are not in service and not counted.</summary>
    /// <param name="db">Of the caller, who saves.</param>
    /// <param name="change">When and why.</param>
    /// <param name="backAt">When they are in service again, such as the agreed reconnection date; null for not until somebody says so.</param>
    /// <exception cref="DomainException">As <see cref="PutInAsync"/>.</exception>
    public Task TakeOutAsync(PortalDbContext db, ChangeService change, DateTimeOffset? backAt = null, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(
            db, change,
            device =>
            {
                device.TakeOutOfService(change.At, change.Reason, change.Note, now);
                if (backAt is { } back && device.RemovedAt is null) device.PutInService(UtcMicroseconds.Cut(back), ServiceReason.Reconnected, change.Note, now);
            },
            cancellationToken);
    }

    private static async Task ChangeAsync(PortalDbContext db, ChangeService change, Action<Device> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Note?.Length > DeviceServicePeriod.NoteLength) throw new DomainException("field.too-long", DeviceServicePeriod.NoteLength);
        var ids = change.DeviceIds;
        await db.Set<Device>().Include(d => d.ServicePeriods).Where(d => ids.Contains(d.Id)).LoadAsync(cancellationToken);
        // Also those that the caller has only just made.
        foreach (var device in db.Set<Device>().Local.Where(d => ids.Contains(d.Id)).ToList())
        {
            act(device);
            await db.AddAsync(new SignalWindow(device.Id, change.At, change.At), cancellationToken);
        }
    }
}
