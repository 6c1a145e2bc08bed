using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Devices;

/// <summary>Whose rates are asked for, over a period that ends now at the latest.</summary>
public sealed record RateQuery
{
    public required Period Period { get; init; }

    /// <summary>Part of the name.</summary>
    public string? Text { get; init; }

    public long? SiteId { get; init; }

    public long? SupplierId { get; init; }

    /// <summary>Devices of this county's sites alone.</summary>
    public string? RegionCode { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>The rate of a site or a supplier.</summary>
/// <param name="Devices">All its devices, in service or not.</param>
/// <param name="Offline">Those that are offline now by their own or the network's fault.</param>
public sealed record RateRow(long Id, string Name, int Devices, int Offline, OnlineRate Rate);

/// <summary>A page of rates.</summary>
/// <param name="Overall">The rate of all rows together, those of other pages too.</param>
/// <param name="SupplierName">The supplier that was asked for, if some row is of its devices.</param>
public sealed record RatePage(PageOf<RateRow> Rows, OnlineRate Overall, string? SupplierName);

/// <summary>
/// Online rates of what the reader may see. The database adds the lengths of whole intervals up; only those that the period's ends cut are
/// fetched, at most two for a device.
/// </summary>
public sealed class OnlineRates(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>Of single devices.</summary>
    public async Task<IReadOnlyDictionary<long, OnlineRate>> OfDevicesAsync(
        Actor actor, IReadOnlyCollection<long> devices, Period period, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await SumAsync(db, db.DevicesOf(actor).Where(d => devices.Contains(d.Id)), UpToNow(period), cancellationToken);
    }

    /// <summary>Of sites with devices that the reader sees.</summary>
    public Task<RatePage> OfSitesAsync(Actor actor, RateQuery query, CancellationToken cancellationToken = default) =>
        ListAsync(actor, query, bySite: true, cancellationToken);

    /// <summary>Of the suppliers of these devices.</summary>
    public Task<RatePage> OfSuppliersAsync(Actor actor, RateQuery query, CancellationToken cancellationToken = default) =>
        ListAsync(actor, query, bySite: false, cancellationToken);

    private async Task<RatePage> ListAsync(Actor actor, RateQuery query, bool bySite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var devices = db.DevicesOf(actor);
        if (query.SiteId is { } site) devices = devices.Where(d => d.SiteId == site);
        if (query.SupplierId is { } supplier) devices = devices.Where(d => d.SupplierId == supplier);
        if (!string.IsNullOrEmpty(query.RegionCode)) devices = devices.Where(d => db.Set<Site>().Any(s => s.Id == d.SiteId && s.RegionCode == query.RegionCode));
        var names = bySite ? db.Set<Site>().Select(s => new { s.Id, s.Name }) : db.Set<Organization>().Select(o => new { o.Id, o.Name });
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            names = names.Where(n => EF.Functions.Like(n.Name, like, LikePattern.Escape));
        }

        var found = await (
            from device in devices
            join name in names on bySite ? device.SiteId : device.SupplierId equals name.Id
            select new
            {
                Device = device.Id,
                name.Id,
                name.Name,
                Offline = device.State.State == OnlineState.Offline && device.State.Cause != OfflineCause.Platform,
            }).ToListAsync(cancellationToken);
        var sums = await SumAsync(db, devices, UpToNow(query.Period), cancellationToken);
        var rows = found.GroupBy(f => (f.Id, f.Name)).Select(g => new RateRow(
            g.Key.Id, g.Key.Name, g.Count(), g.Count(f => f.Offline), g.Aggregate(OnlineRate.None, (sum, f) => sum + sums.GetValueOrDefault(f.Device, OnlineRate.None))));
        var sorted = Sorted(rows, query.Page).ToList();
        return new RatePage(
            new PageOf<RateRow>([.. sorted.Skip(query.Page.Skip).Take(query.Page.Size)], sorted.Count),
            sorted.Aggregate(OnlineRate.None, (sum, row) => sum + row.Rate),
            query.SupplierId is { } asked && sorted.Count > 0
                ? await db.Set<Organization>().Where(o => o.Id == asked).Select(o => o.Name).SingleOrDefaultAsync(cancellationToken)
                : null);
    }

    /// <summary>The worst first, unless asked otherwise; who has no service comes last.</summary>
    private static IEnumerable<RateRow> Sorted(IEnumerable<RateRow> rows, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("name", false) => rows.OrderBy(r => r.Name, StringComparer.CurrentCulture).ThenBy(r => r.Id),
        ("name", true) => rows.OrderByDescending(r => r.Name, StringComparer.CurrentCulture).ThenBy(r => r.Id),
        ("devices", false) => rows.OrderBy(r => r.Devices).ThenBy(r => r.Id),
        ("devices", true) => rows.OrderByDescending(r => r.Devices).ThenBy(r => r.Id),
        (_, true) => rows.OrderByDescending(r => r.Rate.Share).ThenBy(r => r.Id),
        _ => rows.OrderBy(r => r.Rate.Share is null).ThenBy(r => r.Rate.Share).ThenBy(r => r.Id),
    };

    private Period UpToNow(Period period)
    {
        var now = time.GetUtcNow();
        return period.Until < now ? period : period with { Until = now };
    }

    /// <param name="db">The database.</param>
    /// <param name="devices">Whose, in two statements for all of them.</param>
    /// <param name="period">Ends now at the latest.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>By device; those that were never in service are missing.</returns>
    internal static async Task<Dictionary<long, OnlineRate>> SumAsync(PortalDbContext db, IQueryable<Device> devices, Period period, CancellationToken cancellationToken)
    {
        var (from, until) = (period.From, period.Until);
        var sums = new Dictionary<long, OnlineRate>();
        if (from >= until) return sums;
        var own = db.Set<DeviceInterval>().AsNoTracking().Where(i => i.State != OnlineState.NotInService && devices.Any(d => d.Id == i.DeviceId));
        var whole = await own.Where(i => i.From >= from && i.Until <= until)
            .GroupBy(i => new { i.DeviceId, i.State, i.Cause })
            .Select(g => new { g.Key.DeviceId, g.Key.State, g.Key.Cause, Milliseconds = g.Sum(i => i.Milliseconds) })
            .ToListAsync(cancellationToken);
        foreach (var w in whole) Add(w.DeviceId, w.State, w.Cause, TimeSpan.FromMilliseconds(w.Milliseconds ?? 0));
        var cut = await own.Where(i => i.From < until && (i.Until == null || i.Until > from) && (i.From < from || i.Until == null || i.Until > until))
            .Select(i => new { i.DeviceId, i.State, i.Cause, i.From, i.Until }).ToListAsync(cancellationToken);
        foreach (var c in cut) Add(c.DeviceId, c.State, c.Cause, (c.Until is { } end && end < until ? end : until) - (c.From > from ? c.From : from));
        return sums;

        void Add(long device, OnlineState state, OfflineCause? cause, TimeSpan length) =>
            sums[device] = sums.GetValueOrDefault(device, OnlineRate.None) + OnlineRate.Of(state, cause, length);
    }
}
