using System.Globalization;
using System.Text;
using Testing.Ingest;

namespace Benchmarks.Ingest;

/// <summary>Requests, whole and signed before the clock runs: what a client spends on making them is not what is measured.</summary>
internal sealed class IngestRequests(SignedSender sender, IReadOnlyList<(long Id, string Code)> devices, string run)
{
    private int _records;

    /// <summary>Begins every record's name.</summary>
    public string Run => run;

    public List<byte[]> Signed(int count, int records) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var body = Batch(records);
        return Http("/api/v1/device-status", body, sender.Authorization("/api/v1/device-status", body));
    })];

    public List<byte[]> Unsigned(int count, int records) => [.. Enumerable.Range(0, count).Select(_ => Http("/bench/unsigned", Batch(records)))];

    public List<byte[]> Bare(int count) => [.. Enumerable.Range(0, count).Select(_ => Http("/bench/bare", Encoding.UTF8.GetBytes(Record(byId: true))))];

    private byte[] Batch(int records) =>
        Encoding.UTF8.GetBytes("{\"records\":[" + string.Join(",", Enumerable.Range(0, records).Select(_ => Record(byId: false))) + "]}");

    private string Record(bool byId)
    {
        var number = _records++;
        var (id, code) = devices[number % devices.Count];
        var device = byId ? $"\"deviceId\":{id}" : $"\"deviceCode\":\"{code}\"";
        var at = TimeProvider.System.GetUtcNow().AddSeconds(-60).AddMilliseconds(number % 50_000).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        return $$"""
            {"recordId":"{{run}}-{{number}}",{{device}},"at":"{{at}}","online":true,"mainStream":{"width":2560,"height":1440},"subStream":{"width":704,"height":576},"signalMs":{{number % 200}},"message":null}
            """;
    }

    private static byte[] Http(string target, byte[] body, string? authorization = null)
    {
        var head = $"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + (authorization is null ? "" : $"Authorization: {authorization}\r\n") + "\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
