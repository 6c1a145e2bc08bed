using System.Globalization;
using Domain.Captures;
using Domain.Devices;
using Domain.Ingest;
using Infrastructure.Ingest;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Workflows.Ingest;

namespace Portal.Ingest.Docs;

/// <summary>The words of the interface's document and reference page, with the limits of the code in them.</summary>
public sealed class ApiWords(IStringLocalizer<ApiTexts> texts, IngestMessages messages, IOptions<IngestOptions> options)
{
    private const int Megabyte = 1024 * 1024;

    public string this[string key] => texts[key].Value;

    public string SigningLimits => Format("SigningLimits", RequestSigning.ClockTolerance.TotalSeconds, UsedNonce.Lifetime.TotalSeconds);

    public string Limits => Format(
        "LimitsText", UploadLimits.MaxRecords, UploadLimits.MaxBodyBytes / Megabyte, Capture.MaxImageBytes / Megabyte, Capture.MaxImages,
        SendingWindow.Ahead.TotalMinutes, SendingWindow.Oldest.TotalDays, options.Value.RequestsPerSecond, options.Value.Burst);

    public string Summary(UploadKind kind) => texts[$"Op.{kind}"].Value;

    public string Text(UploadKind kind) => Format($"Op.{kind}.Text", DeviceStatusReport.Silence.TotalSeconds);

    /// <summary>The meaning of a field that machines send.</summary>
    internal string Of(ApiField field)
    {
        var text = field.Name switch
        {
            "records" => Format("Field.records", UploadLimits.MaxRecords),
            "images" => Format("Field.images", Capture.MaxImages, Capture.MaxImageBytes / Megabyte),
            _ => texts["Field." + field.Name].Value,
        };
        return field.Unit is { } unit ? $"{text} ({unit})" : text;
    }

    /// <summary>Type and limits of a field, for people.</summary>
    internal string TypeOf(ApiField field)
    {
        List<string> parts = [field.Type == ApiType.Word ? string.Join(" | ", field.Words) : texts["Type." + field.Type].Value];
        if (field.MaxLength is { } length && field.Type == ApiType.Text) parts.Add(Format("MaxLength", length));
        if (field.MaxItems is { } items) parts.Add(Format("MaxItems", items));
        if (field.Min is { } min && field.Max is { } max) parts.Add(Format("Range", min, max) + (field.Unit is { } unit ? " " + unit : ""));
        return string.Join("; ", parts);
    }

    public string Of(Refusal refusal) => messages.Of(refusal);

    /// <summary>The text of a record's refusal, with values that it may have.</summary>
    internal string OfRejection(UploadKind kind, string code)
    {
        var name = code[..code.IndexOf('.', StringComparison.Ordinal)];
        var field = ApiRecords.Of(kind).FirstOrDefault(field => field.Name == name);
        int? argument = code[(name.Length + 1)..] switch
        {
            Rejection.Rules.TooLong => field?.MaxLength,
            "too-many" => field?.MaxItems,
            "too-large" => Capture.MaxImageBytes / Megabyte,
            _ => null,
        };
        return messages.Of(new RejectedRecord(null, code, argument is { } value ? [value.ToString(CultureInfo.InvariantCulture)] : []));
    }

    private string Format(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, texts[key].Value, arguments);
}
