using System.Diagnostics;
using System.Net;
using Browser.Tests.Running;
using Domain.Captures;
using Domain.Devices;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Testing;
using Testing.Database;
using Testing.Ingest;
using Workflows.Suppliers;

namespace Browser.Tests.Ingest;

/// <summary>
/// Server and database die in the midst of uploads, on a cluster that syncs its commits: whatever was acknowledged is there, once, with its
/// picture. Twice each; 50 times at length.
/// </summary>
public sealed class CrashTests(CrashTests.OwnServer own) : IClassFixture<CrashTests.OwnServer>, IAsyncLifetime
{
    private static readonly int Rounds = LongRun.Count(usual: 2, atLength: 50);

    private readonly PrivateServer _server = own.Server;
    private readonly Random _random = new();
    private RunningPortal _portal = null!;
    private CreatedSupplierKey _key = null!;
    private Device _device = null!;
    private Point _point = null!;

    public async Task InitializeAsync()
    {
        var world = await PortalWorld.CreateAsync(now: TimeProvider.System.GetUtcNow(), server: _server.ConnectionString);
        var machines = new IngestWorld(world);
        _key = await machines.KeyAsync();
        _device = await machines.DeviceAsync();
        _point = await machines.PointAsync(RegistrationState.Debugging);
        _portal = await RunningPortal.StartAsync(
            world, ("Ingest__RequestsPerSecond", "1000000"), ("Ingest__Burst", "1000000"), ("Security__MasterKeyFile", world.MasterKeyFile));
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Server_KilledInMidUpload_KeepsWhatWasAcknowledgedOnce()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var uploaders = Start($"s{round}");
            await MidstAsync(uploaders);

            await _portal.KillAsync();
            await _portal.BeginAsync();
            await Task.Delay(300);
            await uploaders.FinishAsync();

            await ShouldBeThereOnceAsync(uploaders, $"s{round}-");
        }
    }

    [Fact]
    public async Task Database_KilledInMidUpload_KeepsWhatWasAcknowledgedOnce()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var uploaders = Start($"d{round}");
            await MidstAsync(uploaders);

            _server.Kill();
            await Task.Delay(_random.Next(1_000));
            StartDatabaseAgain();
            await uploaders.FinishAsync();

            uploaders.Unanswered.ShouldBePositive();
            await ShouldBeThereOnceAsync(uploaders, $"d{round}-");
        }
    }

    [Fact]
    public async Task Database_Gone_IsAnswered503InTimeAndRecoversByItself()
    {
        await using (var before = Start("before")) await MidstAsync(before);
        _server.Kill();

        var refused = await AskAsync("gone", 5);
        StartDatabaseAgain();
        await using var after = Start("after");
        await MidstAsync(after);
        await after.FinishAsync();

        ShouldBeOverloadedInTime(refused);
        await ShouldBeThereOnceAsync(after, "after-");
        (await StoredAsync("gone-")).ShouldBeEmpty();
    }

    /// <summary>Somebody holds the tables for long: to senders it is as good as gone.</summary>
    [Fact]
    public async Task Database_Slow_IsAnswered503InTimeAndRecoversByItself()
    {
        await using (var before = Start("before")) await MidstAsync(before);
        List<(HttpStatusCode Status, double? RetryAfter, TimeSpan Time)> refused;
        await using (var db = _portal.World.Open())
        {
            await using var locked = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "DeviceStatusReport", "UsedNonce" IN ACCESS EXCLUSIVE MODE""");
            refused = await AskAsync("slow", 5);
        }

        await using var after = Start("slow");
        await MidstAsync(after);
        await after.FinishAsync();

        ShouldBeOverloadedInTime(refused);
        await ShouldBeThereOnceAsync(after, "slow-", others: "slow-9");
    }

    private Uploaders Start(string run) => Uploaders.Start(_portal, run, _key.KeyId, _key.Secret, _device, _point.AccessNumber);

    private void StartDatabaseAgain()
    {
        _server.StartAgain();
        // The test's own connections died with it.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Uploads are running; the moment is another one each time.</summary>
    private async Task MidstAsync(Uploaders uploaders)
    {
        var patience = Stopwatch.StartNew();
        while (uploaders.Acknowledged.Count == 0)
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException($"Nothing is acknowledged.\n{_portal.Log}");
            await Task.Delay(20);
        }

        await Task.Delay(_random.Next(50, 800));
    }

    /// <summary>Requests one after the other, how each was answered, and after which time.</summary>
    private async Task<List<(HttpStatusCode Status, double? RetryAfter, TimeSpan Time)>> AskAsync(string run, int count)
    {
        using var http = new HttpClient { BaseAddress = _portal.Address };
        var sender = new SignedSender(http, _key.KeyId, _key.Secret);
        var answers = new List<(HttpStatusCode, double?, TimeSpan)>();
        for (var i = 0; i < count; i++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await sender.PostAsync(
                "/api/v1/device-status", $$"""{"records":[{"recordId":"{{run}}-9{{i}}","deviceCode":"{{_device.Code}}","at":"{{TimeProvider.System.GetUtcNow():O}}","online":true}]}""");
            answers.Add((response.StatusCode, response.Headers.RetryAfter?.Delta?.TotalSeconds, watch.Elapsed));
        }

        return answers;
    }

    /// <summary>The contract's two seconds; a single one may be late where the machine is busy with other tests.</summary>
    private static void ShouldBeOverloadedInTime(List<(HttpStatusCode Status, double? RetryAfter, TimeSpan Time)> answers)
    {
        var inTime = BusyMachine.Allow(TimeSpan.FromSeconds(2));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.ServiceUnavailable && answer.RetryAfter > 0);
        answers.Count(answer => answer.Time < inTime).ShouldBeGreaterThan(answers.Count / 2, string.Join(", ", answers));
    }

    /// <summary>Everything acknowledged is stored, nothing twice, nothing that was not sent, and every picture lies whole in the file store.</summary>
    private async Task ShouldBeThereOnceAsync(Uploaders uploaders, string run, string? others = null)
    {
        var stored = (await StoredAsync(run)).Where(id => others is null || !id.StartsWith(others, StringComparison.Ordinal)).ToList();
        uploaders.Acknowledged.Count.ShouldBeGreaterThan(20);
        stored.Count.ShouldBe(stored.Distinct(StringComparer.Ordinal).Count());
        stored.Order(StringComparer.Ordinal).ShouldBe(uploaders.Acknowledged.Order(StringComparer.Ordinal));
    }

    private async Task<List<string>> StoredAsync(string run)
    {
        await using var db = _portal.World.Open();
        var captures = await db.Set<Capture>().Where(c => c.RecordId.StartsWith(run)).Select(c => new { c.RecordId, c.Images }).ToListAsync();
        foreach (var image in captures.SelectMany(c => c.Images))
            new FileInfo(Directory.EnumerateFiles(_portal.World.FilesRoot, image.Hash, SearchOption.AllDirectories).Single()).Length.ShouldBe(image.Bytes);
        return [.. captures.Select(c => c.RecordId), .. await db.Set<DeviceStatusReport>().Where(r => r.RecordId.StartsWith(run)).Select(r => r.RecordId).ToListAsync()];
    }

    /// <summary>One cluster for the class; it is killed and started again, and the next test finds it running.</summary>
    public sealed class OwnServer : IDisposable
    {
        public PrivateServer Server { get; } = PrivateServer.Start();

        public void Dispose() => Server.Dispose();
    }
}
