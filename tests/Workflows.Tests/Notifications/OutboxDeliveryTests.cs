using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Notifications;

namespace Workflows.Tests.Notifications;

public sealed class OutboxDeliveryTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly Gateway _gateway = new();
    private TestDatabase _database = null!;
    private Organization _contractor = null!;
    private OutboxDelivery _delivery = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _contractor = await _database.AddAsync(new Organization(OrganizationKind.Contractor, new OrganizationDetails { Name = "建工" }));
        _delivery = new OutboxDelivery(_database.Contexts, _gateway, _clock);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task DeliverDueAsync_PortalMessageToARole_ReachesWhoHoldsItNow()
    {
        var first = await PersonAsync("first");
        var second = await PersonAsync("second");
        await PersonAsync("ended", membership => membership.End());
        await PersonAsync("disabled", account: account => account.Enabled = false);
        await PersonAsync("clerk", role: Role.SiteClerk);
        await MessageAsync(MessageChannel.Portal);

        var done = await _delivery.DeliverDueAsync();
        var again = await _delivery.DeliverDueAsync();

        (done, again).ShouldBe((1, 0));
        await using var db = _database.Open();
        (await db.Set<Notification>().Select(n => n.AccountId).ToListAsync()).ShouldBe([first.Id, second.Id], ignoreOrder: true);
        (await OnlyAsync()).DeliveredAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public async Task DeliverDueAsync_OnSeveralNodesAtOnce_NotifiesOnce()
    {
        await PersonAsync("a", account: a => a.PhoneNumber = "13700000001");
        await PersonAsync("b", account: a => a.PhoneNumber = "13700000002");
        for (var i = 0; i < 10; i++)
        {
            await MessageAsync(MessageChannel.Portal, key: $"p{i}");
            await MessageAsync(MessageChannel.Sms, key: $"s{i}");
        }

        for (var rounds = 0; rounds < 2; rounds++)
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new OutboxDelivery(_database.Contexts, _gateway, _clock).DeliverDueAsync()));

        await using var db = _database.Open();
        (await db.Set<Notification>().CountAsync()).ShouldBe(20);
        (await db.Set<OutboxMessage>().CountAsync(m => m.DeliveredAt == null)).ShouldBe(0);
        _gateway.Sent.Count.ShouldBe(20);
        _gateway.Sent.Select(m => m.Id).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task DeliverDueAsync_TextMessageToARole_GoesToEachPhoneInThePersonsLanguage()
    {
        await PersonAsync("chinese", account: a => a.PhoneNumber = "13700000001");
        await PersonAsync("english", account: a => (a.PhoneNumber, a.PreferredLanguage) = ("13700000002", "en"));
        await PersonAsync("without");
        await MessageAsync(MessageChannel.Sms);

        await _delivery.DeliverDueAsync();
        await _delivery.DeliverDueAsync();

        _gateway.Sent.Select(m => (m.PhoneNumber, m.Text)).ShouldBe(
            [("13700000001", "JR1 已确认接入平台。"), ("13700000002", "JR1 is confirmed as connected to the platform.")], ignoreOrder: true);
    }

    [Fact]
    public async Task DeliverDueAsync_GatewayThatFails_IsTriedThreeMoreTimesAndThenLeftToAPerson()
    {
        var person = await PersonAsync("a", account: a => a.PhoneNumber = "13700000001");
        await MessageAsync(MessageChannel.Sms, Recipient.Account(person.Id));
        _gateway.Failure = () => new SmsNotSentException("carrier says no");

        List<TimeSpan> waits = [];
        for (var attempt = 1; attempt <= OutboxMessage.MaxAttempts; attempt++)
        {
            (await Should.ThrowAsync<AggregateException>(() => _delivery.DeliverDueAsync())).Message.ShouldContain("carrier says no");
            var message = await OnlyAsync();
            message.Attempts.ShouldBe(attempt);
            message.LastError.ShouldBe("carrier says no");
            if (message.NextAttemptAt is not { } next) break;
            waits.Add(next - _clock.GetUtcNow());
            (await _delivery.DeliverDueAsync()).ShouldBe(0);
            _clock.MoveTo(next);
        }

        waits.ShouldBe([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(16)]);
        (await OnlyAsync()).NextAttemptAt.ShouldBeNull();
    }

    [Fact]
    public async Task DeliverDueAsync_OneBadMessage_DoesNotHoldUpTheOthers()
    {
        var bad = await PersonAsync("bad", account: a => a.PhoneNumber = "1");
        var good = await PersonAsync("good", account: a => a.PhoneNumber = "2");
        _gateway.Failure = () => new InvalidOperationException("broken");
        _gateway.FailsFor = "1";
        await MessageAsync(MessageChannel.Sms, Recipient.Account(bad.Id), "k1");
        await MessageAsync(MessageChannel.Sms, Recipient.Account(good.Id), "k2");

        await Should.ThrowAsync<AggregateException>(() => _delivery.DeliverDueAsync());

        _gateway.Sent.ShouldHaveSingleItem().PhoneNumber.ShouldBe("2");
    }

    [Theory]
    [InlineData(MessageChannel.Portal, false, OutboxDelivery.NobodyToReach)]
    [InlineData(MessageChannel.Sms, false, OutboxDelivery.NobodyToReach)]
    [InlineData(MessageChannel.Sms, true, OutboxDelivery.NoPhone)]
    public async Task DeliverDueAsync_NobodyReachable_SaysSo(MessageChannel channel, bool somebody, string error)
    {
        if (somebody) await PersonAsync("a");
        await MessageAsync(channel);

        await _delivery.DeliverDueAsync();

        var message = await OnlyAsync();
        message.LastError.ShouldBe(error);
        message.DeliveredAt.ShouldBeNull();
    }

    [Fact]
    public async Task DeliverDueAsync_WithoutAGateway_StaysUndeliveredAndSaysWhy()
    {
        var person = await PersonAsync("a", account: a => a.PhoneNumber = "13700000001");
        await MessageAsync(MessageChannel.Sms, Recipient.Account(person.Id));

        await Should.ThrowAsync<AggregateException>(() => new OutboxDelivery(_database.Contexts, new MissingSmsGateway(), _clock).DeliverDueAsync());

        var message = await OnlyAsync();
        message.LastError.ShouldBe(MissingSmsGateway.Code);
        message.DeliveredAt.ShouldBeNull();
    }

    private async Task<Account> PersonAsync(
        string name, Action<Membership>? membership = null, Action<Account>? account = null, Role role = Role.ProjectManager)
    {
        var made = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name };
        account?.Invoke(made);
        await using var db = _database.Open();
        db.Add(made);
        var member = new Membership(made.Id, await db.Set<Organization>().SingleAsync(o => o.Id == _contractor.Id), role);
        membership?.Invoke(member);
        db.Add(member);
        await db.SaveChangesAsync();
        return made;
    }

    private Task<OutboxMessage> MessageAsync(MessageChannel channel, Recipient? to = null, string key = "key") => _database.AddAsync(new OutboxMessage(
        channel, to ?? Recipient.Holders(_contractor.Id, Role.ProjectManager), new MessageText("access.connected", "/cases/access:1", "JR1"), key, _clock.GetUtcNow()));

    private async Task<OutboxMessage> OnlyAsync()
    {
        await using var db = _database.Open();
        return await db.Set<OutboxMessage>().SingleAsync();
    }

    private sealed class Gateway : ISmsGateway
    {
        private readonly Lock _lock = new();

        public List<SmsMessage> Sent { get; } = [];

        public Func<Exception>? Failure { get; set; }

        public string? FailsFor { get; set; }

        public Task SendAsync(SmsMessage message, CancellationToken cancellationToken)
        {
            if (Failure is not null && (FailsFor ?? message.PhoneNumber) == message.PhoneNumber) throw Failure();
            lock (_lock) Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
