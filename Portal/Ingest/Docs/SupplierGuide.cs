using System.Collections.Concurrent;
using System.Globalization;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Portal.Preferences;

namespace Portal.Ingest.Docs;

/// <summary>docs/supplier-guide.md (English) and docs/supplier-guide.zh-CN.md, which travel inside the assembly, as pages show them.</summary>
public sealed class SupplierGuide
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).DisableHtml().Build();

    private readonly ConcurrentDictionary<bool, GuideText> _texts = new();

    /// <summary>In the language of the flow of control.</summary>
    public GuideText Text => _texts.GetOrAdd(CultureInfo.CurrentUICulture.Name != PreferenceEndpoints.English, Render);

    private static GuideText Render(bool chinese)
    {
        using var source = new StreamReader(typeof(SupplierGuide).Assembly.GetManifestResourceStream(chinese ? "supplier-guide.zh-CN.md" : "supplier-guide.md")!);
        var document = Markdown.Parse(source.ReadToEnd(), Pipeline);
        var headings = document.OfType<HeadingBlock>().Where(heading => heading.Level == 2)
            .Select(heading => new GuideHeading(heading.GetAttributes().Id!, string.Concat(heading.Inline!.Descendants<LiteralInline>().Select(text => text.Content.ToString())))).ToList();
        // What scrolls sideways on a phone must be reachable by keyboard.
        var html = document.ToHtml(Pipeline)
            .Replace("<pre>", "<pre class=\"sample\" tabindex=\"0\">", StringComparison.Ordinal)
            .Replace("<table>", "<div class=\"docs-table\" tabindex=\"0\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);
        return new GuideText(new MarkupString(html), headings);
    }
}

/// <summary>The guide in one language.</summary>
public sealed record GuideText(MarkupString Html, IReadOnlyList<GuideHeading> Headings);

/// <summary>A part of the guide.</summary>
/// <param name="Id">What a link to it names.</param>
public sealed record GuideHeading(string Id, string Title);
