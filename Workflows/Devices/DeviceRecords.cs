using Domain;
using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Devices;

/// <summary>What the operator saw of a device.</summary>
public sealed record NoteDevice
{
    public required Actor Actor { get; init; }
    public required long DeviceId { get; init; }

    /// <summary>When it was so, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required bool Online { get; init; }

    /// <summary>It was repaired then; the remark says what was done.</summary>
    public bool Repair { get; init; }

    public string? Remark { get; init; }
}

/// <summary>Which devices are asked for.</summary>
public sealed record DeviceQuery
{
    public string? Text { get; init; }
    public DeviceKind? Kind { get; init; }
    public DeviceOnlineFilter Online { get; init; }
    public long? ApplicationId { get; init; }

    /// <summary>Of this county's sites alone.</summary>
    public string? RegionCode { get; init; }

    /// <summary>One device alone.</summary>
    public long? DeviceId { get; init; }

    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

public enum DeviceOnlineFilter
{
    All,
    NeverSeen,
    Online,
    Offline,
    NotInService,
}

/// <summary>A row of the list.</summary>
/// <param name="OriginNumber">The number of the application or registration that declared it.</param>
/// <param name="RemovedAt">When it left the platform for good; null while it has not.</param>
public sealed record DeviceRow(
    long Id, long SiteId, string SiteName, string RegionCode, string Code, long? ApplicationId, long? RegistrationId, string OriginNumber,
    int Ordinal, string Position, DeviceKind Kind, string Brand, string Model, string? SimNumber, string? IpAddress, DateTimeOffset? FirstOnlineAt, DateTimeOffset? LastRecordAt, DeviceNow Now,
    DateTimeOffset? RemovedAt)
{
    /// <summary>Of the last <see cref="DeviceRecords.RateDays"/> days, in exports; the list's page asks for its own.</summary>
    public OnlineRate Rate { get; init; } = OnlineRate.None;
}

/// <summary>What the signals say of a device now; see <see cref="DeviceState"/>.</summary>
public sealed record DeviceNow(
    OnlineState State, DateTimeOffset Since, OfflineCause? Cause, bool Present, DateTimeOffset? LastSignAt, StreamSize? Main, StreamSize? Sub);

/// <summary>A note of a device's history.</summary>
public sealed record DeviceNote(DateTimeOffset At, bool Online, bool Repair, string? Remark, string RecordedByName, DateTimeOffset RecordedAt);

/// <summary>
/// Devices as lists show them, and what is noted about them by hand: a first online time that no signal shows, and repairs.
/// </summary>
public sealed class DeviceRecords(IDbContextFactory<PortalDbContext> databases, FirstOnline firstOnline, TimeProvider time)
{
    /// <summary>Days of the online rate that lists show, up to now.</summary>
    public const int RateDays = 30;

    /// <summary>Notes a device; when it was the last one that the access chain waited for, the chain goes on in the same transaction.</summary>
    /// <exception cref="DomainException">actor.not-allowed, device.unknown, device.record-in-future, device.record-before-installation, device.repair-remark-required,
    /// field.too-long, case.changed-meanwhile.</exception>
    public Task NoteAsync(NoteDevice request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Remark?.Length > DeviceRecord.RemarkLength) throw new DomainException("field.too-long", DeviceRecord.RemarkLength);
        // Two devices of one application noted in the same moment: the second looks again, so that the last one is not missed.
        return Contention.RetryAsync(() => TryNoteAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryNoteAsync(NoteDevice request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.OperatorEngineer], cancellationToken);
        var device = await db.DevicesOf(request.Actor).SingleOrDefaultAsync(d => d.Id == request.DeviceId, cancellationToken)
            ?? throw new DomainException("device.unknown");
        var now = time.GetUtcNow();
        device.Note(
            new DeviceRecord(request.At.ToUniversalTime(), request.Online, request.Repair, request.Remark?.Trim(), request.Actor.AccountId, request.Actor.Name, now), now);

        if (device.ApplicationId is { } application) await firstOnline.TellChainAsync(db, application, cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
    }

