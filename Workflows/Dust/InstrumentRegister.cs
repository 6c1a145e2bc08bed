using System.Globalization;
using System.Text;
using System.Text.Json;
using Domain;
using Domain.Audit;
using Domain.Devices;
using Domain.Dust;
using Domain.Organizations;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Dust;

/// <summary>
/// The settings of instruments that speak HJ 212, by the operator and by the device's own supplier, and the frames that came from them. An
/// installer sees there why a frame is refused, and takes over the variant that would accept it.
/// </summary>
public sealed class InstrumentRegister(IDbContextFactory<PortalDbContext> databases, SecretSeal seal, TimeProvider time)
{
    /// <summary>Who sets and looks into instruments; a supplier its own.</summary>
    public static readonly IReadOnlySet<Role> Writers = new HashSet<Role> { Role.OperatorEngineer, Role.SupplierStaff };

    /// <exception cref="DomainException">actor.not-allowed, device.unknown.</exception>
    public async Task<InstrumentView> ReadAsync(Actor actor, long deviceId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var head = await RequireAsync(db, actor, deviceId, cancellationToken);
        var instrument = await db.Set<DustInstrument>().AsNoTracking().SingleOrDefaultAsync(i => i.DeviceId == deviceId, cancellationToken);
        return new InstrumentView(head, instrument is null ? null : Settings(instrument), instrument?.SealedPassword is not null, instrument?.Revision ?? 0);
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, device.unknown, dust.mn-taken, dust.changed-meanwhile, dust.password-malformed; those of <see cref="DustInstrument.Configure"/>.
    /// </exception>
    public async Task SetAsync(SetInstrument request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var head = await RequireAsync(db, request.Actor, request.DeviceId, cancellationToken);
        var instrument = await db.Set<DustInstrument>().SingleOrDefaultAsync(i => i.DeviceId == request.DeviceId, cancellationToken);
        if ((instrument?.Revision ?? 0) != request.Revision) throw new DomainException("dust.changed-meanwhile");
        var before = instrument is null ? null : Audited(instrument, PasswordState(instrument));
        if (instrument is null)
        {
            var device = await db.Set<Device>().SingleAsync(d => d.Id == request.DeviceId, cancellationToken);
            await db.AddAsync(instrument = new DustInstrument(device, request.Settings), cancellationToken);
        }
        else
        {
            instrument.Configure(request.Settings);
        }

        if (request.Password is { } password) instrument.SetPassword(password.Length == 0 ? null : Sealed(request.DeviceId, password));
        Auditing.Record(db, request.Actor, "device.dust-instrument", Subject(head), time.GetUtcNow(), before, Audited(instrument, request.Password is { Length: > 0 } ? "changed" : PasswordState(instrument)));
        await SaveAsync(db, cancellationToken);
    }

    /// <summary>Takes over the variant that would have accepted a frame.</summary>
    /// <exception cref="DomainException">actor.not-allowed, device.unknown, dust.frame-unknown, dust.no-fitting-variant, dust.changed-meanwhile.</exception>
    public async Task AdoptAsync(Actor actor, long deviceId, long frameId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var head = await RequireAsync(db, actor, deviceId, cancellationToken);
        var frame = await db.Set<DustFrame>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == frameId && f.DeviceId == deviceId, cancellationToken)
            ?? throw new DomainException("dust.frame-unknown");
        var fitting = frame.Fitting ?? throw new DomainException("dust.no-fitting-variant");
        var instrument = await db.Set<DustInstrument>().SingleAsync(i => i.DeviceId == deviceId, cancellationToken);
        var before = Audited(instrument, PasswordState(instrument));
        instrument.Configure(Settings(instrument) with { Variant = fitting });
        Auditing.Record(db, actor, "device.dust-instrument", Subject(head), time.GetUtcNow(), before, Audited(instrument, PasswordState(instrument)));
        await SaveAsync(db, cancellationToken);
    }

    /// <summary>The frames of an instrument, the newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed, device.unknown.</exception>
    public async Task<PageOf<FrameRow>> FramesAsync(Actor actor, long deviceId, FrameQuery query, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await RequireAsync(db, actor, deviceId, cancellationToken);
        return await PageAsync(db.Set<DustFrame>().Where(f => f.DeviceId == deviceId), query, cancellationToken);
    }

