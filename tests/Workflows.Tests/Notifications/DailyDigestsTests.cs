using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Lists;
using Workflows.Notifications;

namespace Workflows.Tests.Notifications;

/// <summary>The clock begins on Wednesday 2026-11-25 at 9:00 in Shanghai.</summary>
public sealed class DailyDigestsTests : IAsyncLifetime
{
    private readonly Phone _phone = new();
    private PortalWorld _world = null!;
    private OutboxDelivery _delivery = null!;
    private DailyDigests _digests = null!;
    private int _count;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _delivery = new OutboxDelivery(_world.Database.Contexts, _phone, _world.Clock);
        _digests = _world.Get<DailyDigests>();
        await using var db = _world.Open();
        await db.Set<Account>().Where(a => a.Id == _world.ProjectManager.AccountId || a.Id == _world.Supervisor.AccountId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.PhoneNumber, x => "1370000" + x.UserName));
        await _world.Get<OwnNotifications>().ChooseDailyDigestAsync(_world.ProjectManager, daily: true);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task SendDueAsync_OnTheNextMorning_MakesOneOfAllWithTheMostUrgentInFull()
    {
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await SaidAsync("work-item.new", "access", "debugging", "城北花园", "2026-11-27T16:00:00.0000000+00:00");
        await SaidAsync("deadline.day-before", "access", "review", "城南花园", "2026-11-27T16:00:00.0000000+00:00");
        await SaidAsync("deadline.day-before", "access", "review", "城东花园", "2026-11-26T16:00:00.0000000+00:00");
        await SaidAsync("access.connected", "JR1");
        await _delivery.DeliverDueAsync();
        (await _digests.SendDueAsync()).ShouldBe(0, "the hour has not come");
        _world.Clock.MoveToShanghai(1, 9);

        (await _digests.SendDueAsync()).ShouldBe(1);
        (await _digests.SendDueAsync()).ShouldBe(0);
        await _delivery.DeliverDueAsync();

        _phone.Sent.ShouldHaveSingleItem().Text.ShouldBe(
            "2026-11-26 消息汇总，共 4 条，其中即将到期 2 条，新待办 1 条，其他 1 条。最紧急的一条："
            + MessageTexts.Render("deadline.day-before", ["access", "review", "城东花园", "2026-11-26T16:00:00.0000000+00:00"], new("zh-CN")));
        await using var db = _world.Open();
        (await db.Set<OutboxMessage>().CountAsync(m => m.DeliveredAt == null)).ShouldBe(0);
    }

    [Theory]
    [InlineData("deadline.overdue", 0)]
    [InlineData("deadline.escalated", 1)]
    [InlineData("leave.overdue", 1)]
    public async Task DeliverDueAsync_ThatADeadlineHasPassed_IsSentAtOnce(string template, int more)
    {
        await SaidAsync(template, ["access", "review", "城南花园", "2026-11-26T16:00:00.0000000+00:00", .. Enumerable.Repeat("2026-11-26T16:00:00.0000000+00:00", more)]);

        await _delivery.DeliverDueAsync();

        _phone.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DeliverDueAsync_ForOneWhoWantsEach_AndInThePortal_IsNotGathered()
    {
        await _world.Database.AddAsync(Message(MessageChannel.Portal, _world.ProjectManager, "access.connected", "JR1"));
        await _world.Database.AddAsync(Message(MessageChannel.Sms, _world.Supervisor, "access.connected", "JR1"));
        await SaidAsync("access.connected", "JR1");

        await _delivery.DeliverDueAsync();

        _phone.Sent.ShouldHaveSingleItem().PhoneNumber.ShouldEndWith(_world.Supervisor.Name);
        (await _world.Get<OwnNotifications>().UnreadAsync(_world.ProjectManager)).ShouldBe(1);
        (await _world.Get<OutboxMessages>().ListAsync(_world.Administrator, MessageState.Gathered, new PageRequest())).Total.ShouldBe(1);
        (await _world.Get<OutboxMessages>().FailedAsync(_world.Administrator)).ShouldBe(0);
    }

    [Fact]
    public async Task DeliverDueAsync_MessageToARole_IsGatheredForThoseOfThemWhoWantIt()
    {
        await _world.Database.AddAsync(new OutboxMessage(
            MessageChannel.Sms, Recipient.Holders(_world.ProjectManager.OrganizationId, Role.ProjectManager), new MessageText("access.connected", null, "JR1"), "k", _world.Clock.GetUtcNow()));

        await _delivery.DeliverDueAsync();
        await _delivery.DeliverDueAsync();
        _phone.Sent.ShouldBeEmpty();
        _world.Clock.MoveToShanghai(1, 9);
        await _digests.SendDueAsync();
        await _delivery.DeliverDueAsync();

        _phone.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SendDueAsync_OverAWeekend_WaitsForMonday()
    {
        _world.Clock.MoveToShanghai(2, 10);
        await SaidAsync("access.connected", "JR1");
        await _delivery.DeliverDueAsync();

        _world.Clock.MoveToShanghai(1, 12);
        (await _digests.SendDueAsync()).ShouldBe(0);
        _world.Clock.MoveToShanghai(1, 12);
        (await _digests.SendDueAsync()).ShouldBe(0);
        _world.Clock.MoveToShanghai(1, 9);
        (await _digests.SendDueAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task SendDueAsync_AfterNodesWereDown_IsMadeUpForOnce()
    {
        _world.Clock.MoveToShanghai(0, 12);
        await SaidAsync("access.connected", "JR1");
        await _delivery.DeliverDueAsync();
        // Thursday and Friday passed without any node.
        _world.Clock.MoveToShanghai(3, 15);
        await SaidAsync("access.connected", "JR2");
        await _delivery.DeliverDueAsync();

        (await _digests.SendDueAsync()).ShouldBe(1);
        await _delivery.DeliverDueAsync();

        _phone.Sent.ShouldHaveSingleItem().Text.ShouldStartWith("2026-11-27 消息汇总，共 1 条，其他 1 条。");
    }

    [Fact]
    public async Task SendDueAsync_OnSeveralNodesAtOnce_MakesOne()
    {
        _world.Clock.MoveToShanghai(0, 12);
        for (var i = 0; i < 5; i++) await SaidAsync("access.connected", $"JR{i}");
        await _delivery.DeliverDueAsync();
        _world.Clock.MoveToShanghai(1, 10);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _digests.SendDueAsync()));
        await _delivery.DeliverDueAsync();

        made.Sum().ShouldBe(1);
        _phone.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ChooseDailyDigestAsync_BackToEach_LeavesNothingBehind()
    {
        _world.Clock.MoveToShanghai(0, 12);
        await SaidAsync("access.connected", "JR1");
        await _delivery.DeliverDueAsync();

        await _world.Get<OwnNotifications>().ChooseDailyDigestAsync(_world.ProjectManager, daily: false);
        await SaidAsync("access.connected", "JR2");
        await _delivery.DeliverDueAsync();
        _phone.Sent.Count.ShouldBe(1);
        _world.Clock.MoveToShanghai(1, 9);
        await _digests.SendDueAsync();
        await _delivery.DeliverDueAsync();

        _phone.Sent.Count.ShouldBe(2);
        (await _world.Get<OwnNotifications>().DailyDigestAsync(_world.Supervisor)).ShouldBeFalse("each chooses for oneself");
    }

    private Task<OutboxMessage> SaidAsync(string template, params string[] arguments) =>
        _world.Database.AddAsync(Message(MessageChannel.Sms, _world.ProjectManager, template, arguments));

    private OutboxMessage Message(MessageChannel channel, Actor to, string template, params string[] arguments) => new(
        channel, Recipient.Account(to.AccountId), new MessageText(template, null, arguments),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"m{++_count}"), _world.Clock.GetUtcNow());

    private sealed class Phone : ISmsGateway
    {
        public List<SmsMessage> Sent { get; } = [];

        public Task SendAsync(SmsMessage message, CancellationToken cancellationToken)
        {
            lock (Sent) Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
