using System.Globalization;
using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>
/// Makes a reading of a message: names to quantities, the instrument's units to ours, Beijing time to UTC. What the instrument flags with
/// anything but N counts as not measured, and the flag is kept. A reading with a value that the instrument cannot have measured is
/// refused whole, as it is by HTTP.
/// </summary>
public static class Hj212Readings
{
    private const string Valid = "N";
    private const string FlagSuffix = "-Flag";

    /// <summary>HJ 212 writes Beijing time.</summary>
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>What time a command's values stand for; null when it brings none.</summary>
    public static DustSpan? SpanOf(string? command) => command switch
    {
        Hj212Commands.RealTime => DustSpan.Moment,
        Hj212Commands.Minutes => DustSpan.Minutes,
        Hj212Commands.Hour => DustSpan.Hour,
        Hj212Commands.Day => DustSpan.Day,
        _ => null,
    };

    /// <param name="message">With a command that brings values.</param>
    /// <param name="instrument">Whose it is.</param>
    /// <param name="now">When it was received, UTC.</param>
    public static Hj212Reading Read(Hj212Message message, DustInstrument instrument, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(instrument);
        var span = SpanOf(message.Cn) ?? throw new ArgumentException($"Command {message.Cn} brings no values.", nameof(message));
        var stated = message.Parameter("DataTime") ?? message.Qn ?? "";
        if (TimeOf(stated) is not { } at) return Refused(DustFrameProblem.Time, stated);
        if (at > now + DustReading.MaxAhead) return Refused(DustFrameProblem.TimeAhead, stated);
        if (at < now - DustReading.MaxAge) return Refused(DustFrameProblem.TimeTooOld, stated);

        var values = new Values(instrument);
        if (values.Take(message, span == DustSpan.Moment ? "-Rtd" : "-Avg") is { } refusal) return refusal;
        var facts = values.Facts(new DustFacts
        {
            SourceId = -instrument.DeviceId,
            RecordId = RecordId(message, stated),
            DeviceId = instrument.DeviceId,
            At = at,
            Span = span,
            ReceivedAt = now,
        });
        return DustRanges.FirstOutside(facts, instrument.Ranges) is { } outside
            ? Refused(DustFrameProblem.Range, string.Create(CultureInfo.InvariantCulture, $"{outside.ApiName()}={facts.Value(outside)}"))
            : new Hj212Reading(facts, null, null);
    }

    /// <summary>Names of values that mean nothing to the portal, for whoever looks why a quantity is missing.</summary>
    public static IReadOnlyList<string> UnknownNames(Hj212Message message, IReadOnlyList<DustFactor> own)
    {
        ArgumentNullException.ThrowIfNull(message);
        return
        [
            .. message.Parameters.Select(field => field.Name.Split('-')).Where(parts => parts.Length == 2 && parts[1] is "Rtd" or "Avg")
                .Select(parts => parts[0]).Distinct().Where(name => Hj212Factors.Find(name, own) is null),
        ];
    }

    /// <summary>The moment of a stamp of 14 digits, or of 17 with milliseconds.</summary>
    public static DateTimeOffset? TimeOf(string stamp) =>
        DateTime.TryParseExact(stamp, ["yyyyMMddHHmmss", "yyyyMMddHHmmssfff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && time.Year > 2000 // Also keeps the conversion away from the ends of time.
            ? new DateTimeOffset(time, Beijing).ToUniversalTime()
            : null;

    /// <summary>The same frame sent again gets the same name; so does a repetition that only has another QN. Packets of one command differ.</summary>
    private static string RecordId(Hj212Message message, string stated) => message.PacketNumber is { } packet
        ? string.Create(CultureInfo.InvariantCulture, $"{message.Mn}/{message.Cn}/{stated}/{packet}")
        : $"{message.Mn}/{message.Cn}/{stated}";

    private static Hj212Reading Refused(DustFrameProblem problem, string? detail) => new(null, problem, detail);

    private sealed class Values(DustInstrument instrument)
    {
        private readonly Dictionary<DustQuantity, double?> _values = [];
        private readonly Dictionary<DustQuantity, string> _flags = [];

        public Hj212Reading? Take(Hj212Message message, string suffix)
        {
            foreach (var field in message.Parameters)
            {
                if (!field.Name.EndsWith(suffix, StringComparison.Ordinal)) continue;
                var name = field.Name[..^suffix.Length];
                if (Hj212Factors.Find(name, instrument.Factors) is not { } quantity) continue;
                if (_values.ContainsKey(quantity)) return Refused(DustFrameProblem.RepeatedField, field.Name);
                var flag = FlagOf(message, field.Group, name);
                if (flag is not null) _flags[quantity] = flag;
                double? value = null;
                if (flag is null && !TryRead(field.Value, out value)) return Refused(DustFrameProblem.Value, $"{field.Name}={field.Value}");
                _values[quantity] = value is { } sent ? instrument.Units.Convert(quantity, sent) : null;
            }

            return _values.Count > 0 ? null : Refused(DustFrameProblem.NoValues, string.Join(' ', UnknownNames(message, instrument.Factors)));
        }

        public DustFacts Facts(DustFacts head) => head with
        {
            Pm25 = Of(DustQuantity.Pm25),
            Pm10 = Of(DustQuantity.Pm10),
            Tsp = Of(DustQuantity.Tsp),
            Noise = Of(DustQuantity.Noise),
            WindSpeed = Of(DustQuantity.WindSpeed),
            WindDirection = Of(DustQuantity.WindDirection),
            Temperature = Of(DustQuantity.Temperature),
            Humidity = Of(DustQuantity.Humidity),
            Pressure = Of(DustQuantity.Pressure),
            Flags = _flags.Count == 0 ? null : string.Join(',', _flags.OrderBy(flag => flag.Key).Select(flag => $"{flag.Key.ApiName()}={flag.Value}")),
        };

        private double? Of(DustQuantity quantity) => _values.GetValueOrDefault(quantity);

        /// <summary>The flag of a factor's own group; null when there is none or it says valid. Of anything longer the first letter counts.</summary>
        private static string? FlagOf(Hj212Message message, int group, string name)
        {
            foreach (var field in message.Parameters)
            {
                if (field.Group != group || field.Value is "" or Valid || field.Name.Length != name.Length + FlagSuffix.Length) continue;
                if (field.Name.StartsWith(name, StringComparison.Ordinal) && field.Name.EndsWith(FlagSuffix, StringComparison.Ordinal))
                    return char.IsAsciiLetterOrDigit(field.Value[0]) ? field.Value[..1] : "?";
            }

            return null;
        }

        private static bool TryRead(string text, out double? value)
        {
            var isNumber = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
            value = isNumber && double.IsFinite(number) ? number : null;
            return value is not null;
        }
    }
}

/// <summary>What became of a message with values: a reading, or why there is none.</summary>
/// <param name="Detail">What the problem is about.</param>
public sealed record Hj212Reading(DustFacts? Facts, DustFrameProblem? Problem, string? Detail);
