using Domain.Registration;
using Infrastructure.Registration;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Registration;
using Workflows.Registration;

namespace Workflows.Tests.Registration;

/// <summary>A test with a world of its own.</summary>
public abstract class RegistrationTest : IAsyncLifetime
{
    protected PortalWorld World { get; private set; } = null!;

    protected RegistrationWalk Walk { get; private set; } = null!;

    protected RegistrationDrafts Drafts => World.Get<RegistrationDrafts>();

    protected RegistrationSaves Saves => World.Get<RegistrationSaves>();

    protected RegistrationList List => World.Get<RegistrationList>();

    public async Task InitializeAsync()
    {
        World = await PortalWorld.CreateAsync();
        Walk = new RegistrationWalk(World);
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    protected async Task<DeviceRegistration> StoredAsync(long id)
    {
        await using var db = World.Open();
        return await db.Set<DeviceRegistration>().AsNoTracking().Include(r => r.Events).SingleAsync(r => r.Id == id);
    }

    /// <summary>Puts declared sites where the one-stop service looks.</summary>
    protected Task DeclareAsync(params DeclaredSite[] sites) => OneStopFiles.DeclareAsync(World, sites);
}
