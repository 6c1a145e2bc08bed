using System.Globalization;
using Domain.Ingest;
using Microsoft.Extensions.Localization;
using Portal.Errors;
using Portal.Preferences;
using Workflows.Ingest;

namespace Portal.Ingest;

/// <summary>What machines are told, in the language that their request asks for; the pages of the request log say the same.</summary>
public sealed class IngestMessages(IStringLocalizer<ErrorTexts> texts)
{
    public string Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return string.Format(CultureInfo.CurrentCulture, texts[refusal.Code].Value, [.. refusal.Arguments]);
    }

    /// <summary>The text of a code as the request log keeps it.</summary>
    public string OfRefusal(string code, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, texts[code].Value, arguments);

    /// <summary>The text of the rule, with the field's name and the rule's values in it.</summary>
    public string Of(RejectedRecord rejected)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        var dot = rejected.Code.IndexOf('.', StringComparison.Ordinal);
        var (field, rule) = (rejected.Code[..dot], rejected.Code[(dot + 1)..]);
        var text = texts["ingest." + rule];
        return text.ResourceNotFound ? rejected.Code : string.Format(CultureInfo.CurrentCulture, text.Value, [field, .. rejected.Arguments]);
    }

    /// <summary>Makes the request's language that of this flow of control: Chinese unless English is preferred to it.</summary>
    public static void Speak(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var preferred = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.AsSpan() switch
            {
                var value when value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => PreferenceEndpoints.Chinese,
                var value when value.StartsWith("en", StringComparison.OrdinalIgnoreCase) => PreferenceEndpoints.English,
                _ => null,
            }).FirstOrDefault(language => language is not null);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(preferred ?? PreferenceEndpoints.Chinese);
    }
}
