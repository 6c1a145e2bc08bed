using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>A device's time within a period.</summary>
/// <param name="Intervals">Those that touch the period, whole, in order; the last may still be open.</param>
/// <param name="Service">All times in service, the latest first.</param>
public sealed record DeviceHistory(IReadOnlyList<IntervalFacts> Intervals, IReadOnlyList<ServiceView> Service);

/// <summary>A time in service; see <see cref="DeviceServicePeriod"/>.</summary>
public sealed record ServiceView(DateTimeOffset From, ServiceReason Reason, string? Note, DateTimeOffset? Until, ServiceReason? EndReason, string? EndNote);

/// <summary>Reads the history of single devices for those who see them.</summary>
public sealed class DeviceHistories(IDbContextFactory<PortalDbContext> databases)
{
    /// <exception cref="DomainException">device.unknown: not there, or not for this reader.</exception>
    public async Task<DeviceHistory> ReadAsync(Actor actor, long deviceId, Period period, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(period);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var device = await db.DevicesOf(actor).AsNoTracking().Include(d => d.ServicePeriods).SingleOrDefaultAsync(d => d.Id == deviceId, cancellationToken)
            ?? throw new DomainException("device.unknown");
        var (from, until) = (period.From, period.Until);
        var intervals = await db.Set<DeviceInterval>().AsNoTracking()
            .Where(i => i.DeviceId == deviceId && i.From < until && (i.Until == null || i.Until > from)).OrderBy(i => i.From).ToListAsync(cancellationToken);
        return new DeviceHistory(
            intervals.ConvertAll(i => i.Facts),
            [.. device.ServicePeriods.OrderByDescending(p => p.From).Select(p => new ServiceView(p.From, p.Reason, p.Note, p.Until, p.EndReason, p.EndNote))]);
    }
}
