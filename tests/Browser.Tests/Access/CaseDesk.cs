using System.Globalization;
using Browser.Tests.Running;
using Domain.Access;
using Domain.Organizations;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Engine;
using Testing;
using Testing.Access;

namespace Browser.Tests.Access;

/// <summary>What people do at the case page, step by step, each in a browser of their own.</summary>
internal sealed class CaseDesk(Visitors visitors) : IAsyncDisposable
{
    private readonly Dictionary<long, Visitor> _people = [];

    public PortalWorld World => visitors.Portal.World;

    public AccessWalk Walk { get; } = new(visitors.Portal.World);

    /// <summary>The Chinese text of a key of the access pages.</summary>
    public static string Text(string key) => Words.Of<AccessTexts>(key);

    /// <summary>The Chinese text of a key of all case pages.</summary>
    public static string CaseText(string key) => Words.Of<CaseTexts>(key);

    /// <summary>The person's browser, signed in once.</summary>
    public async Task<Visitor> AtAsync(Actor person)
    {
        if (!_people.TryGetValue(person.AccountId, out var visitor)) _people[person.AccountId] = visitor = await visitors.SignInAsync(person);
        return visitor;
    }

    /// <summary>The case page of an application before that person.</summary>
    public async Task<IPage> OpenAsync(Actor person, long id)
    {
        var visitor = await AtAsync(person);
        await visitor.GoAsync($"/cases/access:{id}");
        return visitor.Page;
    }

