using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workflows.Devices;

/// <summary>
/// Runs on every node, not only on the one that the scheduler chooses: its heartbeat says that this node lives, and the settler shares the
/// sites out among nodes by itself.
/// </summary>
public sealed class OnlineWatch(
    PlatformHeartbeats heartbeats, OnlineSettler settler, IConfiguration configuration, ILogger<OnlineWatch> logger, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly string _node = configuration["Scheduling:Node"] is { Length: > 0 } node ? node : Environment.MachineName;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await heartbeats.BeatAsync(_node, stoppingToken);
                await settler.SettleAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The watch must outlive a database that is gone for a while; what is left to do is there at the next round.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                logger.LogError(exception, "The online state could not be settled; it is tried again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
