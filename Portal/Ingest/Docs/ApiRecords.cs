using Domain.Captures;
using Domain.Devices;
using Domain.Dust;
using Domain.Ingest;
using Domain.Values;
using Workflows.Ingest;
using static Domain.Ingest.Rejection.Rules;

namespace Portal.Ingest.Docs;

/// <summary>The records of the interface, field by field; limits are those that the readers hold.</summary>
internal static class ApiRecords
{
    private static readonly ApiField RecordId = Text("recordId", Capture.RecordIdLength, required: true);

    private static readonly ApiField DeviceCode = Text("deviceCode", Gb28181Code.Length, required: true) with
    {
        Pattern = $"^[0-9]{{{Gb28181Code.Length}}}$",
        Rules = [Missing, Invalid, TooLong, "unknown", Removed],
    };

    public static readonly IReadOnlyList<ApiField> Captures =
    [
        RecordId,
        Text("plate", UploadLimits.MaxPlateLength) with { Rules = [Missing, Invalid, TooLong, Unexpected] },
        Word("plateColor", UploadWords.PlateColors) with { Rules = [Missing, Invalid, Unexpected] },
        Word("direction", UploadWords.Directions, required: true),
        Text("vehicleType", Capture.VehicleTypeLength),
        Moment("capturedAt"),
        Text("gate", Capture.GateLength, required: true),
        Word("camera", UploadWords.Cameras, required: true) with { Rules = [Missing, Invalid, Removed] },
        Text("manifestNumber", Capture.ManifestNumberLength),
        new ApiField("images", ApiType.List)
        {
            MaxItems = Capture.MaxImages,
            Rules = [Invalid, "too-many", "not-a-picture", "too-large"],
            Members =
            [
                Word("kind", UploadWords.ImageKinds, required: true) with { Rules = [] },
                new ApiField("contentType", ApiType.Text),
                new ApiField("data", ApiType.Bytes) { Required = true, MaxLength = (Capture.MaxImageBytes + 2) / 3 * 4 },
            ],
        },
    ];

    public static readonly IReadOnlyList<ApiField> Statuses =
    [
        RecordId,
        DeviceCode,
        Moment("at"),
        new ApiField("online", ApiType.Flag) { Required = true, Rules = [Missing, Invalid] },
        Stream("mainStream"),
        Stream("subStream"),
        new ApiField("signalMs", ApiType.Whole) { Min = 0, Max = UploadLimits.MaxSignalMs, Unit = "ms", Rules = [Invalid, OutOfRange] },
        Text("message", DeviceStatusReport.MessageLength),
    ];

    public static readonly IReadOnlyList<ApiField> Readings =
    [
        RecordId,
        DeviceCode with { Rules = [.. DeviceCode.Rules, "no-dust-monitor"] },
        Moment("at"),
        .. DustQuantities.All.Select(quantity => new ApiField(quantity.ApiName(), ApiType.Number)
        {
            Min = DustRanges.Default[quantity].Min,
            Max = DustRanges.Default[quantity].Max,
            Unit = quantity.Unit(),
            Rules = [Invalid, OutOfRange],
        }),
    ];

    /// <summary>What a record of a kind is refused for: its fields' codes, and those of the record as a whole.</summary>
    public static IEnumerable<string> CodesOf(UploadKind kind)
    {
        yield return new Rejection("record", Invalid).Code;
        if (kind == UploadKind.DustReadings) yield return new Rejection("reading", Missing).Code;
        foreach (var field in Of(kind))
            foreach (var rule in field.Rules)
                yield return new Rejection(field.Name, rule).Code;
    }

    public static IReadOnlyList<ApiField> Of(UploadKind kind) => kind switch
    {
        UploadKind.DeviceStatus => Statuses,
        UploadKind.DustReadings => Readings,
        _ => Captures,
    };

    private static ApiField Text(string name, int maxLength, bool required = false) => new(name, ApiType.Text)
    {
        Required = required,
        MaxLength = maxLength,
        Rules = required ? [Missing, Invalid, TooLong] : [Invalid, TooLong],
    };

    private static ApiField Word(string name, IReadOnlyList<string> words, bool required = false) => new(name, ApiType.Word)
    {
        Required = required,
        Words = words,
        Rules = required ? [Missing, Invalid] : [Invalid],
    };

    private static ApiField Moment(string name) => new(name, ApiType.Moment) { Required = true, Rules = [Missing, Invalid, OutOfRange] };

    private static ApiField Stream(string name)
    {
        static ApiField Side(string side) => new(side, ApiType.Whole) { Required = true, Min = 1, Max = UploadLimits.MaxPixels, Unit = "px" };
        return new ApiField(name, ApiType.Object) { Members = [Side("width"), Side("height")], Rules = [Invalid, OutOfRange] };
    }
}
