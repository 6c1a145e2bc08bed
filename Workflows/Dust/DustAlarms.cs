using Domain.Calendar;
using Domain.Dust;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Dust;

/// <summary>Alarms of the monitors that one sees, the newest first.</summary>
public sealed class DustAlarms(IDbContextFactory<PortalDbContext> databases)
{
    public async Task<PageOf<AlarmRow>> ListAsync(Actor actor, AlarmQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var alarms =
            from alarm in db.Set<DustAlarm>().AsNoTracking()
            join device in MonitorScope.Of(db, actor) on alarm.DeviceId equals device.Id
            join site in db.Set<Site>() on device.SiteId equals site.Id
            select new { alarm, device, site };
        if (query.DeviceId is { } deviceId) alarms = alarms.Where(a => a.device.Id == deviceId);
        if (query.SiteId is { } siteId) alarms = alarms.Where(a => a.site.Id == siteId);
        if (query.Quantity is { } quantity) alarms = alarms.Where(a => a.alarm.Quantity == quantity);
        if (query.Open is { } open) alarms = alarms.Where(a => a.alarm.Until == null == open);
        if (query.From is { } from)
        {
            var start = WorkingCalendar.StartOfDay(from);
            alarms = alarms.Where(a => a.alarm.Until == null || a.alarm.Until >= start);
        }

        if (query.Until is { } until)
        {
            var end = WorkingCalendar.StartOfDay(until.AddDays(1));
            alarms = alarms.Where(a => a.alarm.From < end);
        }

        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            alarms = alarms.Where(a => EF.Functions.Like(a.site.Name, like, LikePattern.Escape)
                || EF.Functions.Like(a.device.Position, like, LikePattern.Escape) || EF.Functions.Like(a.device.Code, like, LikePattern.Escape));
        }

        var total = await alarms.CountAsync(cancellationToken);
        var rows = await alarms.OrderByDescending(a => a.alarm.From).ThenByDescending(a => a.alarm.Id).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(a => new AlarmRow(
                a.alarm.Id, a.device.Id, a.device.Position, a.device.Code, a.site.Id, a.site.Name, a.alarm.Quantity, a.alarm.Limit, a.alarm.From, a.alarm.Until,
                a.alarm.EndedBySilence, a.alarm.Peak, a.alarm.PeakAt))
            .ToListAsync(cancellationToken);
        return new PageOf<AlarmRow>(rows, total);
    }
}

/// <summary>Which alarms are asked for.</summary>
public sealed record AlarmQuery
{
    /// <summary>Part of the site's name, the position or the device's code.</summary>
    public string? Text { get; init; }

    public long? DeviceId { get; init; }
    public long? SiteId { get; init; }
    public DustQuantity? Quantity { get; init; }

    /// <summary>True: open ones; false: those that are over.</summary>
    public bool? Open { get; init; }

    /// <summary>First day (Shanghai) that an alarm touches.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly? Until { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list; meanings as in <see cref="DustAlarm"/>.</summary>
public sealed record AlarmRow(
    long Id, long DeviceId, string Position, string Code, long SiteId, string SiteName, DustQuantity Quantity, double Limit, DateTimeOffset From, DateTimeOffset? Until,
    bool EndedBySilence, double Peak, DateTimeOffset PeakAt);
