using System.Globalization;
using Domain.Access;
using Domain.Devices;
using Domain.Dust;
using Domain.Organizations;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Dust;

namespace Testing.Dust;

/// <summary>Dust monitors of a world, as if they had been collected.</summary>
public static class Monitors
{
    /// <summary>A monitor of the site; by default of the world's, and of its supplier.</summary>
    public static async Task<Device> MonitorAsync(this PortalWorld world, Site? site = null, Actor? supplier = null, Actor? contractor = null, DeviceKind kind = DeviceKind.DustMonitor)
    {
        ArgumentNullException.ThrowIfNull(world);
        await using var db = world.Open();
        site = await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == (site ?? world.Site).Id);
        var application = new AccessApplication(site, contractor ?? world.ProjectManager, world.Clock.GetUtcNow());
        db.Add(application);
        var serial = await db.Set<Device>().CountAsync() + 1;
        var device = new Device(new DeviceDeclaration
        {
            SiteId = site.Id,
            ApplicationId = application.Id,
            Code = Gb28181Code.Parse(string.Create(CultureInfo.InvariantCulture, $"{site.RegionCode}00441397{serial:D6}")),
            SupplierId = (supplier ?? world.Supplier).OrganizationId,
            Ordinal = 1,
            Position = $"Gate {serial}",
            Kind = kind,
            Brand = "Brand",
            Model = "Model",
            RegisteredAt = world.Clock.GetUtcNow().AddDays(-60),
        });
        db.Add(device);
        await db.SaveChangesAsync();
        return device;
    }

    /// <summary>An instrument of its own for the monitor.</summary>
    /// <param name="password">What its frames must carry; null: anything.</param>
    public static async Task<DustInstrument> InstrumentAsync(
        this PortalWorld world, Device monitor, string mn, Func<DustInstrumentSettings, DustInstrumentSettings>? settings = null, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(monitor);
        var made = new DustInstrumentSettings { Mn = mn };
        var instrument = new DustInstrument(monitor, settings?.Invoke(made) ?? made);
        if (password is not null)
            instrument.SetPassword(world.Get<SecretSeal>().Seal(InstrumentDirectory.PurposeOf(monitor.Id), System.Text.Encoding.UTF8.GetBytes(password)));
        return await world.Database.AddAsync(instrument);
    }

    /// <summary>Readings of a monitor, as a supplier's machine would have sent them.</summary>
    public static async Task ReadingsAsync(this PortalWorld world, Device monitor, params DustFacts[] readings)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(monitor);
        await using var db = world.Open();
        db.AddRange(readings.Select(reading => new DustReading(reading)));
        await db.SaveChangesAsync();
    }

    /// <summary>A reading of the monitor at a time.</summary>
    public static DustFacts Reading(this Device monitor, DateTimeOffset at, double? pm10 = null, double? noise = null)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return new DustFacts
        {
            SourceId = -monitor.Id,
            RecordId = at.ToString("O", CultureInfo.InvariantCulture),
            DeviceId = monitor.Id,
            At = at,
            ReceivedAt = at,
            Pm10 = pm10,
            Noise = noise,
        };
    }
}
