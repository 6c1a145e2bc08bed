using System.Text.RegularExpressions;
using Domain.Organizations;
using Microsoft.Playwright;
using Portal.Preferences;

namespace Browser.Tests.Running;

/// <summary>One portal for a class of journeys, or for several, and who visits it.</summary>
public class Visitors : IAsyncLifetime
{
    private IBrowser _browser = null!;

    public RunningPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var browser = Chromium.GetAsync();
        Portal = await StartPortalAsync();
        _browser = await browser;
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();

    /// <summary>The portal that the journeys begin on.</summary>
    protected virtual Task<RunningPortal> StartPortalAsync() => RunningPortal.StartAsync();

    /// <summary>A browser of its own for one person, signed in, in Chinese unless said otherwise.</summary>
    public async Task<Visitor> SignInAsync(Actor person, string language = "zh-CN", int width = 1440, int height = 900, string? theme = null)
    {
        ArgumentNullException.ThrowIfNull(person);
        var visitor = await VisitAsync(language, width, height);
        if (theme is not null)
            await visitor.Page.Context.AddCookiesAsync([new Cookie { Name = Theme.Cookie, Value = theme, Url = Portal.Address.ToString() }]);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.Locator("#user-name").FillAsync(person.Name);
        await visitor.Page.Locator("#password").FillAsync(RunningPortal.Password);
        await visitor.Page.Locator("main button[type=submit], form button.primary").First.ClickAsync();
        // Asked again and again instead of waited for: the start page leads on by script, and what is waited for may have been before the waiting began.
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new Regex("/sign-in", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return visitor;
    }

    /// <summary>A browser of its own for somebody who has not signed in.</summary>
    public async Task<Visitor> VisitAsync(string language = "zh-CN", int width = 1440, int height = 900)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Portal.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            // What a browser was installed with must not matter: the portal speaks Chinese until told otherwise.
            Locale = "en-US",
        });
        // Generous: on two busy cores a first page takes long; a page that never comes fails all the same.
        context.SetDefaultTimeout(60_000);
        if (language != "zh-CN")
        {
            await context.AddCookiesAsync([new Cookie
            {
                Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = Portal.Address.ToString(),
            }]);
        }

        return new Visitor(context, await context.NewPageAsync(), Portal);
    }
}

/// <summary>One person before one browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly RunningPortal _portal;
    private readonly List<string> _scriptErrors = [];
    private readonly List<string> _console = [];

    internal Visitor(IBrowserContext context, IPage page, RunningPortal portal)
    {
        _context = context;
        _portal = portal;
        Page = page;
        page.PageError += (_, error) => _scriptErrors.Add(error);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") _console.Add(said.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors of scripts on the pages seen so far.</summary>
    public IReadOnlyList<string> ScriptErrors => _scriptErrors;

    /// <summary>Goes to a page and waits until its circuit is there, so that clicks are heard.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("main h1").First.WaitForAsync();
    }

    /// <summary>Goes to a page and waits until everything on it is there: lists are read, diagrams and maps drawn.</summary>
    public async Task SettleAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("h1").First.WaitForAsync();
        foreach (var diagram in await Page.Locator("main .diagram, main .map").AllAsync()) await diagram.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        // The title comes a moment after the heading that says the same.
        await Assertions.Expect(Page).ToHaveTitleAsync(new Regex("."));
    }

    /// <summary>No serious or critical finding of axe on the page as it stands.</summary>
    public async Task ShouldBeAccessibleAsync() => (await Axe.RunAsync(Page)).ShouldBeEmpty($"axe on {Page.Url}");

    /// <summary>Another tab of the same browser, signed in as this one is, and gone when this one is.</summary>
    public async Task<Visitor> BesideAsync() => new(_context, await _context.NewPageAsync(), _portal);

    /// <summary>Keeps a picture where PORTAL_SCREENSHOTS names a folder; does nothing otherwise.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (Evidence.Current is { } evidence) await evidence.KeepAsync(Page, [.. _console, .. _scriptErrors], _portal.Log);
        await _context.DisposeAsync();
    }
}
