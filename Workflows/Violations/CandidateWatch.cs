using Domain.Devices;
using Domain.Dust;
using Domain.Sites;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace Workflows.Violations;

/// <summary>
/// Proposes violations that the platform sees by itself, and marks proposals whose cause has ended. Run twice, or on two nodes, it proposes
/// everything once: a candidate is unique by kind and source.
/// </summary>
public sealed class CandidateWatch(IDbContextFactory<PortalDbContext> databases, IOptions<ViolationOptions> options, TimeProvider time)
{
    public const string ImageRule = "devices.image-not-visible";
    public const string DustRule = "dust.monitor-silent";

    private static readonly DeviceKind[] Cameras = [.. Enum.GetValues<DeviceKind>().Where(k => k.IsCamera())];

    /// <returns>How many candidates were found or marked.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default) =>
        await MarkEndedAsync(cancellationToken) + await ProposeAsync(FindDarkCamerasAsync, cancellationToken) + await ProposeAsync(FindSilentMonitorsAsync, cancellationToken);

    private async Task<int> ProposeAsync(
        Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<List<ViolationCandidate>>> find, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await find(db, time.GetUtcNow(), cancellationToken);
        await db.AddRangeAsync(found, cancellationToken);
        return await TrySaveAsync(db, cancellationToken) ? found.Count : 0;
    }

    /// <summary>Outages of cameras that have lasted too long. An outage counts time in service alone, and knows no fault of ours.</summary>
    private async Task<List<ViolationCandidate>> FindDarkCamerasAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now.AddHours(-options.Value.ImageHours);
        var outages = await (
            from outage in db.Set<DeviceOutage>().AsNoTracking()
            join device in db.Set<Device>() on outage.DeviceId equals device.Id
            where outage.RecoveredAt == null && outage.From <= before && Cameras.Contains(device.Kind) && device.RemovedAt == null
                && !db.Set<ViolationCandidate>().Any(c => c.OutageId == outage.Id)
            orderby outage.Id
            select outage).ToListAsync(cancellationToken);
        return outages.ConvertAll(o => ViolationCandidate.OfOutage(o, ImageRule, now));
    }

    /// <summary>Monitors in service for long enough that have measured nothing in that time; each silence is one candidate.</summary>
    private async Task<List<ViolationCandidate>> FindSilentMonitorsAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now.AddHours(-options.Value.DustHours);
        var silent = await (
            from device in db.Set<Device>()
            where device.Kind == DeviceKind.DustMonitor && device.RemovedAt == null
                && device.ServicePeriods.Any(p => p.From <= before && (p.Until == null || p.Until > now))
                && !db.Set<DustReading>().Any(r => r.DeviceId == device.Id && r.At > before)
            orderby device.Id
            select new
            {
                device.Id,
                device.SiteId,
                Service = device.ServicePeriods.Where(p => p.From <= before && (p.Until == null || p.Until > now)).Max(p => p.From),
                LastAt = db.Set<DustReading>().Where(r => r.DeviceId == device.Id).Max(r => (DateTimeOffset?)r.At),
            }).ToListAsync(cancellationToken);
        var candidates = silent.ConvertAll(
            m => ViolationCandidate.OfSilence(m.SiteId, m.Id, DustRule, m.LastAt is { } last && last > m.Service ? last : m.Service, now));
        var sources = candidates.ConvertAll(c => c.Source);
        var known = await db.Set<ViolationCandidate>().Where(c => sources.Contains(c.Source)).Select(c => c.Source).ToListAsync(cancellationToken);
        return [.. candidates.Where(c => !known.Contains(c.Source))];
    }

    /// <summary>Candidates that nobody has handled and whose cause is gone: the camera is seen, the monitor measures, the site is connected.</summary>
    private async Task<int> MarkEndedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = db.Set<ViolationCandidate>().Where(c => c.HandledAt == null && c.EndedAt == null);
        var ends = await (
            from candidate in open
            let seen = db.Set<DeviceOutage>().Where(o => o.Id == candidate.OutageId).Select(o => o.RecoveredAt).FirstOrDefault()
            let measured = db.Set<DustReading>().Where(r => r.DeviceId == candidate.DeviceId && r.At > candidate.Since).Min(r => (DateTimeOffset?)r.At)
            let connected = db.Set<Site>().Where(s => s.Id == candidate.SiteId && s.ConnectedAt > candidate.Since).Select(s => s.ConnectedAt).FirstOrDefault()
            where (candidate.Rule == ImageRule && seen != null) || (candidate.Rule == DustRule && measured != null)
                || (candidate.Kind == ViolationKind.NotConnected && connected != null)
            select new { candidate, At = candidate.Rule == ImageRule ? seen : candidate.Rule == DustRule ? measured : connected }).ToListAsync(cancellationToken);
        foreach (var end in ends) end.candidate.End(end.At!.Value);
        return await TrySaveAsync(db, cancellationToken) ? ends.Count : 0;
    }

    /// <returns>False when another node found the same, or a person was faster; what is left is the next run's.</returns>
    private static async Task<bool> TrySaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            return false;
        }
    }
}

/// <summary>Runs <see cref="CandidateWatch"/>, and forgets photos that no form took.</summary>
[DisallowConcurrentExecution]
public sealed class CandidateWatchJob(CandidateWatch watch, ViolationPhotos photos) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await watch.RunAsync(cancellationToken);
        await photos.ForgetUnusedAsync(cancellationToken);
    }
}
