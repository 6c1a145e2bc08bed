using System.Globalization;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Scoring;
using Domain.Sites;
using Domain.Values;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Benchmarks.Scoring;

/// <summary>
/// A city in which every device was in service all month, offline for twelve minutes every seven hours or so; every second had an outage with a notice, every
/// twentieth a stream that is too small.
/// </summary>
internal static class ScoredCity
{
    public static async Task FillAsync(PortalWorld world, int suppliers, int devices, int intervalsEach, ScoreMonth month)
    {
        List<Organization> units = [];
        for (var i = 0; i < suppliers; i++) units.Add(await world.OrganizationAsync(OrganizationKind.Supplier));
        List<Site> sites = [];
        for (var i = 0; i < 100; i++) sites.Add(await world.SiteAsync());
        foreach (var chunk in Enumerable.Range(0, devices).Chunk(500))
        {
            await using var db = world.Open();
            var registration = new DeviceRegistration(world.ProjectManager.OrganizationId, month.From);
            db.Add(registration);
            foreach (var i in chunk)
            {
                var device = new Device(new DeviceDeclaration
                {
                    SiteId = sites[i % sites.Count].Id,
                    RegistrationId = registration.Id,
                    Code = Gb28181Code.Parse(string.Create(CultureInfo.InvariantCulture, $"44080200001320{i:D6}")),
                    SupplierId = units[i % suppliers].Id,
                    Ordinal = i,
                    Position = "Gate",
                    Kind = DeviceKind.GateDome,
                    Brand = "Brand",
                    Model = "Model",
                    RegisteredAt = month.From,
                });
                device.PutInService(month.From, ServiceReason.WentLive, null, month.From);
                db.Add(device);
                var main = i % 20 == 0 ? new StreamSize(1280, 720) : StreamSize.LeastMain;
                db.AddRange(new StreamChange(device.Id, StreamKind.Main, month.From, main), new StreamChange(device.Id, StreamKind.Sub, month.From, StreamSize.LeastSub));
                if (i % 2 == 0) db.Add(Outage(device, month.From.AddHours(i % 400), i % 11));
            }

            await db.SaveChangesAsync();
        }

        await using var intervals = world.Open();
        intervals.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        var cycle = (month.Until - month.From).TotalSeconds / intervalsEach * 2;
        await intervals.Database.ExecuteSqlAsync($"""
            INSERT INTO "DeviceInterval" ("DeviceId", "From", "Until", "State", "Cause", "Presence", "PresenceFrom", "Milliseconds")
            SELECT d, f, CASE WHEN g < {intervalsEach} - 1 THEN u END, CASE WHEN g % 2 = 0 THEN 'Online' ELSE 'Offline' END, CASE WHEN g % 2 = 1 THEN 'Device' END,
                CASE WHEN g % 2 = 0 THEN 'Sign' ELSE 'Silence' END, f, CASE WHEN g < {intervalsEach} - 1 THEN (extract(epoch FROM u - f) * 1000)::bigint END
            FROM (SELECT d, g,
                    {month.From} + make_interval(secs => {cycle} * (g / 2) + CASE WHEN g = 0 THEN 0 WHEN g % 2 = 0 THEN s ELSE s + {cycle} - 720 END) AS f,
                    {month.From} + make_interval(secs => {cycle} * ((g + 1) / 2) + CASE WHEN g % 2 = 1 THEN s ELSE s + {cycle} - 720 END) AS u
                FROM (SELECT "Id" AS d, "Id" % 20000 AS s FROM "Device") devices, generate_series(0, {intervalsEach} - 1) g) rows
            """);
        await intervals.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static DeviceOutage Outage(Device device, DateTimeOffset notice, int days)
    {
        var from = notice.AddMinutes(-40);
        var outage = new DeviceOutage(device, new OfflineStretch(from, null, from, OfflineCause.Device, Counts: true, null, Whole: true), notice);
        outage.NoticeSent(notice);
        outage.Follow(
            new OfflineStretch(from, notice.AddDays(days), from, OfflineCause.Device, Counts: false, OnlineState.Online, Whole: true), TimeSpan.Zero, TimeSpan.Zero, notice.AddDays(days));
        return outage;
    }
}
