using Domain.Captures;
using Domain.Devices;
using Domain.Dust;
using Domain.Ingest;
using Domain.Registration;
using Domain.Sites;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Ingest;

/// <summary>
/// What the database says, inside the transaction, about everything that a group of requests names: one question for each kind of thing,
/// however many requests there are. So a key that is disabled or a point that goes live counts from the next transaction on, on every node.
/// </summary>
internal sealed class GroupStanding
{
    private readonly HashSet<long> _enabledKeys = [];
    private readonly Dictionary<string, RegistrationRow> _registrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeviceRow> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<(long RegistrationId, DeviceKind Kind), List<long>> _gateDevices = [];
    private readonly HashSet<(long SiteId, long OrganizationId)> _participants = [];
    private readonly Dictionary<UploadKind, IReadOnlySet<GivenName>> _stored = [];

    /// <summary>By device, what its instrument can measure; others have <see cref="DustRanges.Default"/>.</summary>
    public Dictionary<long, IReadOnlyDictionary<DustQuantity, DustRange>> Ranges { get; } = [];

    public IReadOnlySet<GivenName> UsedNonces { get; private set; } = new HashSet<GivenName>();

    public static async Task<GroupStanding> ReadAsync(
        PortalDbContext db, BulkWriter bulk, IReadOnlyList<Submission> group, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var standing = new GroupStanding();
        var uploads = group.Where(s => s.Upload is not null).ToList();
        if (uploads.Count == 0) return standing;
        await standing.ReadKeysAsync(db, uploads, cancellationToken);
        standing.UsedNonces = await NonceCheck.UsedAsync(db, bulk, uploads, now, cancellationToken);
        await standing.ReadRegistrationsAsync(db, uploads, cancellationToken);
        await standing.ReadDevicesAsync(db, uploads, cancellationToken);
        await standing.ReadStoredAsync(db, bulk, uploads, cancellationToken);
        return standing;
    }

    public bool IsEnabled(IngestKey key) => _enabledKeys.Contains(key.Id);

    /// <summary>The registration that a key may send captures for now, or why it may not.</summary>
    public (RegistrationRow? Registration, Refusal? Refusal) RegistrationFor(IngestKey key, Upload upload)
    {
        if (!_registrations.TryGetValue(upload.AccessNumber!, out var row) || !key.Reach.CoversRegistration(row.SupplierId, row.ContractorId))
            return (null, Refusal.NotYours);
        if (upload.Kind == UploadKind.TestCaptures) return row.State.TakesTestCaptures() ? (row, null) : (null, Refusal.NotDebugging);
        return row.State.TakesCaptures() ? (row, null) : (null, Refusal.NotLive);
    }

    /// <summary>The device that a key may send for; null also for one that is not its, so that nobody learns which ones exist.</summary>
    public DeviceRow? DeviceFor(IngestKey key, string code)
    {
        if (!_devices.TryGetValue(code, out var row)) return null;
        var covered = row.ContractorId is { } contractor
            ? key.Reach.CoversRegistration(row.SupplierId, contractor)
            : key.Reach.CoversSiteDevice(row.SupplierId, _participants.Contains((row.SiteId, key.Reach.OwnerId)));
        return covered ? row : null;
    }

    public long? DeviceOf(long registrationId, CaptureDraft capture) =>
        _gateDevices.TryGetValue((registrationId, GateDevices.KindOf(capture.Direction!.Value, capture.Camera!.Value)), out var ids)
            ? GateDevices.Choose(ids, capture.Gate!)
            : null;

    public bool IsStored(IngestKey key, UploadKind kind, string recordId) =>
        _stored.TryGetValue(kind, out var names) && names.Contains(new GivenName(key.Id, recordId));

    private async Task ReadKeysAsync(PortalDbContext db, List<Submission> uploads, CancellationToken cancellationToken)
    {
        var ids = uploads.Select(s => s.Key.Id).Distinct().ToArray();
        _enabledKeys.UnionWith(await db.Set<SupplierKey>().Where(k => ids.Contains(k.Id) && k.Enabled).Select(k => k.Id).ToListAsync(cancellationToken));
    }

