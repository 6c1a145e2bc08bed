using System.Net;
using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Tests.Shell;

namespace Portal.Tests.Accounts;

public sealed class SignInTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Page_WithoutSession_LeadsToSignInAndBack()
    {
        await portal.AddAccountAsync("back", Role.ProjectManager);
        using var browser = portal.Browse();

        var asked = await browser.GetAsync("/account?x=1");
        var signIn = asked.Headers.Location!.PathAndQuery;
        var answered = await PortalHost.SignInAsync(browser, "back", page: signIn);

        signIn.ShouldBe("/sign-in?returnUrl=%2Faccount%3Fx%3D1");
        answered.Headers.Location!.ToString().ShouldEndWith("/account?x=1");
        (await browser.GetAsync("/account?x=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_WithAReturnAddressElsewhere_StaysHere()
    {
        await portal.AddAccountAsync("stay", Role.ProjectManager);
        using var browser = portal.Browse();

        var answered = await PortalHost.SignInAsync(browser, "stay", page: "/sign-in?returnUrl=%2F%2Fevil.example");

        answered.Headers.Location!.ToString().ShouldNotContain("evil");
    }

    [Fact]
    public async Task SignIn_WithAWrongNameOrPassword_IsAnsweredAlike()
    {
        await portal.AddAccountAsync("alike", Role.ProjectManager);
        using var browser = portal.Browse();

        var wrongPassword = await TextOf(await PortalHost.SignInAsync(browser, "alike", "not the password"));
        var unknownName = await TextOf(await PortalHost.SignInAsync(browser, "nobody-at-all", "not the password"));

        wrongPassword.ShouldContain("用户名或密码不正确");
        unknownName.ShouldContain("用户名或密码不正确");
    }

    [Fact]
    public async Task SignIn_AfterFiveWrongPasswords_IsLockedEvenForTheRightOne()
    {
        await portal.AddAccountAsync("locked", Role.ProjectManager);
        using var browser = portal.Browse();
        for (var i = 0; i < AccountIdentity.AllowedFailures; i++) await PortalHost.SignInAsync(browser, "locked", "not the password");

        var answer = await PortalHost.SignInAsync(browser, "locked");

        (await TextOf(answer)).ShouldContain("账号已锁定");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignIn_OfADisabledAccount_IsRefused()
    {
        var account = await portal.AddAccountAsync("disabled", Role.ProjectManager);
        await DisableAsync(account);
        using var browser = portal.Browse();

        (await TextOf(await PortalHost.SignInAsync(browser, "disabled"))).ShouldContain("账号已停用");
        (await TextOf(await PortalHost.SignInAsync(browser, "disabled", "not the password"))).ShouldNotContain("账号已停用", customMessage: "guessers learn nothing");
    }

    [Fact]
    public async Task SignIn_WithSeveralRoles_AsksWhichAndActsInIt()
    {
        var account = await portal.AddAccountAsync("several", Role.ProjectManager, Role.CountyOfficer);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "several");

        var without = await browser.GetAsync("/account");
        var memberships = await MembershipsAsync(account);
        var chosen = await PortalHost.SubmitAsync(browser, "/role?returnUrl=%2Faccount", "role", ("Membership", $"{memberships[1].Id}"));

        without.Headers.Location!.ToString().ShouldBe("/role?returnUrl=%2Faccount");
        chosen.Headers.Location!.ToString().ShouldEndWith("/account");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Role_OfSomebodyElse_CannotBeChosen()
    {
        await portal.AddAccountAsync("modest", Role.ProjectManager, Role.SiteClerk);
        var other = await portal.AddAccountAsync("other", Role.CityOfficer);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "modest");

        var answer = await PortalHost.SubmitAsync(browser, "/role", "role", ("Membership", $"{(await MembershipsAsync(other))[0].Id}"));

        (await TextOf(answer)).ShouldContain("这个身份当前不可用");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Session_OfAnAccountThatIsDisabled_EndsAtTheNextRequest()
    {
        var account = await portal.AddAccountAsync("ending", Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "ending");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await DisableAsync(account);

        (await browser.GetAsync("/account")).Headers.Location!.ToString().ShouldContain("/sign-in");
    }

    [Fact]
    public async Task Session_InARoleThatEnded_EndsAtTheNextRequest()
    {
        var account = await portal.AddAccountAsync("ended", Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "ended");

        await using (var context = portal.Database.Open())
        {
            (await context.Set<Membership>().SingleAsync(m => m.AccountId == account.Id)).End();
            await context.SaveChangesAsync();
        }

        (await browser.GetAsync("/account")).Headers.Location!.ToString().ShouldContain("/sign-in");
    }

    [Fact]
    public async Task Password_Changed_EndsTheOtherSessionsAndKeepsThisOne()
    {
        await portal.AddAccountAsync("changing", Role.ProjectManager);
        using var here = portal.Browse();
        using var elsewhere = portal.Browse();
        await PortalHost.SignInAsync(here, "changing");
        await PortalHost.SignInAsync(elsewhere, "changing");

        const string Wanted = "eleven cranes over the bay";
        var answer = await PortalHost.SubmitAsync(here, "/account/password", "password", ("Present", PortalHost.Password), ("Wanted", Wanted), ("Again", Wanted));

        (await TextOf(answer)).ShouldContain("密码已修改");
        (await here.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("short", "密码至少 12 个字符")]
    [InlineData("Zhanjiang-2026!", "太容易被猜到")]
    [InlineData("i am weakling too", "不能包含姓名或用户名")]
    public async Task Password_ThatIsWeak_IsRefusedWithTheReason(string wanted, string reason)
    {
        if (!await ExistsAsync("weakling")) await portal.AddAccountAsync("weakling", Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "weakling");

        var answer = await PortalHost.SubmitAsync(browser, "/account/password", "password", ("Present", PortalHost.Password), ("Wanted", wanted), ("Again", wanted));

        (await TextOf(answer)).ShouldContain(reason);
    }

    [Fact]
    public async Task SignIn_OfEveryKind_IsRecordedWithoutWhatWasTyped()
    {
        var account = await portal.AddAccountAsync("recorded", Role.ProjectManager);
        using var browser = portal.Browse();

        await PortalHost.SignInAsync(browser, "recorded", "not the password");
        await PortalHost.SignInAsync(browser, "recorded");

        await using var context = portal.Database.Open();
        var records = await context.Set<SignInRecord>().Where(r => r.AccountId == account.Id).OrderBy(r => r.At).Select(r => r.Outcome).ToListAsync();
        records.ShouldBe([SignInOutcome.WrongPassword, SignInOutcome.Success]);
    }

    /// <summary>Lockout guards one account; this guards all of them against one guesser who tries each a little.</summary>
    [Fact]
    public async Task SignIn_FromAnAddressThatFailedTooOften_IsNotEvenLookedAt()
    {
        await portal.AddAccountAsync("patient", Role.ProjectManager);
        await using var scope = portal.Services.CreateAsyncScope();
        var signIns = scope.ServiceProvider.GetRequiredService<SignIns>();
        await using (var context = portal.Database.Open())
        {
            var now = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < SignIns.FailuresPerAddress; i++) context.Add(new SignInRecord(now, null, "203.0.113.7", SignInOutcome.UnknownAccount));
            await context.SaveChangesAsync();
        }

        (await signIns.SignInAsync("patient", "not the password", "203.0.113.7")).ShouldBe(SignInOutcome.TooManyAttempts);
        (await signIns.SignInAsync("patient", "not the password", "203.0.113.8")).ShouldBe(SignInOutcome.WrongPassword);
    }

    [Fact]
    public async Task SignOut_WithoutToken_IsRefused()
    {
        await portal.AddAccountAsync("leaving", Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "leaving");

        using var nothing = new FormUrlEncodedContent([]);
        var forged = await browser.PostAsync("/sign-out", nothing);

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignOut_FromTheRolePage_EndsTheSession()
    {
        await portal.AddAccountAsync("left", Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "left");

        var html = await browser.GetStringAsync("/role");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", PortalHost.TokenOf(html))]);
        await browser.PostAsync("/sign-out", form);

        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static Task<string> TextOf(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private async Task<IReadOnlyList<Membership>> MembershipsAsync(Account account)
    {
        await using var context = portal.Database.Open();
        return await context.Set<Membership>().Where(m => m.AccountId == account.Id).OrderBy(m => m.Id).ToListAsync();
    }

    private async Task<bool> ExistsAsync(string userName)
    {
        await using var context = portal.Database.Open();
        return await context.Set<Account>().AnyAsync(a => a.UserName == userName);
    }

    private async Task DisableAsync(Account account)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var stored = (await manager.FindByIdAsync($"{account.Id}"))!;
        stored.Enabled = false;
        await manager.UpdateAsync(stored);
    }
}
