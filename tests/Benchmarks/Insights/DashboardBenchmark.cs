using System.Diagnostics;
using System.Globalization;
using Benchmarks.Scoring;
using Domain.Devices;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Calendar;
using Workflows.Insights;

namespace Benchmarks.Insights;

/// <summary>
/// A city's overview: the first answer from nothing, one when only the rates are still kept, and the sites of the map, each with the number of its statements
/// and beside the plainest SQL over the same rows; and what the next reader of the same minute waits for.
/// </summary>
internal static class DashboardBenchmark
{
    private const int Turns = 7;

    private static readonly ScoreMonth Month = new(2026, 11);

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        var (sites, devices, intervals) = quick ? (500, 2_000, 120_000) : (5_000, 20_000, 1_200_000);
        await using var world = await PortalWorld.CreateAsync(now: Month.Until.AddHours(-10));
        await ScoredCity.FillAsync(world, 50, devices, intervals / devices, Month);
        await SpreadAsync(world, sites);
        Print($"{sites:N0} sites, {devices:N0} devices, {intervals:N0} intervals of a month; median (lowest-highest) of {Turns}, milliseconds");
        Console.WriteLine();
        Console.WriteLine("| what | statements | read | plainest SQL | kept |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        await RowAsync("first answer: figures and rates", world, d => d.ReadAsync(world.CityOfficer), CountsAsync, SumsAsync);
        await RowAsync("figures, rates kept", world, d => d.ReadAsync(world.CityOfficer), d => d.ReadAsync(world.CityOfficer), CountsAsync);
        await RowAsync("sites of the map", world, d => d.PlacesAsync(world.CityOfficer), MiddlesAsync);
        Console.WriteLine();
        Print($"load {Machine.Load}");
    }

    private static Task RowAsync(string what, PortalWorld world, Func<CityDashboard, Task> read, params Func<PortalDbContext, Task>[] plain) =>
        RowAsync(what, world, _ => Task.CompletedTask, read, plain);

    /// <param name="what">Of the row.</param>
    /// <param name="world">Where.</param>
    /// <param name="before">What is kept already; a minute goes by after it.</param>
    /// <param name="read">What is measured.</param>
    /// <param name="plain">What is measured beside it.</param>
    private static async Task RowAsync(string what, PortalWorld world, Func<CityDashboard, Task> before, Func<CityDashboard, Task> read, params Func<PortalDbContext, Task>[] plain)
    {
        List<double> fresh = [], kept = [], plainly = [];
        var queries = 0;
        for (var turn = 0; turn <= Turns; turn++)
        {
            var dashboard = new CityDashboard(world.Database.Contexts, world.Get<Calendars>(), world.Clock);
            await before(dashboard);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            using var commands = new CommandCount(world.Database);
            var first = await TimeAsync(() => read(dashboard));
            queries = commands.Count;
            var second = await TimeAsync(() => read(dashboard));
            await using var db = world.Open();
            var third = await TimeAsync(async () =>
            {
                foreach (var query in plain) await query(db);
            });
            // The first one compiles and fills the server's memory.
            if (turn == 0) continue;
            fresh.Add(first);
            kept.Add(second);
            plainly.Add(third);
        }

        Console.WriteLine($"| {what} | {queries} | {Times(fresh)} | {Times(plainly)} | {Times(kept)} |");
    }

    private static Task CountsAsync(PortalDbContext db) => RowsAsync(db, """
        SELECT count(*) AS "Value" FROM (
            SELECT "RegionCode", "State", count(*) AS n FROM "Site" WHERE "RegionCode" LIKE '4408%' GROUP BY "RegionCode", "State"
            UNION ALL SELECT s."State"::text, '', count(*) FROM "Device" d JOIN "DeviceState" s ON s."DeviceId" = d."Id" GROUP BY s."State"
            UNION ALL SELECT s."RegionCode", '', count(*) FROM "DeviceOutage" o JOIN "Site" s ON s."Id" = o."SiteId" WHERE o."RecoveredAt" IS NULL GROUP BY s."RegionCode") counts
        """);

    private static Task SumsAsync(PortalDbContext db) => RowsAsync(db, """
        SELECT count(*) AS "Value" FROM (
            SELECT s."RegionCode", d."SupplierId", i."State", i."Cause", sum(i."Milliseconds")
            FROM "DeviceInterval" i JOIN "Device" d ON d."Id" = i."DeviceId" JOIN "Site" s ON s."Id" = d."SiteId"
            WHERE s."RegionCode" LIKE '4408%' AND i."State" <> 'NotInService' GROUP BY s."RegionCode", d."SupplierId", i."State", i."Cause") sums
        """);

    private static Task MiddlesAsync(PortalDbContext db) => RowsAsync(db, """
        SELECT count(m) AS "Value" FROM (
            SELECT s."Id", s."Name", s."RegionCode", s."State", avg(d."Longitude"), avg(d."Latitude") AS m
            FROM "Site" s LEFT JOIN "Device" d ON d."SiteId" = s."Id" WHERE s."RegionCode" LIKE '4408%' GROUP BY s."Id") middles
        """);

    private static async Task RowsAsync(PortalDbContext db, string sql)
    {
        if (await db.Database.SqlQueryRaw<long>(sql).SingleAsync() == 0) throw new InvalidOperationException("There was nothing to count.");
    }

    /// <summary>More sites, and the devices spread over all of them, with positions; every tenth site of each standing that is not connected.</summary>
    private static async Task SpreadAsync(PortalWorld world, int count)
    {
        await using var db = world.Open();
        var template = await db.Set<Site>().Include(s => s.Participants).ThenInclude(p => p.Organization).OrderBy(s => s.Id).FirstAsync();
        var before = await db.Set<Site>().CountAsync();
        foreach (var chunk in Enumerable.Range(before, count - before).Chunk(500))
        {
            foreach (var i in chunk)
            {
                var site = new Site(new SiteDetails
                {
                    Name = $"Site {i}",
                    Address = "1 Harbour Road",
                    RegionCode = i % 3 == 0 ? PortalWorld.NeighbourCounty : PortalWorld.County,
                    Investment = 5_000_000m,
                    FloorArea = 3_000m,
                    StartDate = template.StartDate,
                    EndDate = template.EndDate,
                });
                foreach (var party in template.Participants) site.AddParticipant(party.Organization);
                if (i % 10 != 0) site.Connect(Month.From);
                db.Add(site);
            }

            await db.SaveChangesAsync();
        }

        await db.Database.ExecuteSqlAsync($"""
            UPDATE "Device" d SET "SiteId" = s."Id", "Longitude" = 110 + (d."Id" % 100) / 100.0, "Latitude" = 21 + (d."Id" % 70) / 100.0
            FROM (SELECT "Id", row_number() OVER (ORDER BY "Id") - 1 AS n FROM "Site") s WHERE s.n = d."Id" % {count}
            """);
        await db.Set<DeviceOutage>().Where(o => o.Id % 10 == 0).ExecuteUpdateAsync(o => o.SetProperty(x => x.RecoveredAt, (DateTimeOffset?)null));
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Times(List<double> milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds.Median():F1} ({milliseconds.Min():F1}-{milliseconds.Max():F1})");
}
