using Domain;
using Domain.Organizations;
using Domain.Sites;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Violations;

/// <summary>An officer records a violation.</summary>
public sealed record RecordViolation
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
    public required ViolationReport Report { get; init; }

    /// <summary>Photos that the actor uploaded for it.</summary>
    public required IReadOnlyList<long> PhotoIds { get; init; }

    /// <summary>The candidate that it comes from.</summary>
    public long? CandidateId { get; init; }

    /// <summary>Whether it was found on the actor's round of the sites (线上巡查): the site then counts as looked at.</summary>
    public bool OnPatrol { get; init; }
}

/// <summary>An officer changes what was recorded, after it came back.</summary>
public sealed record CorrectRecord
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required ViolationReport Report { get; init; }

    /// <summary>Photos to be added.</summary>
    public required IReadOnlyList<long> PhotoIds { get; init; }
}

/// <summary>A site that something can be recorded of.</summary>
public sealed record RecordSite(long Id, string Name, string Address, string RegionCode, string ContractorName);

/// <summary>What begins a case.</summary>
public sealed class ViolationRecording(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    /// <summary>More are found by typing more of the name.</summary>
    public const int MaxSites = 20;

    /// <summary>Sites of the officer's region with a contractor, by name.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<RecordSite>> SitesAsync(Actor actor, string? text, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
        var sites = Sites(db, actor);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var like = LikePattern.Containing(text.Trim());
            sites = sites.Where(s => EF.Functions.Like(s.Name, like, LikePattern.Escape) || EF.Functions.Like(s.Address, like, LikePattern.Escape));
        }

        return await Rows(sites).Take(MaxSites).ToListAsync(cancellationToken);
    }

    /// <summary>One site; null when there is none, or none of the officer's.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<RecordSite?> SiteAsync(Actor actor, long siteId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
        return await Rows(Sites(db, actor).Where(s => s.Id == siteId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <returns>The case's id.</returns>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, violation.photo-unknown, candidate.unknown, candidate.handled, access.no-regulator,
    /// access.no-operator, and those of <see cref="Violation"/>.</exception>
    public Task<long> RecordAsync(RecordViolation request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryRecordAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Completes the recording that was given back or taken back.</summary>
    /// <exception cref="DomainException">work-item.*, violation.photo-unknown, and those of <see cref="Violation.Correct"/>.</exception>
    public Task CorrectAsync(CorrectRecord request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryCorrectAsync(request, cancellationToken), cancellationToken);
    }

    private static IQueryable<Site> Sites(PortalDbContext db, Actor actor) => db.Set<Site>().Where(VisibleSites.For(actor)).Where(s => s.State != SiteState.Left);

    private static IQueryable<RecordSite> Rows(IQueryable<Site> sites) =>
        sites.Where(s => s.Participants.Any(p => p.Kind == OrganizationKind.Contractor)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new RecordSite(
            s.Id, s.Name, s.Address, s.RegionCode, s.Participants.Where(p => p.Kind == OrganizationKind.Contractor).Select(p => p.Organization.Name).First()));

    private async Task<long> TryRecordAsync(RecordViolation request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
        var site = await db.Set<Site>().Include(s => s.Participants).Where(VisibleSites.For(actor)).SingleOrDefaultAsync(s => s.Id == request.SiteId, cancellationToken)
            ?? throw new DomainException("site.unknown");
        var photos = await ViolationPhotos.TakeAsync(db, actor, request.PhotoIds, cancellationToken);
        var violation = new Violation(request.Report, site, photos, actor, now);
        await db.AddAsync(violation, cancellationToken);
        if (request.CandidateId is { } candidate) await TakeCandidatesAsync(db, candidate, violation, actor, now, cancellationToken);
        if (request.OnPatrol) await Patrols.MarkAsync(db, site.Id, actor, note: null, violation.Id, now, cancellationToken);
        var parties = await SiteParties.ReadAsync(db, site, cancellationToken);
        parties["authority"] = actor.OrganizationId;
        await engine.SubmitAsync(
            db,
            new StartProcess
            {
                DefinitionKey = ViolationScope.Key,
                BusinessKey = ViolationScope.BusinessKey(violation.Id),
                SiteId = site.Id,
                RegionCode = site.RegionCode,
                Subject = site.Name,
                Parties = parties,
                Variables = new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["officer"] = actor.Role.ToString() },
                Actor = actor,
                Comment = violation.Description,
            },
            "submit",
            ContentOf(violation),
            cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return violation.Id;
    }

    private async Task TryCorrectAsync(CorrectRecord request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, request.WorkItemId, request.Actor, cancellationToken);
        if (held.Item.NodeId != ViolationChain.Record) throw new DomainException("work-item.not-yours");
        var violation = await ViolationScope.LoadAsync(db, Cases.CaseKey.Parse(held.Item.BusinessKey).Id, cancellationToken);
        var photos = await ViolationPhotos.TakeAsync(db, request.Actor, request.PhotoIds, cancellationToken);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            violation.Correct(request.Report, photos, time.GetUtcNow());
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "submit", Comment = violation.Description, Content = ContentOf(violation) }, cancellationToken);
        }, cancellationToken);
    }

    private static string ContentOf(Violation violation) => FiledContent.Of(
        violation.Kind, violation.Discovery, violation.FoundAt, violation.Description, violation.Place,
        violation.Photos.Where(p => p.Stage == PhotoStage.Finding).Select(p => p.Hash).Order(StringComparer.Ordinal));

    /// <summary>The candidate, and with it all that wait for the same thing at the same site: a violation is of the site.</summary>
    private static async Task TakeCandidatesAsync(
        PortalDbContext db, long candidateId, Violation violation, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var site = violation.SiteId;
        var chosen = await db.Set<ViolationCandidate>().SingleOrDefaultAsync(c => c.Id == candidateId && c.SiteId == site, cancellationToken)
            ?? throw new DomainException("candidate.unknown");
        chosen.Open(violation.Id, actor, now);
        var kind = chosen.Kind;
        var alike = await db.Set<ViolationCandidate>().Where(c => c.SiteId == site && c.Kind == kind && c.HandledAt == null && c.Id != candidateId).ToListAsync(cancellationToken);
        foreach (var candidate in alike) candidate.Open(violation.Id, actor, now);
    }
}
