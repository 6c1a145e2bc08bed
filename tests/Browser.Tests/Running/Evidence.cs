using System.Text;
using Microsoft.Playwright;
using Testing;

namespace Browser.Tests.Running;

/// <summary>
/// What one test's visitors had before them when it failed: their pages are closed before the test runner hears of the failure, so each looks
/// back, on its way out, whether anything was thrown in its test.
/// </summary>
internal sealed class Evidence(string test)
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".data", "failed-tests");

    private static readonly AsyncLocal<Evidence?> OfThisFlow = new();

    private readonly StringBuilder _seen = new();
    private readonly List<(string File, byte[] Picture)> _pictures = [];
    private bool _thrown;

    static Evidence() => AppDomain.CurrentDomain.FirstChanceException += (_, _) =>
    {
        if (OfThisFlow.Value is { } evidence) evidence._thrown = true;
    };

    /// <summary>The test that runs here; null in what fixtures do.</summary>
    public static Evidence? Current => OfThisFlow.Value;

    /// <summary>Begins with a test, in the flow that will run it.</summary>
    public static void Begin(string test) => OfThisFlow.Value = new Evidence(test);

    /// <summary>The test has failed: puts the pictures where the text says, and returns the text for the message of the failure.</summary>
    public string Show()
    {
        lock (_seen)
        {
            Directory.CreateDirectory(Folder);
            foreach (var (file, picture) in _pictures) File.WriteAllBytes(file, picture);
            return _seen.ToString();
        }
    }

    /// <summary>Keeps what a page shows, where something was thrown. Never throws: it would hide what happened.</summary>
    /// <param name="page">The page, still open.</param>
    /// <param name="console">What its scripts have complained of.</param>
    /// <param name="log">What the portal has written.</param>
    public async Task KeepAsync(IPage page, IReadOnlyList<string> console, string log)
    {
        if (!_thrown) return;
        try
        {
            // The page itself and dialogs, without the navigation.
            var text = string.Join('\n', await page.Locator("main, dialog[open], body:not(:has(main))").AllInnerTextsAsync());
            var picture = await page.ScreenshotAsync(new() { Timeout = 10_000 });
            Note($"{page.Url} shows ({Add(picture)}):", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(40));
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            Note($"{page.Url} could not be looked at: {e.Message}", []);
        }

        if (console.Count > 0) Note("The console of its browser:", console.TakeLast(10));
        var failures = log.Split('\n').Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)).ToList();
        if (failures.Count > 0) Note("Failures in the portal's log:", failures.TakeLast(10));
    }

    private string Add(byte[] picture)
    {
        lock (_seen)
        {
            _pictures.Add((Path.Combine(Folder, $"{test}-{_pictures.Count + 1}.png"), picture));
            return _pictures[^1].File;
        }
    }

    private void Note(string heading, IEnumerable<string> lines)
    {
        lock (_seen)
        {
            _seen.AppendLine().Append(heading);
            foreach (var line in lines) _seen.AppendLine().Append("    | ").Append(line);
        }
    }
}
