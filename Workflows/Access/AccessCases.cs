using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Access;

/// <summary>Which applications are asked for.</summary>
public sealed record AccessQuery
{
    public string? Text { get; init; }
    public AccessStatus? Status { get; init; }
    public AccessTrack? Track { get; init; }
    public string? RegionCode { get; init; }

    /// <summary>First and last day of their submission (Shanghai).</summary>
    public DateOnly? SubmittedFrom { get; init; }

    public DateOnly? SubmittedUntil { get; init; }

    /// <summary>Only those with a step past its deadline.</summary>
    public bool OverdueOnly { get; init; }

    public AccessSort Sort { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

public enum AccessSort
{
    NewestFirst,
    DueFirst,
    SiteName,
}

/// <summary>A row of the list of applications.</summary>
public sealed record AccessRow(
    long Id, string? Number, string SiteName, string RegionCode, string ContractorName, string? SupplierName, AccessStatus Status, TrackDecision? Track,
    bool InScope, DateTimeOffset? SubmittedAt, string? StepNode, DateTimeOffset? DueAt);

/// <summary>A letter that the installer is asked to sign.</summary>
public sealed record LetterRow(long ApplicationId, string SiteName, string ContractorName, string? ProjectManagerName, string? ProjectManagerPhone, CommitmentLetter? Letter);

/// <summary>Reads of applications, each within what the actor may see.</summary>
public sealed class AccessCases(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    public async Task<(IReadOnlyList<AccessRow> Rows, int Total)> ListAsync(Actor actor, AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var rows =
            from application in db.Set<AccessApplication>().VisibleTo(db, actor).AsNoTracking()
            join contractor in db.Set<Organization>() on application.ContractorId equals contractor.Id
            select new { application, application.Site, Contractor = contractor.Name };
        if (query.Status is { } status) rows = rows.Where(r => r.application.Status == status);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.Site.RegionCode == query.RegionCode);
        if (query.SubmittedFrom is { } first)
        {
            var from = WorkingCalendar.StartOfDay(first);
            rows = rows.Where(r => r.application.SubmittedAt >= from);
        }

        if (query.SubmittedUntil is { } last)
        {
            var until = WorkingCalendar.StartOfDay(last.AddDays(1));
            rows = rows.Where(r => r.application.SubmittedAt < until);
        }

        if (query.Track is { } track) rows = rows.Where(r => r.application.TrackKind == track);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Site.Name, like, LikePattern.Escape)
                || EF.Functions.Like(r.application.Number!, like, LikePattern.Escape)
                || EF.Functions.Like(r.Contractor, like, LikePattern.Escape));
        }

        var items = db.Set<WorkItem>().Where(w => w.DefinitionKey == AccessSubmission.DefinitionKey && w.Status == WorkItemStatus.Open);
        if (query.OverdueOnly) rows = rows.Where(r => items.Any(w => w.BusinessKey == "access:" + r.application.Id && w.DueAt <= now));
        var withStep = rows.Select(r => new
        {
            r.application,
            r.Site,
            r.Contractor,
            Supplier = db.Set<Organization>().Where(o => o.Id == r.application.SupplierId).Select(o => o.Name).FirstOrDefault(),
            Step = items.Where(w => w.BusinessKey == "access:" + r.application.Id)
                .OrderBy(w => w.DueAt == null).ThenBy(w => w.DueAt).Select(w => w.NodeId).FirstOrDefault(),
            Due = items.Where(w => w.BusinessKey == "access:" + r.application.Id).Min(w => w.DueAt),
        });
        var total = await withStep.CountAsync(cancellationToken);
        var ordered = query.Sort switch
        {
            AccessSort.DueFirst => withStep.OrderBy(r => r.Due == null).ThenBy(r => r.Due).ThenByDescending(r => r.application.Id),
            AccessSort.SiteName => withStep.OrderBy(r => r.Site.Name).ThenByDescending(r => r.application.Id),
            _ => withStep.OrderByDescending(r => r.application.CreatedAt).ThenByDescending(r => r.application.Id),
        };
        var page = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .Select(r => new AccessRow(
                r.application.Id, r.application.Number, r.Site.Name, r.Site.RegionCode, r.Contractor, r.Supplier, r.application.Status, r.application.Track,
                r.application.InScope, r.application.SubmittedAt, r.Step, r.Due))
            .ToListAsync(cancellationToken);
        return (page, total);
    }

    /// <summary>The drafts and corrections that name the actor's organization as installer.</summary>
    public async Task<IReadOnlyList<LetterRow>> LettersAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.OrganizationKind != OrganizationKind.Supplier) throw new DomainException("actor.not-allowed");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from application in db.Set<AccessApplication>().VisibleTo(db, actor).AsNoTracking()
            where application.Status == AccessStatus.Draft || application.Status == AccessStatus.Correction
            join contractor in db.Set<Organization>() on application.ContractorId equals contractor.Id
            orderby application.CreatedAt descending
            select new { application, SiteName = application.Site.Name, Contractor = contractor.Name }).Take(200).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new LetterRow(
            r.application.Id, r.SiteName, r.Contractor, r.application.Form.ProjectManagerName, r.application.Form.ProjectManagerPhone,
            r.application.LetterHolds ? r.application.Letter : null))];
    }
}
