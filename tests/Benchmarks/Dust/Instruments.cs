using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Domain.Dust;
using Infrastructure.Dust;

namespace Benchmarks.Dust;

/// <summary>Instruments that send a frame, wait for the answer, and send the next, as long as they may.</summary>
internal static class Instruments
{
    /// <summary>Frames of one instrument, each of another moment; so each is a reading of its own.</summary>
    public static List<byte[]> Frames(string mn, int count, DateTimeOffset from) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var stamp = from.AddMilliseconds(i).ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
            return Hj212Writer.Frame(
                new Hj212Message
                {
                    Qn = stamp,
                    St = "39",
                    Cn = Hj212Commands.RealTime,
                    Pw = "123456",
                    Mn = mn,
                    Flag = 5,
                    Parameters = [new(0, "DataTime", stamp), .. Values.SelectMany((value, v) => new Hj212Field[] { new(v + 1, $"{value}-Rtd", "30.5"), new(v + 1, $"{value}-Flag", "N") })],
                },
                Hj212Variant.Strict);
        }),
    ];

    private static readonly string[] Values = ["a34004", "a34002", "a34001", "LA", "a01001", "a01002"];

    /// <returns>Answers per second, and how long each was waited for.</returns>
    public static async Task<(double PerSecond, double P50, double P99)> RunAsync(IPEndPoint endPoint, IReadOnlyList<List<byte[]>> frames, TimeSpan time)
    {
        List<Socket> sockets = [];
        foreach (var _ in frames)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endPoint);
            sockets.Add(socket);
        }

        var watch = Stopwatch.StartNew();
        var waits = await Task.WhenAll(sockets.Zip(frames, (socket, own) => Task.Run(() => SendAsync(socket, own, watch, time))));
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var socket in sockets) socket.Dispose();
        var all = waits.SelectMany(w => w).ToList();
        return (all.Count / seconds, all.Percentile(50), all.Percentile(99));
    }

    private static async Task<List<double>> SendAsync(Socket socket, List<byte[]> frames, Stopwatch watch, TimeSpan time)
    {
        var waits = new List<double>(frames.Count);
        var buffer = new byte[1024];
        foreach (var frame in frames)
        {
            if (watch.Elapsed > time) break;
            var sent = watch.Elapsed;
            await socket.SendAsync(frame);
            var length = 0;
            while (length == 0 || buffer[length - 1] != '\n')
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0) throw new InvalidOperationException("The service closed the connection.");
                length += read;
            }

            waits.Add((watch.Elapsed - sent).TotalMilliseconds);
        }

        return waits;
    }
}
