using System.Globalization;
using Domain.Notifications;
using Testing;
using Workflows.Lists;
using Workflows.Notifications;

namespace Workflows.Tests.Notifications;

public sealed class OwnNotificationsTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private OwnNotifications _notifications = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _notifications = _world.Get<OwnNotifications>();
        foreach (var number in new[] { "JR1", "JR2", "JR3" })
        {
            var text = new MessageText("access.connected", "/cases/access:1", number);
            var to = Recipient.Account(_world.ProjectManager.AccountId);
            var message = await _world.Database.AddAsync(new OutboxMessage(MessageChannel.Portal, to, text, number, _world.Clock.GetUtcNow()));
            await _world.Database.AddAsync(new Notification(message, to.AccountId!.Value, _world.Clock.GetUtcNow()));
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task ListAsync_OfTheReader_IsNewestFirstInThePagesLanguage()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");

        var page = await _notifications.ListAsync(_world.ProjectManager, new PageRequest { Size = 2 });

        page.Total.ShouldBe(3);
        page.Items.Select(n => n.Text).ShouldBe(["JR3 is confirmed as connected to the platform.", "JR2 is confirmed as connected to the platform."]);
    }

    [Fact]
    public async Task MarkReadAsync_OneAndThenAll_CountsDown()
    {
        var newest = (await _notifications.ListAsync(_world.ProjectManager, new PageRequest())).Items[0];

        await _notifications.MarkReadAsync(_world.ProjectManager, newest.Id);
        var unread = await _notifications.UnreadAsync(_world.ProjectManager);
        var listed = await _notifications.ListAsync(_world.ProjectManager, new PageRequest(), unreadOnly: true);
        await _notifications.MarkAllReadAsync(_world.ProjectManager);

        unread.ShouldBe(2);
        listed.Items.ShouldNotContain(n => n.Id == newest.Id);
        (await _notifications.UnreadAsync(_world.ProjectManager)).ShouldBe(0);
    }

    [Fact]
    public async Task Anything_ByAnotherAccount_SeesAndChangesNothing()
    {
        var id = (await _notifications.ListAsync(_world.ProjectManager, new PageRequest())).Items[0].Id;

        await _notifications.MarkReadAsync(_world.Supervisor, id);
        await _notifications.MarkAllReadAsync(_world.Supervisor);

        (await _notifications.ListAsync(_world.Supervisor, new PageRequest())).Total.ShouldBe(0);
        (await _notifications.UnreadAsync(_world.ProjectManager)).ShouldBe(3);
    }
}
