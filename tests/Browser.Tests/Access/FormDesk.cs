using System.Globalization;
using Browser.Tests.Running;
using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.Playwright;
using Portal.Access;
using Portal.Access.Editing;
using Portal.Access.Letters;
using Testing;

namespace Browser.Tests.Access;

/// <summary>Form 1-1 on its pages: begun from a site, filled in step by step, signed by the installer and by the project manager.</summary>
internal sealed class FormDesk(CaseDesk desk)
{
    private static readonly AttachmentKind[] Wanted = [.. Enum.GetValues<AttachmentKind>().Where(k => k != AttachmentKind.Other)];

    /// <summary>Chooses the site in the list of those that can apply.</summary>
    /// <returns>The draft's id.</returns>
    public async Task<long> BeginAsync(Actor person, Site site)
    {
        var visitor = await desk.AtAsync(person);
        var page = visitor.Page;
        await visitor.GoAsync("/applications");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = Words.Of<AccessTexts>("NewApplication") }).First.ClickAsync();
        // The address is new before the page is, and the list that is being left has a search field of the same id.
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync(Words.Of<AccessTexts>("NewApplication"));
        await page.Locator("#filter-q").FillAsync(site.Name);
        var row = page.Locator("tbody tr").Filter(new() { Has = page.GetByText(site.Name, new() { Exact = true }) });
        await row.GetByRole(AriaRole.Button, new() { Name = Words.Of<AccessTexts>("StartApplication") }).ClickAsync();
        await page.WaitForURLAsync("**/edit");
        return long.Parse(new Uri(page.Url).Segments[^2].TrimEnd('/'), CultureInfo.InvariantCulture);
    }

    /// <summary>Fills in every step but the signature, leaving each by its "next", with a file for each kind of attachment.</summary>
    public async Task FillInAsync(Actor person, AccessForm form)
    {
        var page = (await desk.AtAsync(person)).Page;
        await FillAsync(page, "projectManagerName", form.ProjectManagerName);
        await FillAsync(page, "projectManagerPhone", form.ProjectManagerPhone);
        await NameInstallerAsync(page, form.SupplierId!.Value);
        await FillAsync(page, "siteAdministratorName", form.SiteAdministratorName);
        await FillAsync(page, "siteAdministratorPhone", form.SiteAdministratorPhone);
        await FillAsync(page, "liaisonName", form.LiaisonName);
        await FillAsync(page, "liaisonPhone", form.LiaisonPhone);
        await FillAsync(page, "liaisonEmail", form.LiaisonEmail);
        await NextAsync(page, FormStep.Positions);
        for (var i = 0; i < form.Positions.Count; i++)
        {
            var position = form.Positions[i];
            await page.Locator("#positions-add").ClickAsync();
            await FillAsync(page, $"positions[{i}].position", position.Position);
            await Field(page, $"positions[{i}].kind").SelectOptionAsync(position.Kind!.Value.ToString());
            await FillAsync(page, $"positions[{i}].brand", position.Brand);
            await FillAsync(page, $"positions[{i}].model", position.Model);
            await FillAsync(page, $"positions[{i}].simNumber", position.SimNumber);
            await FillAsync(page, $"positions[{i}].ipAddress", position.IpAddress);
        }

        await NextAsync(page, FormStep.Network);
        await FillAsync(page, "bandwidthUp", form.BandwidthUp!.Value.ToString(CultureInfo.InvariantCulture));
        await FillAsync(page, "bandwidthDown", form.BandwidthDown!.Value.ToString(CultureInfo.InvariantCulture));
        await FillAsync(page, "videoInstallationDate", form.VideoInstallationDate!.Value.ToString("O", CultureInfo.InvariantCulture));
        await FillAsync(page, "siteSituation", form.SiteSituation);
        await NextAsync(page, FormStep.Attachments);
        foreach (var kind in Wanted) await AttachAsync(page, kind, $"{kind}.pdf");
        await NextAsync(page, FormStep.Letter);
    }

    /// <summary>The installer reads form 1-4 and signs it, from the list of letters that wait.</summary>
    public async Task SignLetterAsync(Actor supplier, Site site)
    {
        var visitor = await desk.AtAsync(supplier);
        var page = visitor.Page;
        await visitor.GoAsync("/letters");
        await page.GetByRole(AriaRole.Link, new() { Name = Words.Of<LetterTexts>("SignFor", site.Name), Exact = true }).ClickAsync();
        var letter = page.Locator("#sign");
        await letter.Locator("[name=contactName]").FillAsync("符永康");
        await letter.Locator("[name=contactPhone]").FillAsync("13700000003");
        await letter.Locator("[name=agreed]").CheckAsync();
        await letter.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(letter).ToHaveCountAsync(0);
    }

    /// <summary>Opens the last step, writes the contractor's opinion and submits.</summary>
    public async Task SubmitAsync(Actor manager, long id, string submit = "Submit")
    {
        var page = await OpenAsync(manager, id, FormStep.Sign);
        await FillAsync(page, "opinion", "填报内容真实完整，申请接入。");
        await SubmitButton(page, submit).ClickAsync();
        try
        {
            await page.WaitForURLAsync($"**/cases/access:{id}");
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"It was not submitted. The page says: {await page.Locator("main").InnerTextAsync()}", late);
        }
    }

    public async Task<IPage> OpenAsync(Actor person, long id, FormStep step)
    {
        var visitor = await desk.AtAsync(person);
        await visitor.GoAsync(FormSteps.Address(id, step));
        return visitor.Page;
    }

    /// <summary>Exchanges the file of a kind, as a correction asks for it.</summary>
    public static async Task ExchangeAsync(IPage page, AttachmentKind kind, string fileName)
    {
        var item = page.Locator(".attachments > li").Filter(new() { Has = FileInput(page, kind) });
        await item.GetByRole(AriaRole.Button, new() { Name = Words.Of<EditTexts>("Remove") }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("button.primary, button.danger").ClickAsync();
        await Assertions.Expect(item.Locator(".files a")).ToHaveCountAsync(0);
        await AttachAsync(page, kind, fileName);
    }

    public static Task NameInstallerAsync(IPage page, long supplierId) =>
        Field(page, "supplierId").SelectOptionAsync(supplierId.ToString(CultureInfo.InvariantCulture));

    public static ILocator Field(IPage page, string path) => page.Locator($"[name=\"{path}\"]");

    public static ILocator SubmitButton(IPage page, string key = "Submit") => page.GetByRole(AriaRole.Button, new() { Name = Words.Of<EditTexts>(key), Exact = true });

    private static Task FillAsync(IPage page, string path, string? text) => Field(page, path).FillAsync(text!);

    private static ILocator FileInput(IPage page, AttachmentKind kind) => page.Locator($"input[type=file][name=\"attachments.{kind}\"]");

    private static async Task AttachAsync(IPage page, AttachmentKind kind, string fileName)
    {
        await FileInput(page, kind).SetInputFilesAsync(new FilePayload { Name = fileName, MimeType = "application/pdf", Buffer = SampleFiles.Pdf });
        await page.Locator(".attachments").GetByRole(AriaRole.Link, new() { Name = fileName, Exact = true }).WaitForAsync();
    }

    private static async Task NextAsync(IPage page, FormStep step)
    {
        await page.Locator(".steps-body > div:not([hidden]) .form-actions a.primary").ClickAsync();
        await page.WaitForURLAsync($"**step={FormSteps.Name(step)}");
    }
}
