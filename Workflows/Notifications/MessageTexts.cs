using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using Domain.Calendar;
using Workflows.Engine;

namespace Workflows.Notifications;

/// <summary>
/// Puts a stored message into words. A text names its arguments by place, as in string.Format, with these formats of its own:
/// <c>{n:step}</c> the step's name (argument 0 is then the chain), <c>{n:day}</c> the last day before the instant that a deadline is,
/// <c>{n:date}</c> a date, <c>{n:time}</c> an instant in Shanghai time, <c>{n:message}</c> another message. A part in square brackets is left out when an argument in it is empty.
/// </summary>
public static partial class MessageTexts
{
    private static readonly ResourceManager Texts = new(typeof(NotificationTexts));
    private static readonly ResourceManager Steps = new(typeof(ProcessTexts));

    /// <summary>The message in a language; its template's name if there is no text, which a test holds cannot be.</summary>
    public static string Render(string template, IReadOnlyList<string> arguments, CultureInfo language)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (Texts.GetString(template, language) is not { } text) return template;
        var kept = OptionalPart().Replace(text, part => Places(part.Value).All(place => arguments[place].Length > 0) ? part.Groups["text"].Value : "");
        return string.Format(language, kept, [.. arguments.Select(object (value) => new Argument(value, arguments, language))]);
    }

    /// <summary>A message as an argument of another.</summary>
    internal static string Nested(string template, IReadOnlyList<string> arguments) => JsonSerializer.Serialize<string[]>([template, .. arguments]);

    /// <summary>The words for an error at delivery; what a carrier answered stays as it is.</summary>
    public static string Error(string error, CultureInfo language) => Texts.GetString(error, language) ?? error;

    /// <summary>The language of an account, by its preference.</summary>
    public static CultureInfo Language(string preferred) => CultureInfo.GetCultureInfo(preferred);

    internal static IEnumerable<int> Places(string text) =>
        Place().Matches(text).Select(place => int.Parse(place.Groups["number"].ValueSpan, CultureInfo.InvariantCulture));

    private sealed record Argument(string Value, IReadOnlyList<string> All, CultureInfo Language) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => Value.Length == 0 ? "" : format switch
        {
            null => Value,
            "step" => Steps.GetString($"{All[0]}.{Value}", Language) ?? Value,
            "day" => Day(WorkingCalendar.ShanghaiDate(Instant().AddTicks(-1))),
            "date" => Day(DateOnly.ParseExact(Value, "O", CultureInfo.InvariantCulture)),
            "message" => Message(),
            "time" => Instant().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            _ => throw new FormatException($"A message has no format '{format}'."),
        };

        public override string ToString() => Value;

        private string Message()
        {
            var parts = JsonSerializer.Deserialize<string[]>(Value)!;
            return Render(parts[0], parts[1..], Language);
        }

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private DateTimeOffset Instant() => DateTimeOffset.ParseExact(Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    [GeneratedRegex(@"\[(?<text>[^\[\]]*)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OptionalPart();

    [GeneratedRegex(@"\{(?<number>\d+)(:\w+)?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
