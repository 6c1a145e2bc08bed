using Domain.Captures;
using Domain.Devices;
using Domain.Dust;
using Domain.Ingest;
using Infrastructure.Database;

namespace Workflows.Ingest;

/// <summary>The rows that a group of requests becomes, and how each request is answered once they are committed.</summary>
internal sealed class GroupRows(GroupStanding standing, RequestLogWriter log)
{
    private readonly Dictionary<long, (DateTimeOffset From, DateTimeOffset Until)> _signals = [];
    private readonly HashSet<Guid> _nonces = [];
    private readonly HashSet<(UploadKind Kind, GivenName Name)> _names = [];
    private bool _picturesMissing;

    public List<UsedNonce> Nonces { get; } = [];
    public List<Capture> Captures { get; } = [];
    public List<DeviceStatusReport> Statuses { get; } = [];
    public List<DustReading> Readings { get; } = [];
    public List<RequestLogEntry> Log { get; } = [];
    public List<(Submission Submission, UploadAnswer Answer)> Answers { get; } = [];

    /// <summary>Whether an answer may be another one when what is stored is known: a record that is there already is a repetition.</summary>
    public bool WantLookUp => _picturesMissing || Answers.Exists(a => a.Answer.Rejected.Count > 0);

    public IEnumerable<SignalWindow> Signals => _signals.OrderBy(s => s.Key).Select(s => new SignalWindow(s.Key, s.Value.From, s.Value.Until));

    public void Add(Submission submission)
    {
        var answer = submission.Upload is { } upload ? Decide(submission, upload) : UploadAnswer.Of(submission.Refusal!);
        Answers.Add((submission, answer));
        Log.Add(log.EntryOf(submission, answer));
    }

    private UploadAnswer Decide(Submission submission, Upload upload)
    {
        var key = submission.Key;
        if (!standing.IsEnabled(key)) return UploadAnswer.Of(Refusal.KeyDisabled);
        if (submission.Nonce is { } nonce)
        {
            if (standing.UsedNonces.Contains(nonce.Id) || !_nonces.Add(nonce.Id)) return UploadAnswer.Of(Refusal.Replayed);
            Nonces.Add(nonce);
        }

        if (submission.Refusal is { } refusal) return UploadAnswer.Of(refusal);
        RegistrationRow? registration = null;
        if (upload.OfCaptures)
        {
            (registration, var refused) = standing.RegistrationFor(key, upload);
            if (refused is not null) return UploadAnswer.Of(refused);
        }

        // Its pictures were left out when it seemed to be there already or not to be taken, and that is no longer so.
        if (upload.Records.Exists(r => r is CaptureDraft { Rejection: null, Stored: null } && !IsThere(key, upload.Kind, r.RecordId!)))
        {
            _picturesMissing = true;
            return UploadAnswer.Of(Refusal.Overloaded);
        }

        var (accepted, duplicates) = (0, 0);
        List<RejectedRecord> rejected = [];
        foreach (var record in upload.Records)
        {
            if (record.RecordId is { } id && IsThere(key, upload.Kind, id)) duplicates++;
            else if (Store(submission, registration, record) is { } rejection) rejected.Add(new RejectedRecord(record.RecordId, rejection.Code, rejection.Arguments));
            else accepted++;
        }

        return new UploadAnswer { Accepted = accepted, Duplicates = duplicates, Rejected = rejected };
    }

    /// <summary>Stored before, or by an earlier record of this group.</summary>
    private bool IsThere(IngestKey key, UploadKind kind, string recordId) =>
        standing.IsStored(key, kind, recordId) || _names.Contains((kind, new GivenName(key.Id, recordId)));

    /// <summary>Makes the row of a record, or says why there is none.</summary>
    private Rejection? Store(Submission submission, RegistrationRow? registration, RecordDraft record)
    {
        if (record.Rejection is { } wrong) return wrong;
        var rejection = record switch
        {
            CaptureDraft capture => Store(submission, registration!, capture),
            StatusDraft status => Store(submission, status),
            DustDraft dust => Store(submission, dust),
            _ => throw new InvalidOperationException($"{record.GetType().Name} is no record."),
        };
        if (rejection is null) _names.Add((submission.Kind, new GivenName(submission.Key.Id, record.RecordId!)));
        return rejection;
    }

