using Domain;
using Domain.Captures;
using Domain.Devices;
using Domain.Ingest;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;
using Workflows.Suppliers;

namespace Workflows.Ingest;

/// <summary>What a client must have shown before it is trusted with a live point, in the order in which one builds it.</summary>
public enum ConformanceStep
{
    /// <summary>A signed request whose clock was near the platform's.</summary>
    Clock,

    /// <summary>A request whose signature was right.</summary>
    Signature,

    /// <summary>A test capture was stored.</summary>
    FirstCapture,

    /// <summary>A low and a high capture of one passage: same gate, direction and millisecond.</summary>
    MatchedPair,

    /// <summary>Test captures of all four cameras.</summary>
    AllCameras,

    /// <summary>A status of every device.</summary>
    Status,

    /// <summary>A record sent again, which was answered as a duplicate.</summary>
    Duplicate,

    /// <summary>A wrong record, which was answered with its reason while its batch was taken.</summary>
    Rejection,
}

/// <summary>A step and when it was first shown; null while it has not been.</summary>
/// <param name="Missing">The cameras that are still missing, for the steps that want several.</param>
public sealed record ConformanceMark(ConformanceStep Step, DateTimeOffset? At, IReadOnlyList<DeviceKind> Missing);

/// <summary>A point with its marks.</summary>
public sealed record ConformanceSheet(long RegistrationId, string AccessNumber, string SiteName, RegistrationState State, IReadOnlyList<ConformanceMark> Marks);

/// <summary>Reads from the request log and from what was stored how far the client of a point has come. Nothing is marked by hand.</summary>
public sealed class Conformance(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>Seconds that a clock may be off to count as synchronized; the signature allows more.</summary>
    public const int ClockTolerance = 5;

    /// <summary>Who may follow how far a point's client has come.</summary>
    public static readonly IReadOnlyList<Role> Readers = [.. SupplierKeyScope.Makers, Role.OperatorEngineer];

    /// <exception cref="DomainException">actor.not-allowed; registration.unknown, also for one that the actor does not see.</exception>
    public async Task<ConformanceSheet> ReadAsync(Actor actor, long registrationId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Readers, cancellationToken);
        var point = await (
            from registration in db.Set<DeviceRegistration>().AsNoTracking().Where(VisibleRegistrations.For(actor, db.Set<Site>()))
            join site in db.Set<Site>() on registration.SiteId equals site.Id
            where registration.Id == registrationId && registration.State != RegistrationState.Draft
            select new { Registration = registration, SiteName = site.Name }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException("registration.unknown");
        var (supplier, contractor) = (point.Registration.SupplierId, point.Registration.ContractorId);
        var keys = db.Set<SupplierKey>().Where(k => k.SupplierId == supplier && (k.OwnerId == supplier || k.OwnerId == contractor)).Select(k => k.Id);
        var entries = db.Set<RequestLogEntry>().Where(e => e.ReplayOf == null && keys.Contains(e.SourceId));
        var signed = entries.Where(e => e.Code == null || !EF.Functions.Like(e.Code, "signature.%"));
        // What a former supplier's client has shown says nothing about this one's.
        var since = point.Registration.SupplierSince ?? point.Registration.CreatedAt;
        var tests = db.Set<Capture>().Where(c => c.RegistrationId == registrationId && c.Test && c.ReceivedAt >= since);
        var captures = await CamerasAsync(tests, cancellationToken);
        var statuses = await StatusesAsync(db, registrationId, since, cancellationToken);
        return new ConformanceSheet(registrationId, point.Registration.AccessNumber!, point.SiteName, point.Registration.State,
        [
            Mark(ConformanceStep.Clock, await FirstAsync(entries.Where(e => e.ClockDifference >= -ClockTolerance && e.ClockDifference <= ClockTolerance), cancellationToken)),
            Mark(ConformanceStep.Signature, await FirstAsync(signed, cancellationToken)),
            Mark(ConformanceStep.FirstCapture, captures.Count == 0 ? null : captures.Values.Min()),
            Mark(ConformanceStep.MatchedPair, await PairAsync(tests, cancellationToken)),
            All(ConformanceStep.AllCameras, DeviceKinds.Gate, captures),
            All(ConformanceStep.Status, statuses.Expected, statuses.Seen),
            Mark(ConformanceStep.Duplicate, await FirstAsync(entries.Where(e => e.Duplicates > 0), cancellationToken)),
            Mark(ConformanceStep.Rejection, await FirstAsync(entries.Where(e => e.Rejected > 0 && e.Code == null), cancellationToken)),
        ]);
    }

    private static ConformanceMark Mark(ConformanceStep step, DateTimeOffset? at) => new(step, at, []);

    /// <summary>Shown when the last of what it wants was.</summary>
    private static ConformanceMark All(ConformanceStep step, IReadOnlyCollection<DeviceKind> wanted, Dictionary<DeviceKind, DateTimeOffset> seen)
    {
        var missing = wanted.Where(kind => !seen.ContainsKey(kind)).ToList();
        return new ConformanceMark(step, missing.Count > 0 || seen.Count == 0 ? null : seen.Values.Max(), missing);
    }

    private static Task<DateTimeOffset?> FirstAsync(IQueryable<RequestLogEntry> entries, CancellationToken cancellationToken) =>
        entries.OrderBy(e => e.At).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken);

    private static async Task<Dictionary<DeviceKind, DateTimeOffset>> CamerasAsync(IQueryable<Capture> tests, CancellationToken cancellationToken) =>
        await tests.GroupBy(c => new { c.Direction, c.Camera }).Select(g => new { g.Key.Direction, g.Key.Camera, At = g.Min(c => c.ReceivedAt) })
            .ToDictionaryAsync(g => GateDevices.KindOf(g.Direction, g.Camera), g => g.At, cancellationToken);

    private static Task<DateTimeOffset?> PairAsync(IQueryable<Capture> tests, CancellationToken cancellationToken) =>
        tests.Where(low => low.Camera == CameraHeight.Low)
            .Where(low => tests.Any(high => high.Camera == CameraHeight.High && high.Gate == low.Gate && high.Direction == low.Direction && high.CapturedAt == low.CapturedAt))
            .OrderBy(low => low.ReceivedAt).Select(low => (DateTimeOffset?)low.ReceivedAt).FirstOrDefaultAsync(cancellationToken);

    private static async Task<(IReadOnlyCollection<DeviceKind> Expected, Dictionary<DeviceKind, DateTimeOffset> Seen)> StatusesAsync(
        PortalDbContext db, long registrationId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var devices = await db.Set<Device>().Where(d => d.RegistrationId == registrationId)
            .Select(d => new
            {
                d.Kind,
                First = db.Set<DeviceStatusReport>().Where(r => r.DeviceId == d.Id && r.ReceivedAt >= since).OrderBy(r => r.At).Select(r => (DateTimeOffset?)r.ReceivedAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        // Of several cameras of a kind each has to say something.
        return ([.. devices.Select(d => d.Kind).Distinct()], devices.GroupBy(d => d.Kind).Where(g => g.All(d => d.First is not null)).ToDictionary(g => g.Key, g => g.Max(d => d.First!.Value)));
    }
}
