using Domain;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Workflows.Lists;
using Workflows.Notifications;

namespace Workflows.Tests.Notifications;

public sealed class OutboxMessagesTests
{
    private static readonly PageRequest First = new();

    [Fact]
    public async Task ListAsync_ForKeepers_IsScopedToTheirCases()
    {
        await using var world = await PortalWorld.CreateAsync();
        var id = await new AccessWalk(world).SubmittedAsync();
        var messages = world.Get<OutboxMessages>();

        var all = await messages.ListAsync(world.Administrator, state: null, First);
        var own = await messages.ListAsync(world.Operator, MessageState.Waiting, First);
        var neighbours = await messages.ListAsync(world.NeighbourOperator, state: null, First);

        all.Total.ShouldBeGreaterThan(0);
        own.Items.Select(m => m.Link).Distinct().ShouldBe([$"/cases/access:{id}"]);
        own.Total.ShouldBe(all.Total);
        neighbours.Total.ShouldBe(0);
        await Should.ThrowAsync<DomainException>(() => messages.ListAsync(world.CountyOfficer, state: null, First));
    }

    [Fact]
    public async Task ResendAsync_OfAMessageGivenUp_PutsItInLine()
    {
        await using var world = await PortalWorld.CreateAsync();
        var message = await GivenUpAsync(world);
        var messages = world.Get<OutboxMessages>();
        (await messages.FailedAsync(world.Administrator)).ShouldBe(1);

        await messages.ResendAsync(world.Administrator, message.Id);

        await using var db = world.Open();
        var stored = await db.Set<OutboxMessage>().SingleAsync(m => m.Id == message.Id);
        stored.NextAttemptAt.ShouldBe(world.Clock.GetUtcNow());
        stored.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task ResendAsync_ByWhoMayNotSeeIt_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        var message = await GivenUpAsync(world);
        var messages = world.Get<OutboxMessages>();

        (await Should.ThrowAsync<DomainException>(() => messages.ResendAsync(world.NeighbourOperator, message.Id))).Code.ShouldBe("message.unknown");
        (await Should.ThrowAsync<DomainException>(() => messages.ResendAsync(world.ProjectManager, message.Id))).Code.ShouldBe("actor.not-allowed");
    }

    private static async Task<OutboxMessage> GivenUpAsync(PortalWorld world)
    {
        var message = new OutboxMessage(
            MessageChannel.Portal, Recipient.Holders(1, Role.ProjectManager), new MessageText("access.connected", null, "JR1"), "key", world.Clock.GetUtcNow());
        for (var i = 0; i < OutboxMessage.MaxAttempts; i++) message.Failed("no", world.Clock.GetUtcNow());
        return await world.Database.AddAsync(message);
    }
}
