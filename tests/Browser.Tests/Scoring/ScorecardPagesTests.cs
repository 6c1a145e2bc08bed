using Browser.Tests.Running;
using Domain.Devices;
using Domain.Scoring;
using Microsoft.Playwright;
using Testing.Scoring;
using Workflows.Scoring;

namespace Browser.Tests.Scoring;

/// <summary>Ranking, card and rules of a closed month, in both languages, on a desk and on a phone; evidence is one click away.</summary>
public sealed class ScorecardPagesTests(Visitors visitors) : IClassFixture<Visitors>
{
    [Fact]
    public async Task Cards_OfAClosedMonth_AreReadComparedAndFollowedToTheirEvidence()
    {
        var world = visitors.Portal.World;
        // The month before the portal's present one is over and can be closed.
        var month = ScoreMonth.Of(world.Clock.GetUtcNow()).Previous;
        var raw = ScoringWorld.Online(month, 10, 2, 1) with { Outages = [new RawOutage(1, 1, month.From.AddDays(3), month.From.AddDays(12), Refuted: false)] };
        var small = raw.Devices[1] with { Reports = [new RawReport(month.From, StreamKind.Main, new StreamSize(1280, 720))] };
        var scoring = new ScoringWorld(world);
        await scoring.StoreAsync(raw with { Devices = [raw.Devices[0], small, .. raw.Devices.Skip(2)] });
        await scoring.StoreAsync(ScoringWorld.Online(month, 5), world.NeighbourSupplier);
        await world.Get<ScoreRuns>().RunAsync();

        foreach (var (language, width, theme) in new[] { ("zh-CN", 1440, "light"), ("en", 390, "dark") })
        {
            await using var reader = await visitors.SignInAsync(world.CityOfficer, language, width, theme: theme);
            foreach (var (path, name) in new[] { ($"/scorecards?month={month}", "ranking"), ("/scorecards/rules", "rules") })
            {
                await reader.SettleAsync(path);
                (await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, path);
                await reader.ShouldBeAccessibleAsync();
                await reader.PictureAsync($"scoring-{name}-{language}-{width}");
            }

            await reader.SettleAsync($"/scorecards?month={month}");
            await reader.Page.GetByRole(AriaRole.Link, new() { Name = world.Supplier.OrganizationName, Exact = true }).ClickAsync();
            await reader.Page.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Recompute and compare" : "重新计算并比对" }).ClickAsync();
            await Assertions.Expect(reader.Page.Locator("#comparison .alert")).ToContainTextAsync(language == "en" ? "the same to the byte" : "逐字节一致");
            await Assertions.Expect(reader.Page.Locator(".page-state")).ToContainTextAsync("40");
            (await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            await reader.ShouldBeAccessibleAsync();
            await reader.PictureAsync($"scoring-card-{language}-{width}");
            await reader.Page.Locator("#offline-rate summary").First.ClickAsync();
            await reader.Page.Locator("#offline-rate details a").First.ClickAsync();
            await Assertions.Expect(reader.Page.Locator("#timeline")).ToBeVisibleAsync();
            reader.ScriptErrors.ShouldBeEmpty();
        }

        await using var supplier = await visitors.SignInAsync(world.Supplier);
        await supplier.SettleAsync("/scorecards");
        (await supplier.Page.Locator("tbody tr").CountAsync()).ShouldBe(1);
        await supplier.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await supplier.PictureAsync("scoring-own-print");
    }
}
