using System.Data.Common;
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
    private static readonly RepeatedQuestion EnabledKeys = new();
    private static readonly RepeatedQuestion NamedRegistrations = new();
    private static readonly RepeatedQuestion GateDevicesOfRegistrations = new();
    private static readonly RepeatedQuestion NamedDevices = new();
    private static readonly RepeatedQuestion Participants = new();
    private static readonly RepeatedQuestion DustRangesOfDevices = new();

    private readonly HashSet<long> _enabledKeys = [];
    private readonly Dictionary<string, RegistrationRow> _registrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeviceRow> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<(long RegistrationId, DeviceKind Kind), List<(long Id, DateTimeOffset? RemovedAt)>> _gateDevices = [];
    private readonly HashSet<(long SiteId, long OrganizationId)> _participants = [];
    private readonly Dictionary<UploadKind, IReadOnlySet<GivenName>> _stored = [];

    /// <summary>Of a capture by a camera that had been removed.</summary>
    public static readonly Rejection CameraRemoved = new("camera", Rejection.Rules.Removed);

    /// <summary>By device, what its instrument can measure; others have <see cref="DustRanges.Default"/>.</summary>
    public Dictionary<long, IReadOnlyDictionary<DustQuantity, DustRange>> Ranges { get; } = [];

    /// <summary>Of the group's nonces those that were used before, by <see cref="UsedNonce.Id"/>.</summary>
    public IReadOnlySet<Guid> UsedNonces { get; private set; } = new HashSet<Guid>();

    /// <param name="lookUp">Whether nonces and records are looked up; without it they count as new, and the index refuses those that are not.</param>
    public static async Task<GroupStanding> ReadAsync(
        PortalDbContext db, BulkWriter bulk, IReadOnlyList<Submission> group, DateTimeOffset now, bool lookUp, CancellationToken cancellationToken)
    {
        var standing = new GroupStanding();
        var uploads = group.Where(s => s.Upload is not null).ToList();
        if (uploads.Count == 0) return standing;
        var batch = BulkWriter.BeginBatch(db);
        var fillers = new[]
        {
            standing.AskKeys(db, batch, uploads), standing.AskRegistrations(db, batch, uploads), standing.AskDevices(db, batch, uploads),
            standing.AskRanges(db, batch, uploads), standing.AskParticipants(db, batch, uploads),
        };
        var nonces = NonceCheck.Ask(db, batch, lookUp ? uploads : []);
        standing.AskStored(bulk, batch, lookUp ? uploads : []);
        await batch.RunAsync(cancellationToken);
        foreach (var fill in fillers) fill();
        standing.UsedNonces = await NonceCheck.WithoutOutlivedAsync(db, nonces, now, cancellationToken);
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

    /// <summary>The camera that a sound capture is of, where that can be told; and whether it, or each that it could be, had been removed by then.</summary>
    public (long? DeviceId, bool Removed) CameraOf(long registrationId, CaptureDraft capture)
    {
        if (!_gateDevices.TryGetValue((registrationId, GateDevices.KindOf(capture.Direction!.Value, capture.Camera!.Value)), out var cameras)) return (null, false);
        var chosen = GateDevices.Choose(cameras.ConvertAll(camera => camera.Id), capture.Gate!);
        var possible = chosen is null ? cameras : cameras.FindAll(camera => camera.Id == chosen);
        return (chosen, possible.TrueForAll(camera => camera.RemovedAt <= capture.CapturedAt));
    }

    public bool IsStored(IngestKey key, UploadKind kind, string recordId) =>
        _stored.TryGetValue(kind, out var names) && names.Contains(new GivenName(key.Id, recordId));

    private Action AskKeys(PortalDbContext db, QueryBatch batch, List<Submission> uploads)
    {
        var ids = uploads.Select(s => s.Key.Id).Distinct().ToArray();
        var enabled = batch.Add(EnabledKeys, () => db.Set<SupplierKey>().Where(k => ids.Contains(k.Id) && k.Enabled).Select(k => k.Id), row => row.GetInt64(0), (nameof(ids), ids));
        return () => _enabledKeys.UnionWith(enabled);
    }

    private Action AskRegistrations(PortalDbContext db, QueryBatch batch, List<Submission> uploads)
    {
        var numbers = uploads.Select(s => s.Upload!.AccessNumber).OfType<string>().Distinct().ToArray();
        if (numbers.Length == 0) return () => { };
        var named = db.Set<DeviceRegistration>().Where(r => numbers.Contains(r.AccessNumber));
        var registrations = batch.Add(
            NamedRegistrations,
            () => named.Select(r => new { r.Id, r.AccessNumber, r.State, r.SupplierId, r.ContractorId }),
            row => new RegistrationRow(row.GetInt64(0), row.GetString(1), Enum.Parse<RegistrationState>(row.GetString(2)), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetInt64(4)),
            (nameof(numbers), numbers));
        var devices = batch.Add(
            GateDevicesOfRegistrations,
            () => db.Set<Device>().Where(d => named.Any(r => r.Id == d.RegistrationId)).OrderBy(d => d.Ordinal).Select(d => new { d.Id, d.RegistrationId, d.Kind, d.RemovedAt }),
            row => (Id: row.GetInt64(0), RegistrationId: row.GetInt64(1), Kind: Enum.Parse<DeviceKind>(row.GetString(2)), RemovedAt: MomentOrNull(row, 3)),
            (nameof(numbers), numbers));
        return () =>
        {
            foreach (var row in registrations) _registrations[row.AccessNumber] = row;
            foreach (var of in devices.GroupBy(d => (d.RegistrationId, d.Kind))) _gateDevices[of.Key] = [.. of.Select(d => (d.Id, d.RemovedAt))];
        };
    }

    private Action AskDevices(PortalDbContext db, QueryBatch batch, List<Submission> uploads)
    {
        var codes = CodesOf(uploads);
        if (codes.Length == 0) return () => { };
        var devices = batch.Add(
            NamedDevices,
            () =>
                from device in db.Set<Device>()
                where codes.Contains(device.Code)
                join registration in db.Set<DeviceRegistration>() on device.RegistrationId equals registration.Id into own
                from registration in own.DefaultIfEmpty()
                select new { device.Id, device.Code, device.Kind, device.SiteId, device.SupplierId, ContractorId = (long?)registration.ContractorId, device.RemovedAt },
            row => new DeviceRow(row.GetInt64(0), row.GetString(1), Enum.Parse<DeviceKind>(row.GetString(2)), row.GetInt64(3), row.GetInt64(4))
            {
                ContractorId = row.IsDBNull(5) ? null : row.GetInt64(5),
                RemovedAt = MomentOrNull(row, 6),
            },
            (nameof(codes), codes));
        return () =>
        {
            foreach (var row in devices) _devices[row.Code] = row;
        };
    }

    /// <summary>Only a key that a contractor made needs to know who takes part where.</summary>
    private Action AskParticipants(PortalDbContext db, QueryBatch batch, List<Submission> uploads)
    {
        var ofContractors = uploads.Where(s => !s.Key.Reach.OfSupplier).ToList();
        var codes = CodesOf(ofContractors);
        if (codes.Length == 0) return () => { };
        var owners = ofContractors.Select(s => s.Key.Reach.OwnerId).Distinct().ToArray();
        var devices = db.Set<Device>().Where(d => codes.Contains(d.Code));
        var participants = batch.Add(
            Participants,
            () => db.Set<SiteParticipant>().Where(p => owners.Contains(p.OrganizationId) && devices.Any(d => d.SiteId == p.SiteId)).Select(p => new { p.SiteId, p.OrganizationId }),
            row => (row.GetInt64(0), row.GetInt64(1)),
            (nameof(owners), owners),
            (nameof(codes), codes));
        return () => _participants.UnionWith(participants);
    }

    private Action AskRanges(PortalDbContext db, QueryBatch batch, List<Submission> uploads)
    {
        var codes = CodesOf(uploads.Where(s => s.Kind == UploadKind.DustReadings));
        if (codes.Length == 0) return () => { };
        var devices = db.Set<Device>().Where(d => codes.Contains(d.Code));
        var ranges = batch.Add(
            DustRangesOfDevices,
            () => db.Set<DustInstrument>().Where(i => devices.Any(d => d.Id == i.DeviceId)).Select(i => new { i.DeviceId, i.Ranges }),
            row => (DeviceId: row.GetInt64(0), Ranges: JsonDocuments.Read<IReadOnlyDictionary<DustQuantity, DustRange>>(row.GetString(1))),
            (nameof(codes), codes));
        return () =>
        {
            foreach (var own in ranges) Ranges[own.DeviceId] = own.Ranges;
        };
    }

    private void AskStored(BulkWriter bulk, QueryBatch batch, List<Submission> uploads)
    {
        foreach (var of in uploads.GroupBy(s => s.Kind))
        {
            var names = of.SelectMany(s => s.Upload!.Records.Where(r => r.RecordId is not null).Select(r => new GivenName(s.Key.Id, r.RecordId!))).ToHashSet();
            _stored[of.Key] = of.Key switch
            {
                UploadKind.DeviceStatus => bulk.AddLookup<DeviceStatusReport>(batch, nameof(DeviceStatusReport.SourceId), nameof(DeviceStatusReport.RecordId), names),
                UploadKind.DustReadings => bulk.AddLookup<DustReading>(batch, nameof(DustReading.SourceId), nameof(DustReading.RecordId), names),
                _ => bulk.AddLookup<Capture>(batch, nameof(Capture.SourceId), nameof(Capture.RecordId), names, (nameof(Capture.Test), of.Key == UploadKind.TestCaptures)),
            };
        }
    }

    private static DateTimeOffset? MomentOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static string[] CodesOf(IEnumerable<Submission> uploads) =>
        [.. uploads.SelectMany(s => s.Upload!.Records).Select(DeviceCodeOf).OfType<string>().Distinct()];

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
internal sealed record DeviceRow(long Id, string Code, DeviceKind Kind, long SiteId, long SupplierId)
{
    /// <summary>The contractor of the registration that declared it; null for a device of an access application.</summary>
    public long? ContractorId { get; init; }

    /// <summary>When it left the platform for good; null while it has not.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}
