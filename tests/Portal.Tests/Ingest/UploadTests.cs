using System.Net.Sockets;
using System.Text;
using Domain.Devices;
using Domain.Ingest;
using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Ingest;

public sealed class UploadTests : IAsyncLifetime
{
    private IngestHost _host = null!;

    public async Task InitializeAsync() => _host = await IngestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Status_SignedAndSound_IsStoredOnceWithItsWindowAndItsLogEntry()
    {
        var sender = _host.Sender(await _host.Machines.KeyAsync());
        var device = await _host.Machines.DeviceAsync();
        var at = TimeProvider.System.GetUtcNow().AddSeconds(-30);
        var body = $$"""
            {"records":[{"recordId":"r1","deviceCode":"{{device.Code}}","at":"{{at:O}}","online":true,"mainStream":{"width":2560,"height":1440},
            "subStream":{"width":704,"height":576},"signalMs":42,"message":null}]}
            """;

        (await sender.PostAsync("/api/v1/device-status", body).CountsAsync()).ShouldBe("1/0");
        (await sender.PostAsync("/api/v1/device-status", body).CountsAsync()).ShouldBe("0/1");

        await using var db = _host.World.Open();
        var report = await db.Set<DeviceStatusReport>().SingleAsync();
        (report.DeviceId, report.RecordId, report.Online, report.MainWidth, report.SubHeight, report.SignalMs).ShouldBe((device.Id, "r1", true, 2560, 576, 42));
        (report.At - at).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
        var window = await db.Set<SignalWindow>().SingleAsync();
        (window.DeviceId, window.From, window.Until).ShouldBe((device.Id, report.At, report.At));
        var log = await db.Set<RequestLogEntry>().OrderBy(e => e.Id).ToListAsync();
        log.Select(e => (e.Kind, e.Status, e.Accepted, e.Duplicates, e.Excerpt)).ShouldBe(
            [(UploadKind.DeviceStatus, 200, 1, 0, null), (UploadKind.DeviceStatus, 200, 0, 1, null)]);
    }

    [Fact]
    public async Task Status_WhoseChunksAreNone_IsRefusedAsUnreadable()
    {
        var sender = _host.Sender(await _host.Machines.KeyAsync());
        var head = $"POST /api/v1/device-status HTTP/1.1\r\nHost: portal\r\nTransfer-Encoding: chunked\r\nAuthorization: {sender.Authorization("/api/v1/device-status", [])}\r\n\r\n";
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Http.BaseAddress!.Host, _host.Http.BaseAddress.Port);
        var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "no chunk\r\n"));

        using var answer = new StreamReader(stream);
        (await answer.ReadLineAsync()).ShouldBe("HTTP/1.1 400 Bad Request");
        (await answer.ReadToEndAsync()).ShouldContain("request.unreadable");
    }

    /// <summary>A body that comes with its headers is read at one go, one that comes in pieces waits for the rest.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task Status_WhoseBodyComesInPieces_IsStored(int first)
    {
        var sender = _host.Sender(await _host.Machines.KeyAsync());
        var device = await _host.Machines.DeviceAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"records":[{"recordId":"r1","deviceCode":"{{device.Code}}","at":"{{TimeProvider.System.GetUtcNow():O}}","online":true}]}""");
        var head = $"POST /api/v1/device-status HTTP/1.1\r\nHost: portal\r\nContent-Length: {body.Length}\r\nAuthorization: {sender.Authorization("/api/v1/device-status", body)}\r\n\r\n";
        var early = first < 0 ? body.Length : first;
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Http.BaseAddress!.Host, _host.Http.BaseAddress.Port);
        var stream = client.GetStream();

        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body[..early]]);
        foreach (var piece in body[early..].Chunk(50))
        {
            await Task.Delay(50);
            await stream.WriteAsync(piece);
        }

        using var answer = new StreamReader(stream);
        (await answer.ReadLineAsync()).ShouldBe("HTTP/1.1 200 OK");
        await using var db = _host.World.Open();
        (await db.Set<DeviceStatusReport>().Select(r => r.RecordId).SingleAsync()).ShouldBe("r1");
    }
}
