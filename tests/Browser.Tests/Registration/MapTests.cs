using Browser.Tests.Running;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Testing.Registration;

namespace Browser.Tests.Registration;

[Collection(nameof(SitesPortal))]
public sealed class MapTests(Visitors visitors)
{
    [Theory]
    [InlineData("zh-CN", 1440, "light")]
    [InlineData("en", 1440, "dark")]
    [InlineData("zh-CN", 390, "dark")]
    [InlineData("en", 390, "light")]
    public async Task Map_InTheForm_TakesAClickAndItsMiddleByKeyboard(string language, int width, string theme)
    {
        var world = visitors.Portal.World;
        var (id, _) = await new RegistrationWalk(world).DraftAsync();
        await using var clerk = await visitors.SignInAsync(world.SiteClerk, language, width, width == 390 ? 844 : 900, theme);
        var page = clerk.Page;
        await clerk.GoAsync($"/registrations/{id}/edit");
        var map = page.Locator(".map-frame");
        await map.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(map.Locator(".map-county").First).ToBeVisibleAsync();
        await Assertions.Expect(map.Locator(".map-mark")).ToHaveCountAsync(5);

        await map.ClickAsync(new LocatorClickOptions { Position = new Position { X = 60, Y = 60 } });
        await UntilAsync(id, f => f.Longitude < RegistrationForms.Longitude && f.Latitude > RegistrationForms.Latitude, "north-west of the middle");
        await Assertions.Expect(page.Locator("[name=longitude]")).Not.ToHaveValueAsync("110.3594");

        var clicked = await FormAsync(id);
        await map.FocusAsync();
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowRight");
        await page.Locator("[data-map=middle]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await UntilAsync(id, f => f.Longitude > clicked.Longitude, "the middle, moved by arrows");

        await page.Locator("#place-finder").FillAsync("霞山");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".map-places button").First.ClickAsync();
        // The map goes there by way of the server; who is quicker than that takes the middle of where it was.
        await UntilAsync(
            id, f => f.Latitude is > 21.1 and < 21.25 && f.Longitude is > 110.3 and < 110.5, "the county that was found", () => page.Locator("[data-map=middle]").ClickAsync());

        await clerk.ShouldBeAccessibleAsync();
        await clerk.PictureAsync($"registration-form-{language}-{width}-{theme}");
        clerk.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Map_OfARegistrationAndOfItsSite_ShowsWhereThingsAre_ToThoseWhoSeeThem()
    {
        var world = visitors.Portal.World;
        var form = RegistrationForms.Complete(world.Supplier.OrganizationId, await new RegistrationWalk(world).DepartmentAsync(), firstCode: 900);
        var id = await new RegistrationWalk(world).DebuggingAsync(form: form);
        await new TestCaptures(world).SendAllAsync(id);

        foreach (var (language, width, theme) in new[] { ("zh-CN", 1440, "light"), ("en", 390, "dark") })
        {
            await using var officer = await visitors.SignInAsync(world.CountyOfficer, language, width, width == 390 ? 844 : 900, theme);
            var page = officer.Page;
            await officer.SettleAsync($"/registrations/{id}");
            await Assertions.Expect(page.Locator(".map-mark")).ToHaveCountAsync(5);
            await Assertions.Expect(page.Locator("[data-map=middle]")).ToHaveCountAsync(0);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            await officer.ShouldBeAccessibleAsync();
            await officer.PictureAsync($"registration-{language}-{width}-{theme}");

            await page.GetByRole(AriaRole.Link, new() { Name = "Harbour pit", Exact = true }).ClickAsync();
            await page.WaitForURLAsync("**/sites/*");
            await page.Locator("#registrations .map").ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(page.Locator(".map-mark")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("#registrations tbody tr")).ToHaveCountAsync(1);
            await officer.ShouldBeAccessibleAsync();
            await officer.PictureAsync($"registration-site-{language}-{width}-{theme}");
            officer.ScriptErrors.ShouldBeEmpty();
        }
    }

    private async Task UntilAsync(long id, Func<RegistrationForm, bool> so, string what, Func<Task>? eachTime = null)
    {
        for (var i = 0; i < 150; i++)
        {
            if (so(await FormAsync(id))) return;
            if (eachTime is not null) await eachTime();
            await Task.Delay(200);
        }

        throw new TimeoutException($"{what}: {(await FormAsync(id)).Longitude},{(await FormAsync(id)).Latitude}\n{visitors.Portal.Log}");
    }

    private async Task<RegistrationForm> FormAsync(long id)
    {
        await using var db = visitors.Portal.World.Open();
        return await db.Set<DeviceRegistration>().AsNoTracking().Where(r => r.Id == id).Select(r => r.Form).SingleAsync();
    }
}
