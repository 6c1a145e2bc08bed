using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Dust;

/// <summary>A socket that answers every line with the same one: nothing is checked, asked or stored.</summary>
internal sealed class BareSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public BareSink(byte[] answer)
    {
        _answer = answer;
        _listener.Start(backlog: 1024);
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[64 * 1024];
            try
            {
                while (await socket.ReceiveAsync(buffer) is var length and > 0)
                {
                    var lines = buffer.AsSpan(0, length).Count((byte)'\n');
                    for (var i = 0; i < lines; i++) await socket.SendAsync(_answer);
                }
            }
            catch (SocketException)
            {
                // The other end is gone.
            }
        }
    }
}
