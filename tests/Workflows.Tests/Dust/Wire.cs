using System.Net;
using System.Net.Sockets;
using System.Text;
using Domain.Dust;
using Infrastructure.Dust;
using Testing;
using Workflows.Dust;

namespace Workflows.Tests.Dust;

/// <summary>A portal that listens, and instruments that connect to it over TCP.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly PortalWorld _world;
    private readonly List<TcpClient> _clients = [];

    private Wire(PortalWorld world, IPEndPoint endPoint) => (_world, EndPoint) = (world, endPoint);

    public IPEndPoint EndPoint { get; }

    /// <summary>Settings under which a world listens at any free port.</summary>
    public static Dictionary<string, string?> Settings(params (string Key, string Value)[] more) =>
        new(more.Select(pair => KeyValuePair.Create($"Dust:{pair.Key}", (string?)pair.Value))) { ["Dust:Port"] = "0", ["Dust:SettingsSeconds"] = "0" };

    public static async Task<Wire> StartAsync(PortalWorld world)
    {
        await world.Get<DustIntake>().StartAsync(default);
        await world.Get<DustListener>().StartAsync(default);
        return new Wire(world, (await world.Get<DustListener>().Listening)!);
    }

    public async Task<NetworkStream> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        _clients.Add(client);
        await client.ConnectAsync(EndPoint);
        return client.GetStream();
    }

    /// <summary>A frame of the moment that asks for an answer.</summary>
    public static string Frame(string mn, DateTimeOffset at, string values = "a34002-Rtd=80.5,a34002-Flag=N", int flag = 5, Hj212Variant? variant = null, string password = "123456")
    {
        var time = at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
        var message = new Hj212Message
        {
            Qn = time + "000",
            St = "39",
            Cn = Hj212Commands.RealTime,
            Pw = password,
            Mn = mn,
            Flag = (byte)flag,
            Parameters = [new(0, "DataTime", time), .. values.Split(';').SelectMany((group, i) => group.Split(',').Select(field => new Hj212Field(i + 1, field.Split('=')[0], field.Split('=')[1])))],
        };
        return Encoding.Latin1.GetString(Hj212Writer.Frame(message, variant ?? Hj212Variant.Strict));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _world.Get<DustListener>().StopAsync(default);
        await _world.Get<DustIntake>().StopAsync(default);
    }
}

/// <summary>What an instrument does with its connection.</summary>
internal static class Wires
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task SendAsync(this NetworkStream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>The next answer, without its line end; null when the portal closed the connection.</summary>
    public static async Task<string?> AnswerAsync(this NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var one = new byte[1];
        try
        {
            while (await stream.ReadAsync(one, limit.Token) == 1)
            {
                if (one[0] == '\n') return text.ToString().TrimEnd('\r');
                text.Append((char)one[0]);
            }
        }
        catch (IOException)
        {
            // Closed while there was still something to read.
        }

        return null;
    }
}
