using System.Globalization;
using Browser.Tests.Access;
using Browser.Tests.Running;
using ClosedXML.Excel;
using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Appeals;
using Portal.Consequences;
using Portal.Errors;
using Testing;
using Workflows.Reports;

namespace Browser.Tests.Scoring;

/// <summary>A month's close and all that comes of it, on the pages: an appeal that is right in part, a talk, a suspension, and its effect.</summary>
public sealed class MonthJourneyTests(SimulatedMonths months) : IClassFixture<SimulatedMonths>
{
    [Fact]
    public async Task AMonth_ClosedAppealedAndDecided_HasItsConsequences()
    {
        var (world, october) = (months.Portal.World, SimulatedMonths.Last);
        var card = await CardAsync(months.Unlucky);
        card.Score.ShouldBe(20);
        (await CardAsync(world.Supplier)).Score.ShouldBe(100);
        (await CardAsync(months.Silent)).Score.ShouldBe(0);
        var proposed = await ConsequenceAsync(months.Unlucky, october);

        await using (var desk = new CaseDesk(months))
        {
            var appeal = await AppealAsync(desk, card.Id);
            await OpineAsync(desk, appeal);
            await TooEarlyAsync(desk, proposed.Id);
            await DecideAsync(desk, appeal);
            desk.ShouldBeWithoutScriptErrors();
        }

        (await CardAsync(months.Unlucky)).Score.ShouldBe(60);
        (await ConsequenceAsync(months.Unlucky, october)).Status.ShouldBe(ConsequenceStatus.Withdrawn);

        await months.Portal.MoveToAsync(TestClock.ShanghaiTime(2026, 11, 11, 9));
        await using (var desk = new CaseDesk(months))
        {
            await TalkAsync(desk, (await ConsequenceAsync(months.Silent, new ScoreMonth(2026, 8))).Id);
            await SuspendAsync(desk, (await ConsequenceAsync(months.Silent, october)).Id);
            await RefusedAsync(desk);
            await PublishedAsync();
            await ReadBackAsync(desk);
            desk.ShouldBeWithoutScriptErrors();
        }
    }

