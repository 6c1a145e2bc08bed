using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Violations;

/// <summary>Which candidates are asked for.</summary>
public sealed record CandidateQuery
{
    public string? Text { get; init; }
    public ViolationKind? Kind { get; init; }

    /// <summary>Open ones unless asked otherwise.</summary>
    public CandidateStatus Status { get; init; } = CandidateStatus.Open;

    /// <summary>Only those whose cause lasts.</summary>
    public bool LastingOnly { get; init; }

    public string? RegionCode { get; init; }
    public long? SiteId { get; init; }
    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list; members as in <see cref="ViolationCandidate"/>.</summary>
/// <param name="OpenCaseId">A case of the same kind at the site that is not over.</param>
public sealed record CandidateRow(
    long Id, long SiteId, string SiteName, string RegionCode, ViolationKind Kind, string Rule, string Source, long? DeviceId, string? DeviceCode, string? DevicePosition,
    DateTimeOffset Since, DateTimeOffset FoundAt, DateTimeOffset? EndedAt, long? ViolationId, DateTimeOffset? HandledAt, string? HandledByName, string? Reason,
    long? OpenCaseId);

/// <summary>What rules have proposed, for the regulators of the sites.</summary>
public sealed class Candidates(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>The newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<CandidateRow>> ListAsync(Actor actor, CandidateQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
        var found = Of(db, actor, query.Status);
        if (query.LastingOnly) found = found.Where(c => c.EndedAt == null);
        if (query.Kind is { } kind) found = found.Where(c => c.Kind == kind);
        if (query.SiteId is { } siteId) found = found.Where(c => c.SiteId == siteId);
        var rows =
            from candidate in found
            join site in db.Set<Site>() on candidate.SiteId equals site.Id
            join device in db.Set<Device>() on candidate.DeviceId equals device.Id into devices
            from device in devices.DefaultIfEmpty()
            select new { candidate, site, device };
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.site.RegionCode == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.site.Name, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.candidate.FoundAt).ThenByDescending(r => r.candidate.Id).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(r => new CandidateRow(
                r.candidate.Id, r.site.Id, r.site.Name, r.site.RegionCode, r.candidate.Kind, r.candidate.Rule, r.candidate.Source, r.candidate.DeviceId,
                r.device == null ? null : r.device.Code, r.device == null ? null : r.device.Position, r.candidate.Since, r.candidate.FoundAt, r.candidate.EndedAt,
                r.candidate.ViolationId, r.candidate.HandledAt, r.candidate.HandledByName, r.candidate.Reason,
                db.Set<Violation>().Where(v => v.SiteId == r.site.Id && v.Kind == r.candidate.Kind && v.Status != ViolationStatus.Dismissed
                    && v.Status != ViolationStatus.Rectified && v.Status != ViolationStatus.Sanctioned).Max(v => (long?)v.Id)))
            .ToListAsync(cancellationToken);
        return new PageOf<CandidateRow>(page, total);
    }

    /// <summary>One candidate, to open a case from.</summary>
    /// <exception cref="DomainException">actor.not-allowed, candidate.unknown: not there, or not for this reader; candidate.handled.</exception>
    public async Task<CandidateRow> OpenOneAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
        var candidate = await Visible(db, actor).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new DomainException("candidate.unknown");
        if (candidate.HandledAt is not null) throw new DomainException("candidate.handled", candidate.HandledByName ?? "");
        return (await ListAsync(actor, new CandidateQuery { SiteId = candidate.SiteId, Kind = candidate.Kind, Page = new PageRequest { Size = PageRequest.MaxSize } }, cancellationToken))
            .Items.FirstOrDefault(c => c.Id == id) ?? throw new DomainException("candidate.unknown");
    }

    /// <summary>An officer has looked at it and opens no case.</summary>
    /// <exception cref="DomainException">actor.not-allowed, candidate.unknown, candidate.handled, candidate.reason-required, field.too-long.</exception>
    public Task SetAsideAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
            var candidate = await Visible(db, actor).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new DomainException("candidate.unknown");
            candidate.SetAside(reason, actor, time.GetUtcNow());
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        },
        cancellationToken);

    /// <summary>Those that the actor sees, of one status; for lists and figures.</summary>
    internal static IQueryable<ViolationCandidate> Of(PortalDbContext db, Actor actor, CandidateStatus status)
    {
        var found = Visible(db, actor).AsNoTracking();
        return status switch
        {
            CandidateStatus.Open => found.Where(c => c.HandledAt == null),
            CandidateStatus.Opened => found.Where(c => c.ViolationId != null),
            _ => found.Where(c => c.HandledAt != null && c.ViolationId == null),
        };
    }

    private static IQueryable<ViolationCandidate> Visible(PortalDbContext db, Actor actor)
    {
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return db.Set<ViolationCandidate>().Where(c => sites.Any(s => s.Id == c.SiteId));
    }
}
