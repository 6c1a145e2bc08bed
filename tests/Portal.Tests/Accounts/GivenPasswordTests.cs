using System.Net;
using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Portal.Tests.Shell;

namespace Portal.Tests.Accounts;

/// <summary>A password that an administrator gave out opens nothing but the page where it is changed.</summary>
public sealed class GivenPasswordTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string Own = "whale lantern cobalt stairs";

    [Fact]
    public async Task SignIn_WithAGivenPassword_LeadsToChangingItAndNowhereElse()
    {
        await AddAsync("given");
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "given");

        var asked = await browser.GetAsync("/account");
        var roles = await browser.GetAsync("/role");
        (await browser.GetAsync("/account/password")).StatusCode.ShouldBe(HttpStatusCode.OK);

        asked.Headers.Location!.ToString().ShouldContain("/role");
        roles.Headers.Location!.ToString().ShouldEndWith("/account/password");
    }

    [Fact]
    public async Task Role_ChosenByHand_IsRefusedWhileThePasswordIsAGivenOne()
    {
        var membership = await AddAsync("byhand");
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "byhand");
        var token = PortalHost.TokenOf(await browser.GetStringAsync("/account/password"));
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["_handler"] = "role", ["__RequestVerificationToken"] = token, ["Membership"] = $"{membership}" });

        await browser.PostAsync("/role", form);

        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Change_ToTheSamePassword_IsRefused_AndToAnotherOpensTheOnlyRole()
    {
        await AddAsync("changing");
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "changing");

        var same = await ChangeAsync(browser, PortalHost.Password);
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await ChangeAsync(browser, Own);

        (await same.Content.ReadAsStringAsync()).ShouldContain("新密码不能与现有密码相同");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_ToAWeakPassword_LeavesItAGivenOne()
    {
        await AddAsync("weak");
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "weak");

        await ChangeAsync(browser, "short");

        await using var context = portal.Database.Open();
        (await context.Set<Account>().SingleAsync(a => a.UserName == "weak")).PasswordChangeRequired.ShouldBeTrue();
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string wanted) => PortalHost.SubmitAsync(
        browser, "/account/password", "password", ("Present", PortalHost.Password), ("Wanted", wanted), ("Again", wanted));

    private async Task<long> AddAsync(string userName)
    {
        var account = await portal.AddAccountAsync(userName, Role.ProjectManager);
        await using var context = portal.Database.Open();
        await context.Set<Account>().Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordChangeRequired, true));
        return await context.Set<Membership>().Where(m => m.AccountId == account.Id).Select(m => m.Id).SingleAsync();
    }
}
