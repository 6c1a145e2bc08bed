using Domain;
using Testing;
using Testing.Leave;

namespace Workflows.Tests.Leave;

/// <summary>A test with a world of its own, whose site has its key persons and colleagues who can stand in.</summary>
public abstract class LeaveTest : IAsyncLifetime
{
    protected PortalWorld World { get; private set; } = null!;

    protected LeaveWalk Walk { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await PortalWorld.CreateAsync();
        Walk = new LeaveWalk(World);
        await Walk.PrepareAsync();
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>The code of a refusal; null when it was done.</summary>
    protected static async Task<string?> CodeOfAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            await act();
            return null;
        }
        catch (DomainException refused)
        {
            return refused.Code;
        }
    }
}
