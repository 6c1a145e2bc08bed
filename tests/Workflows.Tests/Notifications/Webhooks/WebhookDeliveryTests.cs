using System.Text.Json;
using Domain;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Notifications;
using Workflows.Lists;
using Workflows.Notifications;
using Workflows.Notifications.Webhooks;

namespace Workflows.Tests.Notifications.Webhooks;

public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private WebhookReceiver _receiver = null!;
    private WebhookSecret _webhook = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _receiver = WebhookReceiver.Start();
        _webhook = await _world.Get<WebhookRegister>().CreateAsync(new CreateWebhook
        {
            Actor = _world.Supplier,
            OrganizationId = _world.Supplier.OrganizationId,
            Name = "ERP",
            Address = _receiver.Address.ToString(),
        });
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task DeliverDueAsync_MessageToTheOrganization_ArrivesSignedInBothLanguages()
    {
        await ToldAsync("k1");
        await MessageAsync(_world.NeighbourSupplier, "k2");
        await _world.Get<OutboxDelivery>().DeliverDueAsync();

        (await DeliverAsync()).ShouldBe(1);

        var got = _receiver.Received.ShouldHaveSingleItem();
        got.IsSignedBy(_webhook.KeyId, _webhook.Secret, _world.Clock.GetUtcNow()).ShouldBeTrue();
        var body = JsonDocument.Parse(got.Body).RootElement;
        var message = await OnlyAsync();
        got.MessageId.ShouldBe(message.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        body.GetProperty("id").GetString().ShouldBe(got.MessageId);
        body.GetProperty("template").GetString().ShouldBe("access.connected");
        body.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()).ShouldBe(["JR1"]);
        body.GetProperty("text").GetProperty("zh-CN").GetString().ShouldBe("JR1 已确认接入平台。");
        body.GetProperty("text").GetProperty("en").GetString().ShouldBe("JR1 is confirmed as connected to the platform.");
        body.GetProperty("link").GetString().ShouldBe("/cases/access:1");
        body.GetProperty("role").GetString().ShouldBe("SupplierStaff");
        body.GetProperty("createdAt").GetDateTimeOffset().ShouldBe(_world.Clock.GetUtcNow());
        message.DeliveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task DeliverDueAsync_WhereNobodyHoldsTheRole_IsStillHandedOnOnce()
    {
        await _world.EndMembershipAsync(_world.Supplier);
        await MessageAsync(_world.Supplier, "k1");

        await _world.Get<OutboxDelivery>().DeliverDueAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        await _world.Get<OutboxDelivery>().DeliverDueAsync();
        await DeliverAsync();

        _receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DeliverDueAsync_ReceiverThatFails_IsTriedThreeMoreTimesAndThenResentByAPerson()
    {
        _receiver.Answer = WebhookReceiver.Status(503);
        await ToldAsync("k1");

        List<TimeSpan> waits = [];
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await DeliverAsync();
            var tried = await OnlyAsync();
            (tried.Attempts, tried.LastError).ShouldBe((attempt, "HTTP 503"));
            if (tried.NextAttemptAt is not { } next) break;
            waits.Add(next - _world.Clock.GetUtcNow());
            _world.Clock.MoveTo(next);
        }

        waits.ShouldBe([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(16)]);
        _receiver.Received.Count.ShouldBe(4);
        var failed = (await MessagesAsync(_world.Supplier, MessageState.Failed)).Items.ShouldHaveSingleItem();
        (await _world.Get<OutboxMessages>().ListAsync(_world.Administrator, MessageState.Failed, new PageRequest())).Items.ShouldContain(m => m.Id == failed.Id);
        _receiver.Answer = WebhookReceiver.Status(200);

        (await _world.Get<WebhookList>().ResendAsync(_world.Supplier, _webhook.Id)).ShouldBe(1);
        await DeliverAsync();

        (await OnlyAsync()).DeliveredAt.ShouldNotBeNull();
        _receiver.Received.Select(r => r.MessageId).Distinct().Count().ShouldBe(1, "the receiver can tell a repetition");
        _receiver.Received.Select(r => Convert.ToHexString(r.Body)).Distinct().Count().ShouldBe(1);
        _receiver.Received.Select(r => r.Authorization).Distinct().Count().ShouldBe(5, "each attempt has a nonce of its own");
    }

    [Fact]
    public async Task DeliverDueAsync_OnSeveralNodesAtOnce_SendsEachOnce()
    {
        for (var i = 0; i < 12; i++) await MessageAsync(_world.Supplier, $"k{i}");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _world.Get<OutboxDelivery>().DeliverDueAsync()));
        for (var rounds = 0; rounds < 3; rounds++) await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DeliverAsync()));

        _receiver.Received.Count.ShouldBe(12);
        _receiver.Received.Select(r => r.MessageId).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public async Task DeliverDueAsync_ReceiverThatHangs_HoldsUpItselfAlone()
    {
        await using var slow = WebhookReceiver.Start();
        var late = new TaskCompletionSource();
        slow.Answer = async context =>
        {
            await late.Task;
            await WebhookReceiver.Status(200)(context);
        };
        await _world.Get<WebhookRegister>().CreateAsync(new CreateWebhook
        {
            Actor = _world.ProjectManager,
            OrganizationId = _world.ProjectManager.OrganizationId,
            Name = "slow",
            Address = slow.Address.ToString(),
        });
        await MessageAsync(_world.ProjectManager, "k0");
        await ToldAsync("k1");

        var run = DeliverAsync();
        await _receiver.WaitAsync(1);
        late.SetResult();
        (await run).ShouldBe(2);
    }

    [Fact]
    public async Task DeliverDueAsync_AfterManyFailuresOverAnHour_DisablesAndTellsPeople()
    {
        _receiver.Answer = WebhookReceiver.Status(500);
        for (var i = 0; i < 6; i++) await MessageAsync(_world.Supplier, $"k{i}");
        await _world.Get<OutboxDelivery>().DeliverDueAsync();

        var rounds = 0;
        while ((await ReadAsync()).Enabled && ++rounds < 100)
        {
            await DeliverAsync();
            _world.Clock.Advance(TimeSpan.FromMinutes(rounds < 30 ? 1 : 10));
            if (rounds == 40) await ToldAsync("late");
        }

        var webhook = await ReadAsync();
        (webhook.Enabled, webhook.DisabledByName).ShouldBe((false, null));
        webhook.FailuresInARow.ShouldBeGreaterThanOrEqualTo(Webhook.MaxFailures);
        (webhook.DisabledAt - webhook.FailingSince).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(Webhook.Patience);
        await _world.Get<OutboxDelivery>().DeliverDueAsync();
        (await _world.Get<OwnNotifications>().ListAsync(_world.Supplier, new PageRequest())).Items.ShouldContain(n => n.Link == $"/webhooks/{_webhook.Id}");

        var before = _receiver.Received.Count;
        await ToldAsync("after");
        await DeliverAsync();
        _receiver.Received.Count.ShouldBe(before, "nothing goes there any more");

        _receiver.Answer = WebhookReceiver.Status(200);
        await Should.ThrowAsync<DomainException>(() => _world.Get<WebhookList>().ResendAsync(_world.Supplier, _webhook.Id));
        await _world.Get<WebhookRegister>().EnableAsync(_world.Supplier, _webhook.Id);
        await _world.Get<WebhookList>().ResendAsync(_world.Supplier, _webhook.Id);
        await DeliverAsync();
        (await MessagesAsync(_world.Supplier, MessageState.Failed)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task DeliverDueAsync_ToOneThatWasDisabledMeanwhile_GivesUpWithTheReason()
    {
        await ToldAsync("k1");
        await _world.Get<WebhookRegister>().DisableAsync(new DisableWebhook { Actor = _world.Supplier, Id = _webhook.Id, Reason = "moved" });

        await DeliverAsync();

        (await OnlyAsync()).LastError.ShouldBe(WebhookDelivery.WasDisabled);
        _receiver.Received.ShouldBeEmpty();
    }

    private Task<int> DeliverAsync() => _world.Get<WebhookDelivery>().DeliverDueAsync();

    private Task<WebhookRow> ReadAsync() => _world.Get<WebhookList>().ReadAsync(_world.Supplier, _webhook.Id);

    private Task<PageOf<MessageRow>> MessagesAsync(Actor actor, MessageState? state) =>
        _world.Get<WebhookList>().MessagesAsync(actor, _webhook.Id, state, new PageRequest());

    /// <summary>The supplier is told something, and its webhook is to be.</summary>
    private async Task ToldAsync(string key)
    {
        await MessageAsync(_world.Supplier, key);
        await _world.Get<OutboxDelivery>().DeliverDueAsync();
    }

    private Task<OutboxMessage> MessageAsync(Actor to, string key) => _world.Database.AddAsync(new OutboxMessage(
        MessageChannel.Portal, Recipient.Holders(to.OrganizationId, to.Role), new MessageText("access.connected", "/cases/access:1", "JR1"), key, _world.Clock.GetUtcNow()));

    private async Task<OutboxMessage> OnlyAsync()
    {
        await using var db = _world.Open();
        return await db.Set<OutboxMessage>().SingleAsync(m => m.Channel == MessageChannel.Webhook);
    }
}
