using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Devices;
using Testing.Relocation;

namespace Workflows.Tests.Relocation;

/// <summary>A test with a world of its own, whose site has devices in service.</summary>
public abstract class RelocationTest : IAsyncLifetime
{
    protected PortalWorld World { get; private set; } = null!;

    protected Signals Signals { get; private set; } = null!;

    protected RelocationWalk Walk { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await PortalWorld.CreateAsync();
        Signals = new Signals(World);
        Walk = new RelocationWalk(World);
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>Devices that have been in service for an hour.</summary>
    protected async Task<IReadOnlyList<Device>> DevicesAsync(int count, Actor? supplier = null, DeviceKind kind = DeviceKind.EntrancePlateCamera)
    {
        var devices = await Signals.DevicesAsync(count, supplier: supplier, kind: kind);
        World.Clock.Advance(TimeSpan.FromHours(1));
        return devices;
    }

    protected async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(string template)
    {
        await using var db = World.Open();
        return await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Template == template).OrderBy(m => m.Id).ToListAsync();
    }
}