    public async Task<(IReadOnlyList<DeviceRow> Rows, int Total)> ListAsync(Actor actor, DeviceQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = Rows(db, actor, query);
        var total = await rows.CountAsync(cancellationToken);
        return (await rows.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200)).ToListAsync(cancellationToken), total);
    }

    /// <summary>All that the query finds, in the list's order, with their online rates up to now.</summary>
    public static RowExport<DeviceRow> Export(Actor actor, DeviceQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var period = new Period(now.AddDays(-RateDays), now);
        return new()
        {
            Actor = actor,
            Action = "device.export",
            Filters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["text"] = query.Text,
                ["kind"] = query.Kind,
                ["online"] = query.Online == DeviceOnlineFilter.All ? null : query.Online,
                ["application"] = query.ApplicationId,
                ["county"] = query.RegionCode,
                ["device"] = query.DeviceId,
            },
            Rows = (db, most) => Rows(db, actor, query).Take(most),
            Complete = async (db, rows, cancellationToken) =>
            {
                var ids = rows.Select(r => r.Id).ToList();
                var rates = await OnlineRates.SumAsync(db, db.Set<Device>().Where(d => ids.Contains(d.Id)), period, cancellationToken);
                return [.. rows.Select(r => r with { Rate = rates.GetValueOrDefault(r.Id, OnlineRate.None) })];
            },
        };
    }

    /// <summary>The notes of a device, newest first.</summary>
    public async Task<IReadOnlyList<DeviceNote>> NotesAsync(Actor actor, long deviceId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.DevicesOf(actor).Where(d => d.Id == deviceId).SelectMany(d => d.Records)
            .OrderByDescending(r => r.At).Take(200)
            .Select(r => new DeviceNote(r.At, r.Online, r.Repair, r.Remark, r.RecordedByName, r.RecordedAt))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<DeviceRow> Rows(PortalDbContext db, Actor actor, DeviceQuery query)
    {
        var rows =
            from device in db.DevicesOf(actor).AsNoTracking()
            join site in db.Set<Site>() on device.SiteId equals site.Id
            join filed in db.Set<AccessApplication>() on device.ApplicationId equals filed.Id into applications
            from application in applications.DefaultIfEmpty()
            join made in db.Set<DeviceRegistration>() on device.RegistrationId equals made.Id into registrations
            from registration in registrations.DefaultIfEmpty()
            select new { device, site, Number = application != null ? application.Number : registration.AccessNumber };
        if (query.ApplicationId is { } applicationId) rows = rows.Where(r => r.device.ApplicationId == applicationId);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.site.RegionCode == query.RegionCode);
        if (query.DeviceId is { } deviceId) rows = rows.Where(r => r.device.Id == deviceId);
        if (query.Kind is { } kind) rows = rows.Where(r => r.device.Kind == kind);
        rows = query.Online switch
        {
            DeviceOnlineFilter.NeverSeen => rows.Where(r => r.device.FirstOnlineAt == null),
            DeviceOnlineFilter.Online => rows.Where(r => r.device.State.State == OnlineState.Online),
            DeviceOnlineFilter.Offline => rows.Where(r => r.device.State.State == OnlineState.Offline),
            DeviceOnlineFilter.NotInService => rows.Where(r => r.device.State.State == OnlineState.NotInService),
            _ => rows,
        };
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.site.Name, like, LikePattern.Escape)
                || EF.Functions.Like(r.device.Position, like, LikePattern.Escape)
                || EF.Functions.Like(r.device.Model, like, LikePattern.Escape)
                || EF.Functions.Like(r.device.Code, like, LikePattern.Escape)
                || EF.Functions.Like(r.Number!, like, LikePattern.Escape));
        }

        return rows
            .OrderByDescending(r => r.device.RegisteredAt).ThenBy(r => r.device.SiteId).ThenBy(r => r.device.Ordinal).ThenBy(r => r.device.Id)
            .Select(r => new DeviceRow(
                r.device.Id, r.site.Id, r.site.Name, r.site.RegionCode, r.device.Code, r.device.ApplicationId, r.device.RegistrationId, r.Number!, r.device.Ordinal, r.device.Position, r.device.Kind,
                r.device.Brand, r.device.Model, r.device.SimNumber, r.device.IpAddress, r.device.FirstOnlineAt, r.device.LastRecordAt,
                new DeviceNow(
                    r.device.State.State, r.device.State.Since, r.device.State.Cause, r.device.State.Present, r.device.State.LastSignAt,
                    r.device.State.MainWidth == null ? null : new StreamSize(r.device.State.MainWidth.Value, r.device.State.MainHeight!.Value),
                    r.device.State.SubWidth == null ? null : new StreamSize(r.device.State.SubWidth.Value, r.device.State.SubHeight!.Value)),
                r.device.RemovedAt));
    }
}
