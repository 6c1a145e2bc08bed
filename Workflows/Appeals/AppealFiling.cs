using Domain;
using Domain.Appeals;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Appeals;

/// <summary>Files an appeal, or hands one in again that was given back.</summary>
public sealed record FileAppeal
{
    public required Actor Actor { get; init; }

    /// <summary>The supplier's own closed card.</summary>
    public required long ScorecardId { get; init; }

    /// <summary>The appeal that is handed in again; null for a new one.</summary>
    public long? AppealId { get; init; }

    public required AppealForm Form { get; init; }

    /// <summary>Evidence that the actor uploaded for it, or that it has already.</summary>
    public required IReadOnlyList<long> AttachmentIds { get; init; }
}

/// <summary>What suppliers do: filing, handing in again, withdrawing.</summary>
public sealed class AppealFiling(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, Calendars calendars, TimeProvider time)
{
    /// <returns>The appeal's id.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed, actor.stand-in, appeal.card-unknown, appeal.attachment-unknown, access.no-operator, those of <see cref="Appeal"/>, work-item.*,
    /// case.changed-meanwhile.
    /// </exception>
    public Task<long> FileAsync(FileAppeal request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryFileAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in, appeal.unknown, appeal.decided, field.too-long.</exception>
    public Task WithdrawAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await Memberships.RequireAsync(db, actor, AppealScope.Filers, cancellationToken);
            (await db.Set<Appeal>().RequireAsync(db, actor, id, cancellationToken)).Withdraw(time.GetUtcNow());
            await engine.CancelAsync(
                db, new CancelProcess { BusinessKey = AppealScope.BusinessKey(id), Actor = actor, Reason = CaseComment.Of(reason) }, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        }, cancellationToken);

    /// <summary>The card as an appeal meets it.</summary>
    /// <exception cref="DomainException">appeal.card-unknown: not there, not closed, or another supplier's.</exception>
    internal static async Task<(Scorecard Card, AppealedCard Appealed)> CardAsync(
        PortalDbContext db, Actor actor, long cardId, Domain.Calendar.WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var supplier = actor.OrganizationId;
        var card = await db.Set<Scorecard>().Include(c => c.Deductions)
            .SingleOrDefaultAsync(c => c.Id == cardId && c.SupplierId == supplier && c.State == ScorecardState.Closed, cancellationToken)
            ?? throw new DomainException("appeal.card-unknown");
        return (card, new AppealedCard
        {
            ScorecardId = card.Id,
            CityId = card.CityId,
            SupplierId = card.SupplierId,
            Month = card.Period,
            Version = CardVersion.Of(card),
            Until = Appeal.Deadline(card.ClosedAt!.Value, calendar),
            Appealed = await db.Set<Appeal>().AnyAsync(a => a.ScorecardId == cardId && a.Status != AppealStatus.Withdrawn, cancellationToken),
        });
    }

    private async Task<long> TryFileAsync(FileAppeal request, CancellationToken cancellationToken)
    {
        var (actor, now) = (request.Actor, UtcMicroseconds.Cut(time.GetUtcNow()));
        var calendar = await calendars.CurrentAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, AppealScope.Filers, cancellationToken);
        var (card, appealed) = await CardAsync(db, actor, request.ScorecardId, calendar, cancellationToken);
        var files = await db.Set<AppealAttachment>()
            .Where(a => request.AttachmentIds.Contains(a.Id) && (a.AppealId == null ? a.UploadedBy == actor.AccountId : a.AppealId == request.AppealId))
            .ToListAsync(cancellationToken);
        if (files.Count != request.AttachmentIds.Distinct().Count()) throw new DomainException("appeal.attachment-unknown");
        if (request.AppealId is { } id) return await AgainAsync(db, request, id, appealed, files, cancellationToken);

        var appeal = new Appeal(request.Form, appealed, files, actor, now);
        await db.AddAsync(appeal, cancellationToken);
        ConsequenceScope.Bind(db, card);
        await engine.SubmitAsync(db, await StartAsync(db, appeal, actor, cancellationToken), "submit", ContentOf(appeal), cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return appeal.Id;
    }

    private async Task<long> AgainAsync(
        PortalDbContext db, FileAppeal request, long id, AppealedCard card, IReadOnlyList<AppealAttachment> files, CancellationToken cancellationToken)
    {
        var key = AppealScope.BusinessKey(id);
        var appeal = await db.Set<Appeal>().Include(a => a.Items).Include(a => a.Attachments)
            .Where(a => a.ScorecardId == request.ScorecardId).RequireAsync(db, request.Actor, id, cancellationToken);
        var held = await ProcessEngine.HoldAtAsync(db, key, [AppealChain.Submission], request.Actor, cancellationToken);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            appeal.Resubmit(request.Form, card, files);
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "submit", Comment = appeal.Reason, Content = ContentOf(appeal) }, cancellationToken);
        }, cancellationToken);
        return id;
    }

    private static string ContentOf(Appeal appeal) => FiledContent.Of(
        appeal.Reason,
        appeal.Items.OrderBy(i => i.Ordinal).Select(i => i.Deduction.Evidence),
        FiledContent.Papers(appeal.Attachments));

    private static async Task<StartProcess> StartAsync(PortalDbContext db, Appeal appeal, Actor actor, CancellationToken cancellationToken)
    {
        var city = await db.Set<Organization>().AsNoTracking().SingleAsync(o => o.Id == appeal.CityId, cancellationToken);
        var operatorId = await db.Set<Organization>().Where(o => o.Enabled && o.Kind == OrganizationKind.Operator && o.RegionCode == city.RegionCode)
            .OrderBy(o => o.Id).Select(o => (long?)o.Id).FirstOrDefaultAsync(cancellationToken) ?? throw new DomainException("access.no-operator", city.RegionCode!);
        return new StartProcess
        {
            DefinitionKey = AppealScope.Key,
            BusinessKey = AppealScope.BusinessKey(appeal.Id),
            SiteId = null,
            RegionCode = city.RegionCode!,
            Subject = $"{actor.OrganizationName} {ScoreMonth.FromNumber(appeal.Month)}",
            Parties = new Dictionary<string, long>(StringComparer.Ordinal) { ["supplier"] = appeal.SupplierId, ["operator"] = operatorId, ["city"] = appeal.CityId },
            Actor = actor,
            Comment = appeal.Reason,
        };
    }
}
