using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Benchmarks.Ingest;

/// <summary>Raw COPY of status reports into a table of the same shape, on connections that stay open, nothing checked and nobody asked.</summary>
internal static class CopyBaseline
{
    private const string Copy = """
        COPY "BareStatusReport" ("SourceId", "RecordId", "DeviceId", "At", "Online", "MainWidth", "MainHeight", "SubWidth", "SubHeight", "SignalMs",
            "Message", "ReceivedAt") FROM STDIN (FORMAT BINARY)
        """;

    /// <returns>Records per second.</returns>
    public static async Task<double> RunAsync(NpgsqlDataSource database, IReadOnlyList<long> devices, string run, int rowsPerCopy, int connections, TimeSpan time)
    {
        var next = 0L;
        var open = new List<NpgsqlConnection>();
        for (var i = 0; i < connections; i++) open.Add(await database.OpenConnectionAsync());
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(open.Select(connection => Task.Run(async () =>
        {
            var rows = 0L;
            while (watch.Elapsed < time)
            {
                await CopyAsync(connection, devices, run, Interlocked.Add(ref next, rowsPerCopy) - rowsPerCopy, rowsPerCopy);
                rows += rowsPerCopy;
            }

            return rows;
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var connection in open) await connection.DisposeAsync();
        return counts.Sum() / seconds;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<long> devices, string run, long first, int rows)
    {
        await using var importer = await connection.BeginBinaryImportAsync(Copy);
        for (var number = first; number < first + rows; number++)
        {
            var now = TimeProvider.System.GetUtcNow();
            await importer.StartRowAsync();
            await importer.WriteAsync(1L, NpgsqlDbType.Bigint);
            await importer.WriteAsync($"{run}-{number}", NpgsqlDbType.Varchar);
            await importer.WriteAsync(devices[(int)(number % devices.Count)], NpgsqlDbType.Bigint);
            await importer.WriteAsync(now, NpgsqlDbType.TimestampTz);
            await importer.WriteAsync(true, NpgsqlDbType.Boolean);
            await importer.WriteAsync(2560, NpgsqlDbType.Integer);
            await importer.WriteAsync(1440, NpgsqlDbType.Integer);
            await importer.WriteAsync(704, NpgsqlDbType.Integer);
            await importer.WriteAsync(576, NpgsqlDbType.Integer);
            await importer.WriteAsync((int)(number % 200), NpgsqlDbType.Integer);
            await importer.WriteNullAsync();
            await importer.WriteAsync(now, NpgsqlDbType.TimestampTz);
        }

        await importer.CompleteAsync();
    }
}
