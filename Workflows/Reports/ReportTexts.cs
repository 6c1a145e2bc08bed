using System.Globalization;
using System.Resources;
using Domain.Scoring;

namespace Workflows.Reports;

/// <summary>The words of the reports in a language: those of files that jobs make stand here too, so they are not the pages'.</summary>
public sealed class ReportTexts(CultureInfo language)
{
    private static readonly ResourceManager Texts = new(typeof(ReportTexts));

    /// <summary>In what the files that jobs make are written.</summary>
    public static readonly ReportTexts Chinese = new(CultureInfo.GetCultureInfo("zh-CN"));

    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string this[string key] => Texts.GetString(key, language) ?? throw new MissingManifestResourceException(key);

    public string this[string key, params object?[] arguments] => string.Format(language, this[key], arguments);

    public string Month(ScoreMonth month) => this["Month", month.Year, month.Month];
}
