using Domain;
using Domain.Appeals;
using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Engine.Shell;
using Workflows.Files;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Appeals;

/// <summary>Which appeals are asked for.</summary>
public sealed record AppealQuery
{
    /// <summary>Part of the supplier's name.</summary>
    public string? Text { get; init; }
    public AppealStatus? Status { get; init; }
    public long? SupplierId { get; init; }
    public ScoreMonth? Month { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

/// <summary>A row of the list.</summary>
public sealed record AppealRow(
    long Id, AppealStatus Status, string SupplierName, ScoreMonth Month, int ScoreBefore, int? NewScore, int Deductions, DateTimeOffset FiledAt);

/// <summary>A device that a deduction points at.</summary>
public sealed record AppealDevice(long Id, string Name, string SiteName);

/// <summary>A deduction with the devices that it is about.</summary>
/// <param name="Ordinal">Its place on the card, from 0.</param>
/// <param name="Deduction">The deduction.</param>
/// <param name="Devices">The one device, or those that a check found offline.</param>
/// <param name="Verdict">Null before the decision.</param>
public sealed record AppealLine(int Ordinal, Deduction Deduction, IReadOnlyList<AppealDevice> Devices, AppealVerdict? Verdict);

/// <summary>Everything that the case page and the printed form show, for one reader.</summary>
public sealed record AppealCase
{
    public required long Id { get; init; }
    public required AppealStatus Status { get; init; }
    public required long SupplierId { get; init; }
    public required string SupplierName { get; init; }
    public required string CityName { get; init; }
    public required long ScorecardId { get; init; }
    public required ScoreMonth Month { get; init; }
    public required CardVersion Before { get; init; }
    public required int? NewScore { get; init; }
    public required string? NewDigest { get; init; }
    public required string Reason { get; init; }
    public required IReadOnlyList<AppealLine> Lines { get; init; }

    /// <summary>The card as it was, with its devices.</summary>
    public required IReadOnlyList<AppealLine> Former { get; init; }
    public required IReadOnlyList<FileView> Files { get; init; }
    public required string FiledByName { get; init; }
    public required DateTimeOffset FiledAt { get; init; }
    public required string? DecidedByName { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether the reader may withdraw it now.</summary>
    public required bool MayWithdraw { get; init; }
    public required Progress Progress { get; init; }
}

/// <summary>What the form of an appeal offers.</summary>
/// <param name="Until">Until when it can be filed, UTC.</param>
/// <param name="AppealId">The appeal that is handed in again; null for a new one.</param>
/// <param name="Problem">Why none can be filed: appeal.too-late (the last day), appeal.another, appeal.nothing-deducted; null when it can.</param>
/// <param name="Filed">What the appeal says already, when it is handed in again.</param>
public sealed record AppealOptions(
    long ScorecardId, ScoreMonth Month, int Score, IReadOnlyList<AppealLine> Deductions, DateTimeOffset Until, long? AppealId, DomainException? Problem, AppealForm? Filed,
    IReadOnlyList<FileView> Files);

/// <summary>Reads of appeals, each within what the reader may see.</summary>
public sealed class AppealReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress, Calendars calendars, TimeProvider time)
{
    /// <summary>The newest first.</summary>
    public async Task<PageOf<AppealRow>> ListAsync(Actor actor, AppealQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from appeal in db.Set<Appeal>().VisibleTo(db, actor).AsNoTracking()
            join supplier in db.Set<Organization>() on appeal.SupplierId equals supplier.Id
            select new { appeal, Supplier = supplier.Name, Count = appeal.Items.Count };
        if (query.Status is { } status) rows = rows.Where(r => r.appeal.Status == status);
        if (query.SupplierId is { } id) rows = rows.Where(r => r.appeal.SupplierId == id);
        if (query.Month is { Number: var month }) rows = rows.Where(r => r.appeal.Month == month);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Supplier, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.appeal.FiledAt).ThenByDescending(r => r.appeal.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200)).ToListAsync(cancellationToken);
        return new PageOf<AppealRow>(
            [.. page.Select(r => new AppealRow(
                r.appeal.Id, r.appeal.Status, r.Supplier, ScoreMonth.FromNumber(r.appeal.Month), r.appeal.Before.Score, r.appeal.NewScore, r.Count, r.appeal.FiledAt))],
            total);
    }

