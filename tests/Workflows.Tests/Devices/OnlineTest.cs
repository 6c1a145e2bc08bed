using Domain.Devices;
using Testing;
using Testing.Devices;

namespace Workflows.Tests.Devices;

/// <summary>A world whose devices report.</summary>
public abstract class OnlineTest : IAsyncLifetime
{
    protected PortalWorld World { get; private set; } = null!;

    protected Signals Signals { get; private set; } = null!;

    /// <summary>When the test begins, UTC.</summary>
    protected DateTimeOffset Start { get; private set; }

    protected DateTimeOffset Now => World.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        World = await PortalWorld.CreateAsync();
        Signals = new Signals(World);
        Start = Now;
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>An interval in minutes from the start, as a test writes it.</summary>
    protected (double From, double? Until, OnlineState State, OfflineCause? Cause) Plain(IntervalFacts facts) =>
        ((facts.From - Start).TotalMinutes, (facts.Until - Start)?.TotalMinutes, facts.State, facts.Cause);

    protected async Task<IEnumerable<(double From, double? Until, OnlineState State, OfflineCause? Cause)>> IntervalsAsync(Device device) =>
        (await Signals.IntervalsAsync(device)).Select(Plain);
}
