using System.Diagnostics;
using System.Globalization;
using Browser.Tests.Running;
using Domain.Organizations;
using Microsoft.Playwright;
using Portal.Shell;

namespace Browser.Tests.Accessibility;

/// <summary>
/// Goes through the portal as its links lead: for each person first what the navigation offers, then whatever is linked there and was not
/// seen yet, page by page, and runs axe on each.
/// </summary>
internal sealed class Crawl(Visitors visitors)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _offered = new(StringComparer.Ordinal);

    /// <summary>The templates of the pages visited.</summary>
    public HashSet<string> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>Each visit with who made it.</summary>
    public List<string> Visits { get; } = [];

    /// <summary>Serious and critical findings, and pages that did not come.</summary>
    public List<string> Findings { get; } = [];

    public async Task GoThroughAsync(Actor person, string language)
    {
        await using var first = await visitors.SignInAsync(person, language);
        Visitor[] desks = [first, await first.BesideAsync()];
        // What the navigation offers looks different to each role, so four of them see it; what lies behind it is visited once.
        var level = Navigation.For(person.Role).Select(entry => entry.Href).Append(Navigation.HomeOf(person.Role)).Append("/notifications")
            .Distinct().Select(Absolute).Where(address => _offered.GetValueOrDefault(PageMap.KeyOf(address)!) < 4).ToList();
        foreach (var key in level.Select(address => PageMap.KeyOf(address)!))
        {
            _offered[key] = _offered.GetValueOrDefault(key) + 1;
            _keys.Add(key);
        }

        while (level.Count > 0)
        {
            var links = new List<Uri>();
            foreach (var pair in level.Chunk(desks.Length))
                foreach (var found in await Task.WhenAll(pair.Select((address, i) => VisitAsync(desks[i], person.Role, address))))
                    links.AddRange(found);
            level = [.. links.Where(link => PageMap.KeyOf(link) is { } key && _keys.Add(key))];
        }
    }

    /// <summary>One address, linked or not: by day, at its page's first visit by night, and whether it fits a phone.</summary>
    /// <returns>Where its links lead within the portal.</returns>
    public async Task<IReadOnlyList<Uri>> VisitAsync(Visitor visitor, Role? role, Uri address)
    {
        var (page, begun) = (visitor.Page, Stopwatch.GetTimestamp());
        try
        {
            await visitor.SettleAsync(address.PathAndQuery);
            var findings = (await Axe.RunAsync(page)).ToList();
            bool seen;
            lock (Findings) seen = Templates.Contains(PageMap.TemplateOf(address) ?? "");
            if (!seen)
            {
                await page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'");
                findings.AddRange((await Axe.RunAsync(page, "color-contrast", "link-in-text-block")).Select(finding => $"in the dark: {finding}"));
            }

            if (await page.Locator(".incident").CountAsync() > 0) findings.Add("the page failed");
            var links = await page.Locator("a[href]:not([download])").EvaluateAllAsync<string[]>("all => all.map(a => a.href)");
            findings.AddRange(await TooWideAsync(page));
            lock (Findings)
            {
                Templates.UnionWith(new[] { PageMap.TemplateOf(address), PageMap.TemplateOf(new Uri(page.Url)) }.OfType<string>());
                Visits.Add(string.Create(CultureInfo.InvariantCulture, $"{role} {address.PathAndQuery} {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:F0} ms"));
                Findings.AddRange(findings.Concat(visitor.ScriptErrors).Select(finding => $"{role} {address.PathAndQuery}: {finding}"));
            }

            return [.. links.Select(link => new Uri(link)).Where(link => link.Authority == visitors.Portal.Address.Authority)];
        }
        catch (Exception missing) when (missing is TimeoutException or PlaywrightException)
        {
            lock (Findings) Findings.Add($"{role} {address.PathAndQuery}: {missing.Message}");
            return [];
        }
    }

    public Uri Absolute(string path) => new(visitors.Portal.Address, path);

    private static async Task<IEnumerable<string>> TooWideAsync(IPage page)
    {
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(390, 844);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        await page.SetViewportSizeAsync(size.Width, size.Height);
        return width > 390 ? [$"{width} pixels wide on a phone of 390"] : [];
    }
}
