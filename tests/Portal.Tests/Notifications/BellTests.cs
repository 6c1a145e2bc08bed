using Bunit;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Notifications;
using Portal.Tests.Shell;
using Testing;
using Workflows.Notifications;

namespace Portal.Tests.Notifications;

public sealed class BellTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaceContext _face = new();
    private PortalWorld _world = null!;
    private UnreadWatch _watch = null!;
    private int _count;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _watch = new UnreadWatch(_world.Get<OwnNotifications>(), _world.Clock, NullLogger<UnreadWatch>.Instance);
        _face.Services.AddSingleton<TimeProvider>(_world.Clock).AddSingleton(_world.Get<OwnNotifications>()).AddSingleton(_watch).AddScoped<UnreadNotice>();
    }

    [Fact]
    public async Task Bell_WhenAnotherNodeDelivers_ShowsItWithoutAReload()
    {
        await _watch.StartAsync(default);
        var bell = Open(_world.Supplier);
        bell.WaitForAssertion(() => bell.FindAll(".bell-count").ShouldBeEmpty(), Patience);

        await DeliveredElsewhereAsync(_world.Supplier);
        _world.Clock.Advance(UnreadWatch.Every);

        bell.WaitForAssertion(() => bell.Find(".bell-count").TextContent.ShouldBe("1"), Patience);
        bell.Find("[role=status]").TextContent.ShouldContain("1");
        await _watch.StopAsync(default);
    }

    [Fact]
    public async Task Bell_WhenReadOnAnotherPage_CountsDownAndSaysNothing()
    {
        await DeliveredElsewhereAsync(_world.Supplier);
        var bell = Open(_world.Supplier);
        bell.WaitForElement(".bell-count", Patience);
        await _watch.LookAsync();

        await _world.Get<OwnNotifications>().MarkAllReadAsync(_world.Supplier);
        await _watch.LookAsync();

        bell.WaitForAssertion(() => bell.FindAll(".bell-count").ShouldBeEmpty(), Patience);
        bell.Find("[role=status]").TextContent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bell_OfSomebodyElse_IsNotTold()
    {
        var bell = Open(_world.NeighbourSupplier);

        await DeliveredElsewhereAsync(_world.Supplier);
        await _watch.LookAsync();

        bell.FindAll(".bell-count").ShouldBeEmpty();
    }

    [Fact]
    public async Task Follow_OnceDisposed_IsCalledNoMore()
    {
        var told = new List<int>();
        var following = _watch.Follow(_world.Supplier.AccountId, told.Add);
        await _watch.LookAsync();

        following.Dispose();
        await DeliveredElsewhereAsync(_world.Supplier);
        await _watch.LookAsync();

        told.ShouldBe([0]);
    }

    public async Task DisposeAsync()
    {
        _watch.Dispose();
        await _world.DisposeAsync();
    }

    public void Dispose() => _face.Dispose();

    private IRenderedComponent<Bell> Open(Actor reader)
    {
        _face.As(reader);
        return _face.Render<Bell>(parameters => parameters.Add(bell => bell.Actor, reader));
    }

    /// <summary>What a delivery leaves in the database, whichever process it ran in.</summary>
    private async Task DeliveredElsewhereAsync(Actor to)
    {
        var message = await _world.Database.AddAsync(new OutboxMessage(
            MessageChannel.Portal, Recipient.Account(to.AccountId), new MessageText("access.connected", null, "JR1"),
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"m{++_count}"), _world.Clock.GetUtcNow()));
        await _world.Database.AddAsync(new Notification(message, to.AccountId, _world.Clock.GetUtcNow()));
    }
}