    private Rejection? Store(Submission submission, RegistrationRow registration, CaptureDraft draft)
    {
        var test = submission.Kind == UploadKind.TestCaptures;
        var camera = standing.CameraOf(registration.Id, draft);
        if (camera.Removed) return GroupStanding.CameraRemoved;
        Captures.Add(new Capture(new CaptureFacts
        {
            SourceId = submission.Key.Id,
            RecordId = draft.RecordId!,
            Test = test,
            RegistrationId = registration.Id,
            DeviceId = camera.DeviceId,
            Direction = draft.Direction!.Value,
            Camera = draft.Camera!.Value,
            Gate = draft.Gate!,
            CapturedAt = draft.CapturedAt!.Value,
            ReceivedAt = submission.ReceivedAt,
            Images = draft.Stored!,
            Plate = draft.Plate,
            PlateColor = draft.PlateColor,
            VehicleType = draft.VehicleType,
            ManifestNumber = draft.ManifestNumber,
        }));
        // A test counts nowhere, so it proves no device alive either.
        if (camera.DeviceId is { } device && !test) Signal(device, draft.CapturedAt.Value);
        return null;
    }

    private Rejection? Store(Submission submission, StatusDraft draft)
    {
        if (standing.DeviceFor(submission.Key, draft.DeviceCode!) is not { } device) return new Rejection("deviceCode", "unknown");
        if (device.RemovedAt <= draft.At) return new Rejection("deviceCode", Rejection.Rules.Removed);
        Statuses.Add(new DeviceStatusReport(new DeviceStatusFacts
        {
            SourceId = submission.Key.Id,
            RecordId = draft.RecordId!,
            DeviceId = device.Id,
            At = draft.At!.Value,
            Online = draft.Online!.Value,
            ReceivedAt = submission.ReceivedAt,
            Main = draft.MainStream,
            Sub = draft.SubStream,
            SignalMs = draft.SignalMs,
            Message = draft.Message,
        }));
        Signal(device.Id, draft.At.Value);
        return null;
    }

    private Rejection? Store(Submission submission, DustDraft draft)
    {
        if (standing.DeviceFor(submission.Key, draft.DeviceCode!) is not { } device) return new Rejection("deviceCode", "unknown");
        if (device.RemovedAt <= draft.At) return new Rejection("deviceCode", Rejection.Rules.Removed);
        if (device.Kind != DeviceKind.DustMonitor) return new Rejection("deviceCode", "no-dust-monitor");
        var facts = new DustFacts
        {
            SourceId = submission.Key.Id,
            RecordId = draft.RecordId!,
            DeviceId = device.Id,
            At = draft.At!.Value,
            ReceivedAt = submission.ReceivedAt,
            Pm25 = draft[DustQuantity.Pm25],
            Pm10 = draft[DustQuantity.Pm10],
            Tsp = draft[DustQuantity.Tsp],
            Noise = draft[DustQuantity.Noise],
            WindSpeed = draft[DustQuantity.WindSpeed],
            WindDirection = draft[DustQuantity.WindDirection],
            Temperature = draft[DustQuantity.Temperature],
            Humidity = draft[DustQuantity.Humidity],
            Pressure = draft[DustQuantity.Pressure],
        };
        var ranges = standing.Ranges.GetValueOrDefault(device.Id);
        if (DustRanges.FirstOutside(facts, ranges) is { } outside) return new Rejection(outside.ApiName(), Rejection.Rules.OutOfRange);
        Readings.Add(new DustReading(facts));
        Signal(device.Id, draft.At.Value);
        return null;
    }

    private void Signal(long deviceId, DateTimeOffset at) => _signals[deviceId] = _signals.TryGetValue(deviceId, out var span)
        ? (at < span.From ? at : span.From, at > span.Until ? at : span.Until)
        : (at, at);
}
