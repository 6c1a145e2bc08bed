using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Shell;

namespace Browser.Tests.Accessibility;

/// <summary>The portal's pages as its own assembly names them, so that a new page is known without a word here.</summary>
internal static class PageMap
{
    /// <summary>What changes rows and figures on a page, not what it is made of.</summary>
    private static readonly string[] ListState = ["page", "sort", "desc", "phones"];

    /// <summary>The templates of all routes, those with the most fixed parts first.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        .. typeof(App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)
            .OrderByDescending(template => template.Split('/').Count(part => !part.StartsWith('{'))).ThenBy(template => template, StringComparer.Ordinal),
    ];

    /// <summary>The template that an address belongs to; null for what is no page: a file, a sign-out.</summary>
    public static string? TemplateOf(Uri address) => Templates.FirstOrDefault(template => Matches(template, address.AbsolutePath));

    /// <summary>
    /// What makes an address worth a visit of its own: its page, words in the path (a form's name), and which parameters the query has. The
    /// step of a form counts by its value; ids do not, nor does the state of a list.
    /// </summary>
    public static string? KeyOf(Uri address)
    {
        if (TemplateOf(address) is not { } template) return null;
        var words = template.Split('/').Zip(address.AbsolutePath.Split('/'))
            .Where(part => part.First.StartsWith('{') && !part.First.Contains(':', StringComparison.Ordinal)).Select(part => part.Second.Split(':')[0]);
        var query = QueryHelpers.ParseQuery(address.Query).Where(pair => !ListState.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key == "step" ? $"step={pair.Value}" : pair.Key);
        return string.Join(' ', words.Prepend(template).Concat(query));
    }

    private static bool Matches(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(part => part.First switch
        {
            ['{', ..] => part.Second.Length > 0
                && (!part.First.Contains(':', StringComparison.Ordinal) || long.TryParse(part.Second, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
            var word => string.Equals(word, part.Second, StringComparison.OrdinalIgnoreCase),
        });
    }
}
