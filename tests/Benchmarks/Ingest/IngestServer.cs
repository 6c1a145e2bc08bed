using System.Globalization;
using System.Text.Json.Serialization;
using Domain.Ingest;
using Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Ingest;
using Portal.Shell;
using Workflows;
using Workflows.Ingest;

namespace Benchmarks.Ingest;

/// <summary>
/// The portal in a process of its own, as it runs, with two addresses beside it: /bench/bare, which inserts one row per request without asking
/// anything, and /bench/unsigned, which goes the portal's own way but for the signature.
/// </summary>
internal static class IngestServer
{
    /// <summary>First argument of the process.</summary>
    public const string Role = "ingest-server";

    /// <summary>What it says once it listens.</summary>
    public const string Ready = "listening";

    /// <param name="arguments">Connection string, port, folder of files, key id of the unsigned uploads, connections of the bare endpoint.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (connectionString, port, folder, keyId, bareConnections) = (arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Portal", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Development" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration["ConnectionStrings:Portal"] = connectionString;
        builder.Configuration["Files:Root"] = Path.Combine(folder, "files");
        builder.Configuration["Security:MasterKeyFile"] = Path.Combine(folder, "master.key");
        // Limits are not what is measured, and a machine that is busy with something else is not to end the run.
        builder.Configuration["Ingest:AnswerWithinSeconds"] = "30";
        builder.Configuration["Ingest:RequestsPerSecond"] = "1000000";
        builder.Configuration["Ingest:Burst"] = "1000000";
        foreach (var setting in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("Ingest__", StringComparison.Ordinal)))
            builder.Configuration[setting.Replace("__", ":", StringComparison.Ordinal)] = Environment.GetEnvironmentVariable(setting);
        builder.Services.AddPortalInfrastructure(builder.Configuration);
        builder.Services.AddPortalWorkflows(builder.Configuration);
        builder.AddPortalFace();
        foreach (var scheduler in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true).ToList())
            builder.Services.Remove(scheduler);
        var pool = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 10,
            MaxPoolSize = int.Parse(bareConnections, CultureInfo.InvariantCulture),
            ApplicationName = "bare",
        };
        builder.Services.AddSingleton(NpgsqlDataSource.Create(pool.ConnectionString));
        await using var app = builder.Build();
        app.UsePortalFace();
        app.MapPost("/bench/bare", BareAsync).ShortCircuit();
        app.MapPost("/bench/unsigned", (HttpContext context) => UnsignedAsync(context, keyId)).ShortCircuit();
        await app.StartAsync();
        Console.WriteLine(Ready);
        // Lives as long as whoever started it.
        await Console.In.ReadLineAsync();
        await app.StopAsync();
    }

    private static async Task<BareAnswer> BareAsync(BareStatus status, NpgsqlDataSource database, TimeProvider time)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO "BareStatusReport" ("SourceId", "RecordId", "DeviceId", "At", "Online", "MainWidth", "MainHeight", "SubWidth", "SubHeight", "SignalMs",
                "Message", "ReceivedAt") VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = status.RecordId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = status.DeviceId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = status.At.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = status.Online });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = status.MainStream.Width });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = status.MainStream.Height });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = status.SubStream.Width });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = status.SubStream.Height });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = status.SignalMs });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        return new BareAnswer(await command.ExecuteNonQueryAsync());
    }

    /// <summary>What <see cref="SignedRequests"/> does, without header, nonce and hash.</summary>
    private static async Task UnsignedAsync(HttpContext context, string keyId)
    {
        var services = context.RequestServices;
        var key = await services.GetRequiredService<KnownKeys>().FindAsync(keyId, context.RequestAborted) ?? throw new InvalidOperationException("No such key.");
        var (body, _) = await services.GetRequiredService<BodyBuffers>().ReadAsync(context, key.Id);
        var answer = await services.GetRequiredService<UploadDesk>().ReceiveAsync(
            new ReceivedUpload { Key = key, Kind = UploadKind.DeviceStatus, ReceivedAt = TimeProvider.System.GetUtcNow(), Body = body!.Content }, context.RequestAborted);
        body.Dispose();
        if (answer.Refusal is { } refusal) await services.GetRequiredService<AnswerWriter>().RefuseAsync(context, refusal);
        else await services.GetRequiredService<AnswerWriter>().WriteAsync(context, answer);
    }

    private sealed record BareStatus(string RecordId, long DeviceId, DateTimeOffset At, bool Online, BareStream MainStream, BareStream SubStream, int SignalMs);

    private sealed record BareStream(int Width, int Height);

    private sealed record BareAnswer([property: JsonPropertyName("accepted")] int Accepted);
}
