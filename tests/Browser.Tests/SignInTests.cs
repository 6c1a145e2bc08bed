using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests;

[Collection(nameof(ApplicationsPortal))]
public sealed class SignInTests(Visitors visitors)
{
    [Fact]
    public async Task SignIn_WithPassword_LeadsToTheInboxInChinese()
    {
        await using var officer = await visitors.SignInAsync(visitors.Portal.World.CountyOfficer);

        await officer.Page.WaitForURLAsync("**/inbox");
        (await officer.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("zh-CN");
        await officer.ShouldBeAccessibleAsync();
        officer.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task SignIn_WithWrongPassword_SaysSoAndStays()
    {
        await using var visitor = await visitors.VisitAsync();
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.Locator("#user-name").FillAsync(visitors.Portal.World.CountyOfficer.Name);
        await visitor.Page.Locator("#password").FillAsync("wrong-password-1");
        await visitor.Page.Locator("form button.primary").ClickAsync();

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        visitor.Page.Url.ShouldContain("/sign-in");
        await visitor.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task AnyPage_WithoutSignIn_LeadsToSignIn()
    {
        await using var visitor = await visitors.VisitAsync();

        await visitor.Page.GotoAsync("/applications");

        visitor.Page.Url.ShouldContain("/sign-in");
    }

    /// <summary>What a first visit costs on a phone's connection: at most 250 KB compressed, sign-in and inbox together.</summary>
    [Fact]
    public async Task FirstVisit_UpToTheInbox_LoadsAtMost250Kilobytes()
    {
        await using var visitor = await visitors.VisitAsync();
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("Network.enable");
        var bytes = 0.0;
        session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();

        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.Locator("#user-name").FillAsync(visitors.Portal.World.CountyOfficer.Name);
        await visitor.Page.Locator("#password").FillAsync(RunningPortal.Password);
        await visitor.Page.Locator("form button.primary").ClickAsync();
        await visitor.Page.WaitForURLAsync("**/inbox");
        await visitor.Page.Locator("main h1").First.WaitForAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        bytes.ShouldBeLessThan(250 * 1024);
    }
}
