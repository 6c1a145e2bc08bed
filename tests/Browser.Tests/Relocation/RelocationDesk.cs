using System.Globalization;
using Browser.Tests.Running;
using Domain.Dismantling;
using Domain.Organizations;
using Domain.Relocation;
using Domain.Sites;
using Microsoft.Playwright;
using Portal.Dismantling;
using Portal.Relocation;
using Testing;
using Testing.Relocation;

namespace Browser.Tests.Relocation;

/// <summary>What people do with relocations, removals and crane notices, each in a browser of their own.</summary>
internal sealed class RelocationDesk(Visitors visitors) : IAsyncDisposable
{
    private readonly Dictionary<long, Visitor> _people = [];

    public PortalWorld World => visitors.Portal.World;

    public RelocationWalk Walk { get; } = new(visitors.Portal.World);

    /// <summary>The person's browser, signed in once.</summary>
    public async Task<Visitor> AtAsync(Actor person)
    {
        if (!_people.TryGetValue(person.AccountId, out var visitor)) _people[person.AccountId] = visitor = await visitors.SignInAsync(person);
        return visitor;
    }

    public async Task<IPage> OpenAsync(Actor person, string path)
    {
        var visitor = await AtAsync(person);
        await visitor.GoAsync(path);
        return visitor.Page;
    }

    /// <summary>Opens a draft for the site from the list of sites.</summary>
    public async Task<long> BeginAsync(Actor person, Site site, RelocationKind kind)
    {
        var page = await OpenAsync(person, "/relocations/new");
        await Row(page, site).GetByRole(AriaRole.Button, new() { Name = Words.Of<RelocationTexts>($"Start{kind}"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/edit");
        return Id(page);
    }

    /// <summary>Fills in annex 2 and waits until it is stored.</summary>
    public async Task FillAsync(Actor person, long id, RelocationForm form)
    {
        var page = (await AtAsync(person)).Page;
        foreach (var (point, i) in form.Points.Select((p, i) => (p, i)))
        {
            await Field(page, $"device{point.DeviceId}").CheckAsync();
            if (point.NewPosition is not null) await Field(page, $"points[{i}].newPosition").FillAsync(point.NewPosition);
            if (point.NewKind is not null) await Field(page, $"points[{i}].newKind").SelectOptionAsync(point.NewKind.Value.ToString());
        }

        await FillFieldsAsync(page, form, except: nameof(RelocationForm.Points));
        // What is in the middle of being typed is not stored yet.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".draft-here .icon")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".draft-pending")).ToBeHiddenAsync();
    }

    /// <summary>The project manager opens the form, writes the opinion and signs.</summary>
    public async Task<IPage> SignAsync(long id)
    {
        var page = await OpenAsync(World.ProjectManager, $"/relocations/{id}/edit");
        await Field(page, "opinion").FillAsync("施工需要，申请办理。");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<RelocationTexts>("Submit"), Exact = true }).ClickAsync();
        return page;
    }

    /// <summary>The holder of a step decides at the case page.</summary>
    public async Task DecideAsync(Actor person, string key, string node, string outcome, string opinion)
    {
        var page = await OpenAsync(person, $"/cases/{key}");
        var panel = page.Locator($"#action-{node}");
        var form = panel.Locator("form").First;
        await form.Locator($"input[type=radio][value={outcome}]").CheckAsync();
        await form.Locator("textarea").FillAsync(opinion);
        await form.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
    }

    public async Task ApproveAsync(long id)
    {
        await DecideAsync(World.CountyOfficer, $"relocation:{id}", "countyReview", "approve", "情况属实，同意。");
        await DecideAsync(World.Operator, $"relocation:{id}", "operatorReview", "approve", "平台侧已确认。");
        await DecideAsync(World.CityOfficer, $"relocation:{id}", "cityReview", "approve", "同意。");
    }

    /// <summary>Annex 3, filled in and filed by the project manager.</summary>
    public async Task<long> FileCraneNoticeAsync(Site site, CraneNoticeForm form)
    {
        var page = await OpenAsync(World.ProjectManager, "/crane-notices/new");
        await Row(page, site).GetByRole(AriaRole.Button, new() { Name = Words.Of<DismantlingTexts>("Start"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/edit");
        var id = Id(page);
        await FillFieldsAsync(page, form);
        await Field(page, "opinion").FillAsync("塔吊即将拆除，特此告知。");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<DismantlingTexts>("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**/cases/crane:{id}");
        return id;
    }

    /// <summary>Nobody saw a script error on the way.</summary>
    public void ShouldBeWithoutScriptErrors() => _people.Values.SelectMany(v => v.ScriptErrors).ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _people.Values) await visitor.DisposeAsync();
    }

    public static ILocator Field(IPage page, string path) => page.Locator($"[name=\"{path}\"]");

    private static ILocator Row(IPage page, Site site) => page.Locator(".list tbody tr").Filter(new() { Has = page.GetByText(site.Name, new() { Exact = true }) });

    private static long Id(IPage page) => long.Parse(new Uri(page.Url).AbsolutePath.Split('/')[^2], CultureInfo.InvariantCulture);

    /// <summary>Every field of the form by its name; days as people type them.</summary>
    private static async Task FillFieldsAsync(IPage page, object form, string? except = null)
    {
        foreach (var property in form.GetType().GetProperties().Where(p => p.Name != except && p.Name != "EqualityContract"))
        {
            var text = property.GetValue(form) switch
            {
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                string value => value,
                _ => null,
            };
            if (text is not null) await Field(page, char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).FillAsync(text);
        }
    }
}
