using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>
/// The TCP service for instruments that speak HJ 212, on the sockets of the web server but beside it, so that its port is a setting of its
/// own. Nothing listens unless a port is set.
/// </summary>
public sealed partial class DustListener(
    InstrumentDirectory directory, DustIntake intake, IOptions<DustOptions> options, TimeProvider time, ILoggerFactory loggers, ILogger<DustListener> logger)
    : BackgroundService
{
    /// <summary>Bytes that are read ahead of what has been dealt with; then the network waits.</summary>
    private const int ReadAhead = 64 * 1024;

    private readonly DustServices _services = new(directory, intake, new AddressBook(options, time), options, time);
    private readonly ConcurrentDictionary<string, Task> _running = new();
    private readonly TaskCompletionSource<IPEndPoint?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens, as soon as it does; null when no port is set.</summary>
    public Task<IPEndPoint?> Listening => _listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Port is not { } port)
        {
            _listening.TrySetResult(null);
            return;
        }

        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions { MaxReadBufferSize = ReadAhead }), loggers);
        IConnectionListener listener;
        try
        {
            listener = await sockets.BindAsync(new IPEndPoint(IPAddress.Parse(options.Value.Address), port), stoppingToken);
        }
        catch (Exception exception)
        {
            _listening.TrySetException(exception);
            throw;
        }

        await using (listener)
        {
            _listening.TrySetResult((IPEndPoint)listener.EndPoint);
            LogListening(listener.EndPoint);
            await AcceptAsync(listener, stoppingToken);
            await listener.UnbindAsync(CancellationToken.None);
            await Task.WhenAll(_running.Values);
        }
    }

    private async Task AcceptAsync(IConnectionListener listener, CancellationToken stoppingToken)
    {
        try
        {
            while (await listener.AcceptAsync(stoppingToken) is { } connection)
            {
                var running = ServeAsync(connection, stoppingToken);
                if (running.IsCompleted) continue;
                _running[connection.ConnectionId] = running;
                _ = running.ContinueWith(_ => _running.TryRemove(connection.ConnectionId, out Task? _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }

    private async Task ServeAsync(ConnectionContext context, CancellationToken stoppingToken)
    {
        await Task.Yield();
        var address = (context.RemoteEndPoint as IPEndPoint)?.Address.MapToIPv6() ?? IPAddress.IPv6None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (!_services.Addresses.TryEnter(address))
        {
            LogTurnedAway(address);
            await context.DisposeAsync();
            return;
        }

        try
        {
            using var connection = new DustConnection(context.Transport, address, _services);
            await connection.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
        catch (Exception exception) when (exception is IOException or ConnectionResetException)
        {
            // The other end is gone, in the ordinary way of mobile networks.
        }
#pragma warning disable CA1031 // One connection's trouble must not end the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, address);
        }
        finally
        {
            _services.Addresses.Leave(address);
            await context.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening for dust monitors (HJ 212) at {EndPoint}.")]
    private partial void LogListening(EndPoint endPoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection from {Address} was turned away: too many, or too many frames of unknown instruments.")]
    private partial void LogTurnedAway(IPAddress address);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection of {Address} failed.")]
    private partial void LogFailed(Exception exception, IPAddress address);
}
