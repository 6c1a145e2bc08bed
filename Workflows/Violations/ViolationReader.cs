using Domain;
using Domain.Organizations;
using Domain.Values;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Violations;

/// <summary>Everything that the case page and the printed notices show, for one reader.</summary>
public sealed record ViolationCase
{
    public required long Id { get; init; }
    public required ViolationStatus Status { get; init; }
    public required ViolationKind Kind { get; init; }
    public required Discovery Discovery { get; init; }
    public required long SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string SiteAddress { get; init; }
    public required string RegionCode { get; init; }
    public required string ContractorName { get; init; }
    public required string AuthorityName { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
    public required Wgs84Point? Place { get; init; }
    public required string RecordedByName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string? DismissReason { get; init; }
    public required IReadOnlyList<OrderView> Orders { get; init; }
    public required IReadOnlyList<PhotoView> Photos { get; init; }
    public required DecisionView? Decision { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The candidates that it was opened from.</summary>
    public required IReadOnlyList<string> CandidateRules { get; init; }

    /// <summary>Whether the reader may prepare the answer now.</summary>
    public required bool MayPrepare { get; init; }

    public required Progress Progress { get; init; }
}

/// <summary>An order with what came of it; members as in <see cref="RectificationOrder"/>. What is being prepared is the contractor's alone.</summary>
public sealed record OrderView(
    int Ordinal, string Number, int Days, DateOnly DueOn, string Demand, DateTimeOffset IssuedAt, string IssuedByName, string? Answer, string? PreparedByName,
    DateTimeOffset? AnsweredAt, string? AnsweredByName, DateTimeOffset? OverdueAt, ReinspectionResult? Result, string? Finding, DateTimeOffset? ReinspectedAt,
    string? ReinspectedByName);

/// <summary>What was decided; members as in <see cref="Violation"/>.</summary>
public sealed record DecisionView(
    string Number, DateOnly? TalkOn, int Points, decimal? Fine, string? Penalty, bool Differentiated, string Grounds, string ByName, DateTimeOffset At);

/// <summary>Reads one case.</summary>
public sealed class ViolationReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress)
{
    /// <exception cref="DomainException">violation.unknown: not there, or not for this reader.</exception>
    public async Task<ViolationCase> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var violation = await db.Set<Violation>().AsNoTracking().Include(v => v.Site).Include(v => v.Orders).Include(v => v.Photos).AsSplitQuery()
            .RequireAsync(db, actor, id, cancellationToken);
        var names = await db.Set<Organization>().Where(o => o.Id == violation.ContractorId || o.Id == violation.AuthorityId)
            .Select(o => new { o.Id, o.Name }).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var regulator = ViolationScope.Officers.Contains(actor.Role);
        var rules = regulator
            ? await db.Set<ViolationCandidate>().Where(c => c.ViolationId == id).OrderBy(c => c.Id).Select(c => c.Rule).Distinct().ToListAsync(cancellationToken)
            : [];
        var own = actor.OrganizationId == violation.ContractorId;
        var asked = await progress.ReadAsync(db, ViolationScope.Key, ViolationScope.BusinessKey(id), actor, cancellationToken);
        return new ViolationCase
        {
            Id = id,
            Status = violation.Status,
            Kind = violation.Kind,
            Discovery = violation.Discovery,
            SiteId = violation.SiteId,
            SiteName = violation.Site.Name,
            SiteAddress = violation.Site.Address,
            RegionCode = violation.Site.RegionCode,
            ContractorName = names[violation.ContractorId],
            AuthorityName = names[violation.AuthorityId],
            Description = violation.Description,
            FoundAt = violation.FoundAt,
            Place = violation.Place,
            RecordedByName = violation.RecordedByName,
            RecordedAt = violation.RecordedAt,
            DismissReason = violation.DismissReason,
            Orders = [.. violation.Orders.OrderBy(o => o.Ordinal).Select(o => View(o, own))],
            Photos = [.. violation.Photos.Where(p => p.Stage != PhotoStage.Answer || own || IsAnswered(violation, p)).OrderBy(p => p.Id).Select(ViolationPhotos.View)],
            Decision = violation.DecisionNumber is { } number
                ? new DecisionView(
                    number, violation.TalkOn, violation.Points, violation.Fine, violation.Penalty, violation.Differentiated, violation.Grounds!, violation.DecidedByName!,
                    violation.DecidedAt!.Value)
                : null,
            ClosedAt = violation.ClosedAt,
            CandidateRules = rules,
            MayPrepare = violation.MayPrepare(actor),
            Progress = asked,
        };
    }

    private static bool IsAnswered(Violation violation, ViolationPhoto photo) =>
        violation.Orders.Any(o => o.Ordinal == photo.OrderOrdinal && o.AnsweredAt is not null);

    private static OrderView View(RectificationOrder order, bool own) => new(
        order.Ordinal, order.Number, order.Days, order.DueOn, order.Demand, order.IssuedAt, order.IssuedByName, own || order.AnsweredAt is not null ? order.Answer : null,
        own ? order.PreparedByName : null, order.AnsweredAt, order.AnsweredByName, order.OverdueAt, order.Result, order.Finding, order.ReinspectedAt, order.ReinspectedByName);
}
