using Browser.Tests.Running;
using Domain.Notifications;
using Microsoft.Playwright;
using Testing.Notifications;

namespace Browser.Tests.Notifications;

/// <summary>A supplier has its messages sent to a system of its own, sees a message come while a page stands, and chooses one text message a day.</summary>
public sealed class WebhookJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    [Fact]
    public async Task Supplier_FromANewWebhookToOneTextMessageADay()
    {
        var world = visitors.Portal.World;
        await using var receiver = WebhookReceiver.Start();
        await using var supplier = await visitors.SignInAsync(world.Supplier);
        var page = supplier.Page;

        await supplier.GoAsync("/webhooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "新建推送地址" }).First.ClickAsync();
        await page.Locator("input[name=name]").FillAsync("ERP");
        await page.Locator("input[name=address]").FillAsync("ftp://hooks.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建" }).ClickAsync();
        await Assertions.Expect(page.Locator("input[name=address]")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("input[name=address]").FillAsync(receiver.Address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "新建" }).ClickAsync();
        var secret = await page.Locator("#key-secret").InnerTextAsync();
        var keyId = await page.Locator("#key-id").InnerTextAsync();
        await supplier.ShouldBeAccessibleAsync();
        await supplier.PictureAsync("webhook-secret");
        await page.GetByRole(AriaRole.Link, new() { Name = "我已妥善保存" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "发送测试消息" }).ClickAsync();
        await page.GetByText("测试消息已送达").WaitForAsync();
        receiver.Received.ShouldHaveSingleItem().IsSignedBy(keyId, secret, visitors.Portal.Now).ShouldBeTrue();
        (await page.ContentAsync()).ShouldNotContain(secret);

        // What another node's delivery leaves in the database.
        await Assertions.Expect(page.Locator(".bell-count")).ToHaveCountAsync(0);
        var message = await world.Database.AddAsync(new OutboxMessage(
            MessageChannel.Portal, Recipient.Account(world.Supplier.AccountId), new MessageText("access.connected", null, "JR7"), "elsewhere", visitors.Portal.Now.AddDays(30)));
        await world.Database.AddAsync(new Notification(message, world.Supplier.AccountId, visitors.Portal.Now));
        await Assertions.Expect(page.Locator(".bell-count")).ToHaveTextAsync("1");

        receiver.Answer = WebhookReceiver.Status(500);
        await world.Database.AddAsync(new OutboxMessage(
            MessageChannel.Portal, Recipient.Holders(world.Supplier.OrganizationId, world.Supplier.Role), new MessageText("access.connected", null, "JR8"), "told", visitors.Portal.Now));
        await receiver.WaitAsync(2);
        await page.ReloadAsync();
        await page.GetByText("HTTP 500").First.WaitForAsync();
        await supplier.ShouldBeAccessibleAsync();
        await supplier.PictureAsync("webhook-failing");
        receiver.Answer = WebhookReceiver.Status(204);
        await page.GetByRole(AriaRole.Button, new() { Name = "重发" }).First.ClickAsync();
        await page.GetByText("已重新排入发送").WaitForAsync();
        await receiver.WaitAsync(3);

        await supplier.GoAsync("/notifications");
        await page.GetByText("JR7").WaitForAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "每个工作日 9:00 汇总为一条" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.GetByText("已保存").WaitForAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "每个工作日 9:00 汇总为一条" })).ToBeCheckedAsync();
        supplier.ScriptErrors.ShouldBeEmpty();

        await using var phone = await visitors.SignInAsync(world.Supplier, "en", width: 390, theme: "dark");
        foreach (var path in new[] { "/webhooks", "/webhooks/new", "/notifications" })
        {
            await phone.SettleAsync(path);
            (await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, path);
            await phone.ShouldBeAccessibleAsync();
            await phone.PictureAsync("phone" + path.Replace('/', '-'));
        }

        await phone.Page.GotoAsync("/webhooks");
        await phone.Page.Locator("a.row-link").First.ClickAsync();
        await phone.Page.GetByText("HTTP 500").Or(phone.Page.GetByText("Delivered")).First.WaitForAsync();
        (await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await phone.ShouldBeAccessibleAsync();
        await phone.PictureAsync("phone-webhook");
    }
}