    private async Task ReadRegistrationsAsync(PortalDbContext db, List<Submission> uploads, CancellationToken cancellationToken)
    {
        var numbers = uploads.Select(s => s.Upload!.AccessNumber).OfType<string>().Distinct().ToArray();
        if (numbers.Length == 0) return;
        var rows = await db.Set<DeviceRegistration>().Where(r => numbers.Contains(r.AccessNumber))
            .Select(r => new RegistrationRow(r.Id, r.AccessNumber!, r.State, r.SupplierId, r.ContractorId)).ToListAsync(cancellationToken);
        foreach (var row in rows) _registrations[row.AccessNumber] = row;

        var ids = rows.ConvertAll(row => row.Id).ToArray();
        var devices = await db.Set<Device>().Where(d => d.RegistrationId != null && ids.Contains(d.RegistrationId.Value)).OrderBy(d => d.Ordinal)
            .Select(d => new { d.Id, RegistrationId = d.RegistrationId!.Value, d.Kind }).ToListAsync(cancellationToken);
        foreach (var of in devices.GroupBy(d => (d.RegistrationId, d.Kind))) _gateDevices[of.Key] = [.. of.Select(d => d.Id)];
    }

    private async Task ReadDevicesAsync(PortalDbContext db, List<Submission> uploads, CancellationToken cancellationToken)
    {
        var codes = uploads.SelectMany(s => s.Upload!.Records).Select(DeviceCodeOf).OfType<string>().Distinct().ToArray();
        if (codes.Length == 0) return;
        var rows = await (
            from device in db.Set<Device>()
            where codes.Contains(device.Code)
            join registration in db.Set<DeviceRegistration>() on device.RegistrationId equals registration.Id into own
            from registration in own.DefaultIfEmpty()
            select new DeviceRow(device.Id, device.Code, device.Kind, device.SiteId, device.SupplierId, (long?)registration.ContractorId))
            .ToListAsync(cancellationToken);
        foreach (var row in rows) _devices[row.Code] = row;

        var sites = rows.Where(row => row.ContractorId is null).Select(row => row.SiteId).Distinct().ToArray();
        var owners = uploads.Where(s => !s.Key.Reach.OfSupplier).Select(s => s.Key.Reach.OwnerId).Distinct().ToArray();
        if (sites.Length > 0 && owners.Length > 0)
        {
            var found = await db.Set<SiteParticipant>().Where(p => sites.Contains(p.SiteId) && owners.Contains(p.OrganizationId))
                .Select(p => new { p.SiteId, p.OrganizationId }).ToListAsync(cancellationToken);
            _participants.UnionWith(found.Select(p => (p.SiteId, p.OrganizationId)));
        }

        var monitors = rows.Where(row => row.Kind == DeviceKind.DustMonitor).Select(row => row.Id).ToArray();
        if (monitors.Length == 0 || !uploads.Exists(s => s.Kind == UploadKind.DustReadings)) return;
        foreach (var own in await db.Set<DustInstrument>().AsNoTracking().Where(i => monitors.Contains(i.DeviceId)).Select(i => new { i.DeviceId, i.Ranges }).ToListAsync(cancellationToken))
            Ranges[own.DeviceId] = own.Ranges;
    }

    private async Task ReadStoredAsync(PortalDbContext db, BulkWriter bulk, List<Submission> uploads, CancellationToken cancellationToken)
    {
        foreach (var of in uploads.GroupBy(s => s.Kind))
        {
            var names = of.SelectMany(s => s.Upload!.Records.Where(r => r.RecordId is not null).Select(r => new GivenName(s.Key.Id, r.RecordId!))).ToHashSet();
            _stored[of.Key] = of.Key switch
            {
                UploadKind.DeviceStatus => await bulk.ExistingAsync<DeviceStatusReport>(
                    db, nameof(DeviceStatusReport.SourceId), nameof(DeviceStatusReport.RecordId), names, cancellationToken: cancellationToken),
                UploadKind.DustReadings => await bulk.ExistingAsync<DustReading>(
                    db, nameof(DustReading.SourceId), nameof(DustReading.RecordId), names, cancellationToken: cancellationToken),
                _ => await bulk.ExistingAsync<Capture>(
                    db, nameof(Capture.SourceId), nameof(Capture.RecordId), names, (nameof(Capture.Test), of.Key == UploadKind.TestCaptures), cancellationToken),
            };
        }
    }

    private static string? DeviceCodeOf(RecordDraft record) => record switch
    {
        StatusDraft status => status.DeviceCode,
        DustDraft dust => dust.DeviceCode,
        _ => null,
    };
}

/// <summary>A registration as ingest needs it.</summary>
internal sealed record RegistrationRow(long Id, string AccessNumber, RegistrationState State, long? SupplierId, long ContractorId);

/// <summary>A device as ingest needs it.</summary>
/// <param name="ContractorId">The contractor of the registration that declared it; null for a device of an access application.</param>
internal sealed record DeviceRow(long Id, string Code, DeviceKind Kind, long SiteId, long SupplierId, long? ContractorId);
