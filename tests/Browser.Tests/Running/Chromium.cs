using Microsoft.Playwright;

namespace Browser.Tests.Running;

/// <summary>
/// One browser for all tests of the process: a start costs as much as several pages, and its contexts know nothing of each other. It is the
/// headless shell: the same engine without the windows that Chromium makes even when nobody sees them, at a quarter of the processor time.
/// </summary>
internal static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> Launched = new(LaunchAsync);

    public static Task<IBrowser> GetAsync() => Launched.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        // As patient as the actions: the machine may be busy.
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"],
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            browser.CloseAsync().Wait(TimeSpan.FromSeconds(10));
            playwright.Dispose();
        };
        return browser;
    }
}
