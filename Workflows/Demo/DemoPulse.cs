using System.Globalization;
using Domain.Devices;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Ingest;

namespace Workflows.Demo;

/// <summary>
/// Lets the demo's machines go on sending while the portal runs, so that what is shown is alive and not a site that fell silent when the demo was
/// loaded. Some devices stay away. For Development only, and idle where there are no demo data.
/// </summary>
public sealed partial class DemoPulse(IDbContextFactory<PortalDbContext> databases, UploadDesk uploads, ILogger<DemoPulse> log, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Of so many devices one says nothing.</summary>
    private const int SilentOf = 11;

    private readonly Dictionary<long, DemoMachine> _machines = [];

    /// <summary>One round: every device in service that is not away says that it is online, and dust monitors what they measure.</summary>
    /// <returns>How many devices spoke.</returns>
    internal async Task<int> BeatAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // In the order of what was sent before: who was away then stays away.
        var past = DemoPast.First(now).From;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var devices = await db.Set<Device>().AsNoTracking().Where(d => d.ServicePeriods.Any(p => p.From <= now && (p.Until == null || p.Until > now)))
            .OrderBy(d => d.ServicePeriods.Any(p => p.From < past)).ThenBy(d => d.Id).Select(d => new { d.Code, d.Kind, d.SupplierId }).ToListAsync(cancellationToken);
        var speaking = devices.Where((_, index) => index % SilentOf != SilentOf / 2).ToList();
        var spoken = 0;
        foreach (var of in speaking.GroupBy(d => d.SupplierId))
        {
            if (await MachineAsync(db, of.Key, cancellationToken) is not { } machine) continue;
            await machine.SendStatusesAsync(of.Select((d, index) => (d.Code, now, Small: index % SilentOf == 3)));
            await machine.SendReadingsAsync(of.Where(d => d.Kind == DeviceKind.DustMonitor).Select((d, index) => (d.Code, now, 45.0 + (now.Minute % 20) + (index * 3))));
            spoken += of.Count();
        }

        return spoken;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await IsDemoAsync(stoppingToken)) return;
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The demo is no reason to end the portal.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogMissed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> IsDemoAsync(CancellationToken cancellationToken)
    {
        var userName = DemoData.UserNameOf(Role.SupplierStaff);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Account>().AnyAsync(a => a.UserName == userName, cancellationToken);
    }

    /// <summary>The machine of a supplier that the demo gave a key; null for any other.</summary>
    private async Task<DemoMachine?> MachineAsync(PortalDbContext db, long supplier, CancellationToken cancellationToken)
    {
        if (_machines.TryGetValue(supplier, out var known)) return known;
        var names = DemoNames.Load();
        var keyName = names.Texts["key"];
        var key = await db.Set<SupplierKey>().AsNoTracking().Where(k => k.SupplierId == supplier && k.OwnerId == supplier && k.Name == keyName)
            .OrderBy(k => k.Id).Select(k => new { k.Id, k.KeyId }).FirstOrDefaultAsync(cancellationToken);
        if (key is null) return null;
        var run = string.Create(CultureInfo.InvariantCulture, $"p{time.GetUtcNow().ToUnixTimeSeconds():x}-");
        return _machines[supplier] = new DemoMachine(uploads, time, names, new IngestKey(key.Id, key.KeyId, new KeyReach(supplier, supplier)), run);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's machines could not send; they do at the next round")]
    private partial void LogMissed(Exception exception);
}
