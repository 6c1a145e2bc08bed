using Microsoft.Extensions.Options;

namespace Portal.Health;

/// <summary>
/// A portal that is told to stop ends, whatever hangs. Quartz hands back what it had taken on by asking the database until it answers,
/// and it heeds no deadline in that: with the database gone, whoever stopped the portal would wait for ever. Another node takes over
/// what was not handed back.
/// </summary>
internal sealed partial class ShutdownLimit(
    IHostApplicationLifetime lifetime, IOptions<HostOptions> options, TimeProvider clock, ILogger<ShutdownLimit> log) : IHostedService
{
    /// <summary>Beyond what the host itself gives its services to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const int EndedByForce = 1;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _ = EndAsync());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EndAsync()
    {
        await Task.Delay(options.Value.ShutdownTimeout + Grace, clock, lifetime.ApplicationStopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lifetime.ApplicationStopped.IsCancellationRequested) return;
        NotStopped(log);
        Environment.Exit(EndedByForce);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Not everything stopped in time; the process ends all the same")]
    private static partial void NotStopped(ILogger log);
}