    public async Task OpineAsync(Actor person, long id, string node, OpinionResult result, string text)
    {
        var page = await OpenAsync(person, id);
        var panel = page.Locator($"#action-{node}");
        var form = panel.Locator("form").First;
        await form.Locator($"input[type=radio][value={result}]").CheckAsync();
        await form.Locator("textarea").FillAsync(text);
        await form.Locator("button[type=submit]").ClickAsync();
        if (result == OpinionResult.Refuse)
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Text("RefuseAgree") }).ClickAsync();
        await GoneAsync(panel);
    }

    /// <summary>Gives the case back to an earlier step, which comes straight back if it says the same.</summary>
    public async Task ReturnAsync(Actor person, long id, string node, string target, string reason)
    {
        var page = await OpenAsync(person, id);
        var panel = page.Locator($"#action-{node}");
        var back = panel.Locator($"#return-{node}");
        await back.Locator("summary").ClickAsync();
        await back.Locator($"input[type=radio][value={target}]").CheckAsync();
        await back.Locator("input[name=straightBack][value=True]").CheckAsync();
        await back.Locator("textarea").FillAsync(reason);
        await back.Locator("button[type=submit]").ClickAsync();
        await GoneAsync(panel);
    }

    /// <summary>Takes back what the person signed last.</summary>
    public Task RecallAsync(Actor person, long id) => RecallAsync(person, $"access:{id}");

    /// <summary>The same, of any case.</summary>
    public async Task RecallAsync(Actor person, string key)
    {
        var visitor = await AtAsync(person);
        await visitor.GoAsync($"/cases/{key}");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = CaseText("Recall"), Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = CaseText("Recall"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText(CaseText("DoneRecall"))).ToBeVisibleAsync();
    }

    public async Task FileDebugAsync(long id)
    {
        var page = await OpenAsync(World.ProjectManager, id);
        var panel = page.Locator("#action-debugApplication");
        await panel.Locator("input[name=stage][value=FoundationPit]").CheckAsync();
        await panel.Locator("input[name=brand][value=Hikvision]").CheckAsync();
        await FillIfEmptyAsync(panel.Locator("[name=dustModel]"), AccessForms.DustModel);
        await panel.Locator("[name='counts.VideoRecorder']").FillAsync("1");
        await panel.Locator("[name='counts.Router']").FillAsync("1");
        var today = Walk.Today;
        await panel.Locator("[name=debuggingDate]").FillAsync(Iso(today.AddDays(1)));
        await panel.Locator("[name=collectionDate]").FillAsync(Iso(today.AddDays(6)));
        await panel.GetByRole(AriaRole.Button, new() { Name = Text("FileDebug") }).ClickAsync();
        await GoneAsync(panel);
    }

    public async Task GiveSlotAsync(long id)
    {
        var page = await OpenAsync(World.Operator, id);
        var panel = page.Locator("#action-slotAssignment");
        await panel.Locator(".form-actions button.primary").ClickAsync();
        await GoneAsync(panel);
    }

    public async Task AcceptDeliveryAsync(long id)
    {
        var page = await OpenAsync(World.Operator, id);
        var panel = page.Locator("#action-delivery");
        await panel.Locator("input[type=radio][value=True]").CheckAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = Text("AcceptDelivery") }).ClickAsync();
        await GoneAsync(panel);
    }

    public async Task ReportAsync(long id, string report, string? note = null)
    {
        var page = await OpenAsync(World.Operator, id);
        var panel = page.Locator("#action-debugging");
        await panel.Locator($"input[type=radio][value={report}]").CheckAsync();
        if (note is not null) await panel.Locator("textarea").FillAsync(note);
        await panel.Locator("button[type=submit]").ClickAsync();
        await GoneAsync(panel);
    }

    public async Task ResolveAsync(long id, string note)
    {
        var page = await OpenAsync(World.Operator, id);
        var panel = page.Locator("#action-technicalDifficulty");
        await panel.Locator("textarea").FillAsync(note);
        await panel.GetByRole(AriaRole.Button, new() { Name = Text("Resolve"), Exact = true }).ClickAsync();
        await GoneAsync(panel);
    }

    public async Task SignAsync(Actor person, long id, string node)
    {
        var page = await OpenAsync(person, id);
        var panel = page.Locator($"#action-{node}");
        await panel.Locator("button.primary").ClickAsync();
        await GoneAsync(panel);
    }

    /// <summary>
    /// The operator follows the case to its devices and notes each as online: the first on its own page, the others in the list. The state that
    /// pages show comes from signals alone; what the notes bring about is the confirmation that the county is asked for next.
    /// </summary>
    public async Task AllOnlineAsync(long id)
    {
        var page = await OpenAsync(World.Operator, id);
        await page.Locator("#standing").GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync($"**/devices?application={id}");
        var rows = page.Locator(".list tbody tr");
        var count = (await Walk.DevicesAsync(id)).Count;
        await Assertions.Expect(rows).ToHaveCountAsync(count);
        await rows.First.Locator("a.row-link").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/devices/", StringComparison.Ordinal));
        await NoteOnlineAsync(page.Locator(".panel-action"));
        await Assertions.Expect(page.Locator("main table tbody tr")).ToHaveCountAsync(1);
        await page.Locator(".page-back").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(count);
        for (var i = 1; i < count; i++)
        {
            await rows.Nth(i).GetByRole(AriaRole.Button).ClickAsync();
            await NoteOnlineAsync(page.GetByRole(AriaRole.Dialog));
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }
    }

    private static async Task NoteOnlineAsync(ILocator form)
    {
        await Assertions.Expect(form.Locator("[name=online][value=True]")).ToBeCheckedAsync();
        await form.Locator("button[type=submit]").ClickAsync();
    }

    public async Task ConfirmAsync(long id)
    {
        var page = await OpenAsync(World.CountyOfficer, id);
        var panel = page.Locator("#action-countyConfirmation");
        await panel.GetByRole(AriaRole.Button, new() { Name = Text("Confirm"), Exact = true }).ClickAsync();
        await GoneAsync(panel);
    }

    /// <summary>From approval to the signed receipt, everything going well.</summary>
    public async Task DebugAsync(long id)
    {
        await FileDebugAsync(id);
        await GiveSlotAsync(id);
        await AcceptDeliveryAsync(id);
        await ReportAsync(id, "Passed");
        await CollectAsync(id);
    }

    public async Task CollectAsync(long id)
    {
        await SignAsync(World.Operator, id, "handOver");
        await SignAsync(World.ProjectManager, id, "collection");
    }

    /// <summary>Nobody saw a script error on the way.</summary>
    public void ShouldBeWithoutScriptErrors() => _people.Values.SelectMany(v => v.ScriptErrors).ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _people.Values) await visitor.DisposeAsync();
    }

    /// <summary>The step is done: its panel has gone.</summary>
    private static Task GoneAsync(ILocator panel) => Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });

    private static async Task FillIfEmptyAsync(ILocator field, string text)
    {
        if (string.IsNullOrEmpty(await field.InputValueAsync())) await field.FillAsync(text);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