    /// <exception cref="DomainException">appeal.unknown: not there, or not for this reader.</exception>
    public async Task<AppealCase> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var appeal = await db.Set<Appeal>().AsNoTracking().Include(a => a.Items).Include(a => a.Attachments).RequireAsync(db, actor, id, cancellationToken);
        var names = await db.Set<Organization>().Where(o => o.Id == appeal.CityId || o.Id == appeal.SupplierId).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var facts = await db.Set<Scorecard>().Where(c => c.Id == appeal.ScorecardId).Select(c => c.Facts).SingleAsync(cancellationToken);
        var former = await LinesAsync(db, appeal.Before.Deductions, facts, cancellationToken);
        var verdicts = appeal.Items.ToDictionary(i => i.Ordinal, i => i.Verdict);
        return new AppealCase
        {
            Id = id,
            Status = appeal.Status,
            SupplierId = appeal.SupplierId,
            SupplierName = names[appeal.SupplierId],
            CityName = names[appeal.CityId],
            ScorecardId = appeal.ScorecardId,
            Month = ScoreMonth.FromNumber(appeal.Month),
            Before = appeal.Before,
            NewScore = appeal.NewScore,
            NewDigest = appeal.NewDigest,
            Reason = appeal.Reason,
            Lines = [.. former.Where(l => verdicts.ContainsKey(l.Ordinal)).Select(l => l with { Verdict = verdicts[l.Ordinal] })],
            Former = former,
            Files = FilesOf(appeal),
            FiledByName = appeal.FiledByName,
            FiledAt = appeal.FiledAt,
            DecidedByName = appeal.DecidedByName,
            DecidedAt = appeal.DecidedAt,
            ClosedAt = appeal.ClosedAt,
            MayWithdraw = appeal.IsOpen && actor.Role == Role.SupplierStaff && actor.OrganizationId == appeal.SupplierId,
            Progress = await progress.ReadAsync(db, AppealScope.Key, AppealScope.BusinessKey(id), actor, cancellationToken),
        };
    }

    /// <summary>What the supplier's form offers for one of its closed cards.</summary>
    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in, appeal.card-unknown, calendar.year-missing.</exception>
    public async Task<AppealOptions> OptionsAsync(Actor actor, long cardId, CancellationToken cancellationToken = default)
    {
        var calendar = await calendars.CurrentAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, AppealScope.Filers, cancellationToken);
        var (card, appealed) = await AppealFiling.CardAsync(db, actor, cardId, calendar, cancellationToken);
        var lines = await LinesAsync(db, appealed.Version.Deductions, card.Facts, cancellationToken);
        var back = await db.Set<Appeal>().AsNoTracking().Include(a => a.Items).Include(a => a.Attachments)
            .Where(a => a.ScorecardId == cardId && a.Status == AppealStatus.Correction).SingleOrDefaultAsync(cancellationToken);
        return new AppealOptions(
            card.Id, card.Period, card.Score, lines, appealed.Until, back?.Id,
            back is not null ? null : Problem(appealed, time.GetUtcNow()),
            back is null ? null : new AppealForm { Reason = back.Reason, Deductions = [.. back.Items.OrderBy(i => i.Ordinal).Select(i => i.Deduction.Evidence)] },
            back is null ? [] : FilesOf(back));
    }

    private static DomainException? Problem(AppealedCard card, DateTimeOffset now)
    {
        if (card.Appealed) return new DomainException("appeal.another");
        if (card.Version.Deductions.Count == 0) return new DomainException("appeal.nothing-deducted");
        return now >= card.Until ? new DomainException("appeal.too-late", card.LastDay) : null;
    }

    private static FileView[] FilesOf(Appeal appeal) => [.. appeal.Attachments.OrderBy(f => f.Id).Select(FileView.Of)];

    private static async Task<List<AppealLine>> LinesAsync(
        PortalDbContext db, IReadOnlyList<Deduction> deductions, ScoreFacts facts, CancellationToken cancellationToken)
    {
        var about = deductions.Select(d => d.Evidence.DeviceId is { } one
            ? [one]
            : facts.Checks.Where(c => c.At == d.Evidence.CheckedAt).SelectMany(c => c.Offline).Select(o => o.DeviceId).ToList()).ToList();
        var ids = about.SelectMany(a => a).Distinct().ToList();
        var devices = await (
            from device in db.Set<Device>()
            join site in db.Set<Site>() on device.SiteId equals site.Id
            where ids.Contains(device.Id)
            select new AppealDevice(device.Id, device.Position, site.Name)).ToDictionaryAsync(d => d.Id, cancellationToken);
        return [.. deductions.Select((d, ordinal) => new AppealLine(ordinal, d, [.. about[ordinal].Where(devices.ContainsKey).Select(a => devices[a])], Verdict: null))];
    }
}