    /// <summary>Frames of numbers that no instrument has, for the operator: what an installer mistyped.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<FrameRow>> UnknownFramesAsync(Actor actor, FrameQuery query, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.OperatorEngineer], cancellationToken);
        return await PageAsync(db.Set<DustFrame>().Where(f => f.DeviceId == null), query, cancellationToken);
    }

    private static async Task<PageOf<FrameRow>> PageAsync(IQueryable<DustFrame> frames, FrameQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Refused is { } refused) frames = frames.Where(f => f.Problem != null == refused);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            frames = frames.Where(f => EF.Functions.Like(f.Mn!, like, LikePattern.Escape) || EF.Functions.Like(f.RemoteAddress, like, LikePattern.Escape));
        }

        var total = await frames.CountAsync(cancellationToken);
        var rows = await frames.AsNoTracking().OrderByDescending(f => f.ReceivedAt).ThenByDescending(f => f.Id).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(f => new FrameRow(f.Id, f.ReceivedAt, f.RemoteAddress, f.Mn, f.Command, f.Text, f.Problem, f.Detail, f.Fitting)).ToListAsync(cancellationToken);
        return new PageOf<FrameRow>(rows, total);
    }

    private static async Task<MonitorHead> RequireAsync(PortalDbContext db, Actor actor, long deviceId, CancellationToken cancellationToken)
    {
        await Memberships.RequireAsync(db, actor, [.. Writers], cancellationToken);
        return await MonitorScope.HeadAsync(db, actor, deviceId, cancellationToken);
    }

    private byte[] Sealed(long deviceId, string password)
    {
        if (password.Length > DustInstrument.PasswordLength || password.AsSpan().ContainsAnyExceptInRange('!', '~') || password.AsSpan().ContainsAny(";,&#="))
            throw new DomainException("dust.password-malformed", DustInstrument.PasswordLength);
        return seal.Seal(InstrumentDirectory.PurposeOf(deviceId), Encoding.UTF8.GetBytes(password));
    }

    private static async Task SaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("dust.changed-meanwhile");
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation("IX_DustInstrument_DeviceId"))
        {
            throw new DomainException("dust.changed-meanwhile");
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new DomainException("dust.mn-taken");
        }
    }

    private static DustInstrumentSettings Settings(DustInstrument instrument) => new()
    {
        Mn = instrument.Mn,
        Enabled = instrument.Enabled,
        Variant = instrument.Variant,
        Units = instrument.Units,
        Factors = instrument.Factors,
        Ranges = instrument.Ranges,
    };

    private static string? PasswordState(DustInstrument instrument) => instrument.SealedPassword is null ? null : "set";

    private static AuditSubject Subject(MonitorHead head) => new("device", head.DeviceId, head.Code);

    /// <param name="password">Whether there is one or it changed; what it is is never recorded.</param>
    private static Dictionary<string, object?> Audited(DustInstrument instrument, string? password) => new(StringComparer.Ordinal)
    {
        ["mn"] = instrument.Mn,
        ["enabled"] = instrument.Enabled,
        ["variant"] = instrument.Variant == Hj212Variant.Strict ? "HJ 212" : JsonSerializer.Serialize(instrument.Variant),
        ["units"] = JsonSerializer.Serialize(instrument.Units),
        ["factors"] = string.Join(' ', instrument.Factors.Select(factor => $"{factor.Name}={factor.Quantity}")),
        ["ranges"] = string.Join(' ', instrument.Ranges.OrderBy(range => range.Key)
            .Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.Key}={range.Value.Min}..{range.Value.Max}"))),
        ["password"] = password,
    };
}

/// <summary>An instrument as it is set.</summary>
/// <param name="Settings">Null: the device has none yet.</param>
/// <param name="Revision">Names this state when it is changed.</param>
public sealed record InstrumentView(MonitorHead Monitor, DustInstrumentSettings? Settings, bool HasPassword, long Revision);

/// <summary>Settings for a monitor's instrument, which it gets if it has none.</summary>
public sealed record SetInstrument
{
    public required Actor Actor { get; init; }
    public required long DeviceId { get; init; }
    public required DustInstrumentSettings Settings { get; init; }

    /// <summary>Null: as it was; empty: none any more.</summary>
    public string? Password { get; init; }

    /// <summary>The state that was changed; 0 for a new one.</summary>
    public required long Revision { get; init; }
}

/// <summary>Which frames are asked for.</summary>
public sealed record FrameQuery
{
    /// <summary>Part of the number or of the remote address.</summary>
    public string? Text { get; init; }

    /// <summary>True: refused ones; false: those that were taken.</summary>
    public bool? Refused { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A frame as it is read; meanings as in <see cref="DustFrame"/>.</summary>
public sealed record FrameRow(
    long Id, DateTimeOffset ReceivedAt, string RemoteAddress, string? Mn, string? Command, string Text, DustFrameProblem? Problem, string? Detail, Hj212Variant? Fitting);
