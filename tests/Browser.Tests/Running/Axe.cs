using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Browser.Tests.Running;

/// <summary>
/// axe in the page itself: no page of ours has frames, and Deque's own way to run it, which opens a window for them, takes twice as long.
/// </summary>
internal static class Axe
{
    private const string Report =
        """
        async rules => (await axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })).violations
            .filter(found => found.impact === 'serious' || found.impact === 'critical')
            .map(found => `${found.id} (${found.impact}): ${found.nodes.slice(0, 5).map(node => node.html).join('; ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Its serious and critical findings on the page as it stands.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rules">These alone; all when there is none.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Report, rules.Length == 0 ? null : rules);
    }
}