    /// <summary>The supplier appeals against both of its Mondays, with a file.</summary>
    private async Task<long> AppealAsync(CaseDesk desk, long card)
    {
        var visitor = await desk.AtAsync(months.Unlucky);
        await visitor.GoAsync($"/appeals/new?card={card}");
        var page = visitor.Page;
        await page.Locator("[name=reason]").FillAsync("两个周一凌晨当地供电检修，三台设备断电，附供电公司通知。");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<AppealTexts>("Submit"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        foreach (var box in await page.Locator("fieldset.check-list input[type=checkbox]").AllAsync()) await box.CheckAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "供电通知.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf });
        await Assertions.Expect(page.Locator(".files")).ToContainTextAsync("供电通知.pdf");
        await visitor.ShouldBeAccessibleAsync();
        await visitor.PictureAsync("appeal-form");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<AppealTexts>("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/appeal:*");
        return long.Parse(page.Url.Split(':')[^1], CultureInfo.InvariantCulture);
    }

    private async Task OpineAsync(CaseDesk desk, long appeal)
    {
        var visitor = await desk.AtAsync(months.Portal.World.Operator);
        await visitor.GoAsync($"/cases/appeal:{appeal}");
        var panel = visitor.Page.Locator("#action-operatorOpinion");
        await panel.Locator("input[type=radio][value=agree]").CheckAsync();
        await panel.Locator("form").First.Locator("textarea").FillAsync("第一个周一确有停电记录，第二个周一没有。");
        await panel.Locator("form").First.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
    }

    /// <summary>While the appeal is open nothing can be confirmed, and the page says why.</summary>
    private async Task TooEarlyAsync(CaseDesk desk, long consequence)
    {
        var visitor = await desk.AtAsync(months.Portal.World.CityOfficer);
        await visitor.GoAsync($"/cases/consequence:{consequence}");
        var panel = visitor.Page.Locator("#action-cityDecision");
        await panel.Locator("input[type=radio][value=confirm]").CheckAsync();
        await panel.Locator("form").First.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync(Words.Of<ErrorTexts>("consequence.appeal-open"));
        await visitor.PictureAsync("consequence-too-early");
    }

    /// <summary>The first Monday is accepted for all its devices, the second refused.</summary>
    private async Task DecideAsync(CaseDesk desk, long appeal)
    {
        var visitor = await desk.AtAsync(months.Portal.World.CityOfficer);
        await visitor.GoAsync($"/cases/appeal:{appeal}");
        var panel = visitor.Page.Locator("#action-cityDecision");
        var rows = panel.Locator("fieldset.declared");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await rows.Nth(0).Locator("input[type=radio][value=True]").CheckAsync();
        await Assertions.Expect(rows.Nth(0).Locator("input[type=checkbox]")).Not.ToHaveCountAsync(0);
        foreach (var device in await rows.Nth(0).Locator("input[type=checkbox]").AllAsync()) await device.CheckAsync();
        await rows.Nth(1).Locator("input[type=radio][value=False]").CheckAsync();
        await rows.Nth(1).Locator("textarea").FillAsync("运维单位核查，该时段没有停电记录。");
        await panel.Locator("[name=opinion]").FillAsync("部分采纳。");
        await visitor.PictureAsync("appeal-decision");
        await panel.Locator("form").First.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
        await Assertions.Expect(visitor.Page.Locator("#standing")).ToContainTextAsync(Words.Of<AppealTexts>("ScoreChange", 20, 60));
        await visitor.PictureAsync("appeal-decided");
    }

    private async Task TalkAsync(CaseDesk desk, long consequence)
    {
        var visitor = await desk.AtAsync(months.Portal.World.CityOfficer);
        await ConfirmAsync(visitor, consequence);
        var page = visitor.Page;
        await page.Locator("[name=heldOn]").FillAsync("2026-11-11");
        await page.Locator("[name=participants]").FillAsync("市局周海峰；供应商林建国");
        await page.Locator("[name=minutes]").FillAsync("通报八月考核情况，供应商承诺十二月底前恢复全部设备。");
        await visitor.PictureAsync("consequence-talk");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<ConsequenceTexts>("RecordTalk"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#talk")).ToContainTextAsync("承诺十二月底前恢复");
        await visitor.Page.GotoAsync($"/consequences/{consequence}/print");
        await Assertions.Expect(visitor.Page.Locator(".sheet")).ToContainTextAsync(months.Silent.OrganizationName);
        await visitor.PictureAsync("consequence-print");
    }

    private async Task SuspendAsync(CaseDesk desk, long consequence)
    {
        var visitor = await desk.AtAsync(months.Portal.World.CityOfficer);
        await ConfirmAsync(visitor, consequence);
        await Assertions.Expect(visitor.Page.Locator("#facts")).ToContainTextAsync("2027-05-10");
        await visitor.ShouldBeAccessibleAsync();
        await visitor.PictureAsync("consequence-suspended");
        await visitor.GoAsync($"/suppliers/{months.Silent.OrganizationId}");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("2026-08, 2026-09, 2026-10");
        await visitor.PictureAsync("supplier-suspended");
    }

    /// <summary>The contractor cannot name the supplier any more, and is told until when.</summary>
    private async Task RefusedAsync(CaseDesk desk)
    {
        var world = months.Portal.World;
        await new FormDesk(desk).BeginAsync(world.ProjectManager, await world.SiteAsync());
        var offered = FormDesk.Field((await desk.AtAsync(world.ProjectManager)).Page, "supplierId").Locator($"option[value=\"{months.Silent.OrganizationId}\"]");
        await Assertions.Expect(offered).ToBeDisabledAsync();
        await Assertions.Expect(offered).ToContainTextAsync("2027-05-10");
    }

    /// <summary>Anybody reads of it, with its end.</summary>
    private async Task PublishedAsync()
    {
        await using var anybody = await months.VisitAsync();
        await anybody.Page.GotoAsync($"/public/{PortalWorld.City}");
        await Assertions.Expect(anybody.Page.Locator("body")).ToContainTextAsync(months.Silent.OrganizationName);
        await Assertions.Expect(anybody.Page.Locator("body")).ToContainTextAsync("2027-05-10");
    }

    /// <summary>The month's workbook says what the ranking's page says, cell by cell, and a supplier's sheet what its card says.</summary>
    private async Task ReadBackAsync(CaseDesk desk)
    {
        var visitor = await desk.AtAsync(months.Portal.World.CityOfficer);
        var page = visitor.Page;
        await visitor.SettleAsync($"/scorecards?month={SimulatedMonths.Last}");
        var shown = await page.Locator("main table tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))");
        var file = await page.APIRequest.GetAsync($"/reports/months/{SimulatedMonths.Last.Number}.xlsx");
        file.Status.ShouldBe(200);
        using var book = new XLWorkbook(new MemoryStream(await file.BodyAsync()));

        var summary = book.Worksheet(1);
        var heading = summary.Column(1).CellsUsed().Single(c => c.GetString() == Words.Of<ReportTexts>("Rank")).Address.RowNumber;
        shown.Length.ShouldBe(3);
        foreach (var (i, row) in shown.Index())
        {
            var line = summary.Row(heading + 1 + i);
            line.Cell(1).GetValue<int>().ShouldBe(Figure(row[0]));
            line.Cell(2).GetString().ShouldBe(row[1].Trim());
            // Points of the four groups, as the page shows them after the score and its change.
            for (var kind = 0; kind < 4; kind++) line.Cell(3 + kind).GetValue<int>().ShouldBe(Figure(row[4 + kind]), $"{row[1]} {kind}");
            line.Cell(8).GetValue<int>().ShouldBe(Figure(row[2].Split('\n').First(part => part.Any(char.IsAsciiDigit))), row[1]);
        }

        foreach (var supplier in new[] { months.Unlucky, months.Silent })
        {
            var card = await CardAsync(supplier);
            await visitor.SettleAsync($"/scorecards/{card.Id}");
            var kinds = Enum.GetValues<DeductionKind>().Select(kind => Words.Of<ReportTexts>($"{kind}")).ToHashSet();
            var evidence = book.Worksheet(supplier.OrganizationName).RowsUsed().Where(r => kinds.Contains(r.Cell(1).GetString()) && r.Cell(2).DataType == XLDataType.DateTime).ToList();
            evidence.Sum(r => r.Cell(9).GetValue<int>()).ShouldBe(card.Deductions.Sum(d => d.Points), supplier.OrganizationName);
            evidence.Count.ShouldBe(card.Deductions.Count, supplier.OrganizationName);
            foreach (var line in evidence)
                await Assertions.Expect(page.Locator("main")).ToContainTextAsync(line.Cell(2).GetDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(card.Digest);
        }

        static int Figure(string text) => int.TryParse(string.Concat(text.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var figure) ? figure : 0;
    }

    private static async Task ConfirmAsync(Visitor visitor, long consequence)
    {
        await visitor.GoAsync($"/cases/consequence:{consequence}");
        var panel = visitor.Page.Locator("#action-cityDecision");
        await panel.Locator("input[type=radio][value=confirm]").CheckAsync();
        await panel.Locator("form").First.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
    }

    private async Task<Scorecard> CardAsync(Actor supplier)
    {
        await using var db = months.Portal.World.Open();
        return await db.Set<Scorecard>().Include(c => c.Deductions).SingleAsync(c => c.SupplierId == supplier.OrganizationId && c.Month == SimulatedMonths.Last.Number && c.State == ScorecardState.Closed);
    }

    private async Task<Consequence> ConsequenceAsync(Actor supplier, ScoreMonth month)
    {
        await using var db = months.Portal.World.Open();
        return await db.Set<Consequence>().SingleAsync(c => c.SupplierId == supplier.OrganizationId && c.Month == month.Number);
    }
}
