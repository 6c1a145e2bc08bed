using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Ingest;

/// <summary>
/// Sends prepared requests over connections that stay open, one at a time on each, and counts the answers. It speaks just enough HTTP for that,
/// so that it takes little of the machine that it shares with what it measures; every side is asked by it in the same way.
/// </summary>
internal static class LoadGenerator
{
    /// <param name="port">On loopback.</param>
    /// <param name="requests">Whole requests, as bytes; when they are used up it ends early.</param>
    /// <param name="connections">How many wait for an answer at once.</param>
    /// <param name="time">How long it sends.</param>
    /// <exception cref="InvalidOperationException">An answer was not 200 with everything accepted.</exception>
    public static async Task<LoadResult> RunAsync(int port, IReadOnlyList<byte[]> requests, string expected, int connections, TimeSpan time)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        var wanted = Encoding.ASCII.GetBytes(expected);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var buffer = new byte[16 * 1024];
            var latencies = new List<double>();
            while (watch.Elapsed < time)
            {
                var index = Interlocked.Increment(ref next);
                if (index >= requests.Count) break;
                var begun = Stopwatch.GetTimestamp();
                await SendAsync(socket, requests[index]);
                var length = await ReceiveAsync(socket, buffer);
                latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8) || buffer.AsSpan(0, length).IndexOf(wanted) < 0)
                    throw new InvalidOperationException("Not accepted: " + Encoding.UTF8.GetString(buffer, 0, length));
            }

            return latencies;
        })));
        var all = counts.SelectMany(list => list).ToList();
        return new LoadResult(all.Count / watch.Elapsed.TotalSeconds, all.Percentile(50), all.Percentile(99), all.Count);
    }

    private static async ValueTask SendAsync(Socket socket, byte[] request)
    {
        for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent));
    }

    /// <summary>One answer, whole; its length.</summary>
    private static async ValueTask<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            length += read;
            if (IsWhole(buffer.AsSpan(0, length))) return length;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var field = answer[..head].IndexOf("Content-Length: "u8);
        if (field < 0) return answer.EndsWith("0\r\n\r\n"u8);
        var value = answer[(field + 16)..];
        return System.Buffers.Text.Utf8Parser.TryParse(value, out int body, out _) && answer.Length >= head + 4 + body;
    }
}

/// <summary>What a run of the generator counted.</summary>
/// <param name="PerSecond">Requests answered.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Requests">In all.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99, int Requests);
