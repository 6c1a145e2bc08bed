using System.Globalization;
using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Organizations;
using Workflows.Sites;
using Workflows.Supervision;

namespace Workflows.Access;

/// <summary>The project manager submits and signs.</summary>
public sealed record SubmitAccessApplication
{
    public required Actor Actor { get; init; }
    public required long ApplicationId { get; init; }

    /// <summary>施工单位意见 of form 1-3.</summary>
    public required string Opinion { get; init; }

    /// <summary>The revision that was on the screen: what is signed is what was read.</summary>
    public required long Revision { get; init; }
}

/// <summary>What a submission would meet now.</summary>
/// <param name="Problems">Everything that stands against it.</param>
/// <param name="Track">The track it would take, with the reason.</param>
/// <param name="Required">The attachments that must be there.</param>
public sealed record AccessPreview(IReadOnlyList<FormProblem> Problems, TrackDecision Track, IReadOnlyList<AttachmentKind> Required);

/// <summary>Submitting, resubmitting after a correction, withdrawing.</summary>
public sealed class AccessSubmission(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    public const string DefinitionKey = "access";

    /// <exception cref="DomainException">access.unknown.</exception>
    public async Task<AccessPreview> PreviewAsync(Actor actor, long applicationId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var application = await db.Set<AccessApplication>().AsNoTracking().Include(a => a.Attachments).Include(a => a.Revisions)
            .RequireAsync(db, actor, applicationId, cancellationToken);
        var facts = await SubmissionCheck.FactsAsync(db, application.Form, Today(), cancellationToken);
        return new AccessPreview(
            application.Problems(facts),
            TrackDecision.For(application.Form, facts.ListedModels, application.LetterHolds),
            AccessAttachment.Required(application.Form, facts.AcceptedBefore));
    }

    /// <returns>The application's number.</returns>
    /// <exception cref="DomainException">
    /// actor.not-allowed, access.unknown, access.changed-by-other, access.supervision-stopped, access.no-regulator, access.no-operator, and those of the aggregate and the engine.
    /// </exception>
    public Task<string> SubmitAsync(SubmitAccessApplication request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TrySubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, access.unknown, access.cannot-withdraw, field.too-long.</exception>
    public Task WithdrawAsync(Actor actor, long applicationId, string? reason, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(() => TryWithdrawAsync(actor, applicationId, CaseComment.Of(reason), cancellationToken), cancellationToken);

    private async Task TryWithdrawAsync(Actor actor, long applicationId, string? reason, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, [Role.ProjectManager], cancellationToken);
        var application = await db.Set<AccessApplication>().RequireAsync(db, actor, applicationId, cancellationToken);
        if (application.ContractorId != actor.OrganizationId) throw new DomainException("actor.not-allowed");
        application.Withdraw(time.GetUtcNow());
        if (application.Number is not null)
            await engine.CancelAsync(db, new CancelProcess { BusinessKey = AccessScope.BusinessKey(applicationId), Actor = actor, Reason = reason }, cancellationToken);
        else
            await engine.EndCalledAsync(db, AccessScope.BusinessKey(applicationId), "withdrawn", cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
    }

    private async Task<string> TrySubmitAsync(SubmitAccessApplication request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // One transaction around the number and the save: the number's row is held until all is saved, and given back if it is not.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, request.Actor, [Role.ProjectManager], cancellationToken);
        var application = await db.Set<AccessApplication>()
            .Include(a => a.Attachments).Include(a => a.Revisions).Include(a => a.Site).ThenInclude(s => s.Participants)
            .RequireAsync(db, request.Actor, request.ApplicationId, cancellationToken);
        if (application.Revision != request.Revision) throw new DomainException("access.changed-by-other");

        // Asked for by the county, or given back to or taken back by the contractor.
        var held = application.Status == AccessStatus.Correction
            ? await ProcessEngine.HoldAtAsync(db, AccessScope.BusinessKey(application.Id), ["correction", AccessChain.Submission], request.Actor, cancellationToken)
            : null;
        await ProcessEngine.ActAsync(db, held, () => SubmitAsync(db, application, held, request, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return application.Number!;
    }

    private async Task SubmitAsync(
        PortalDbContext db, AccessApplication application, HeldItem? held, SubmitAccessApplication request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await SupervisionStandings.InForceAsync(db, application.SiteId, Today(), cancellationToken)) throw new DomainException("access.supervision-stopped");
        var facts = await SubmissionCheck.FactsAsync(db, application.Form, Today(), cancellationToken);
        application.Submit(facts, request.Actor, request.Opinion, application.Number ?? await NextNumberAsync(db, now, cancellationToken), now);
        var comment = request.Opinion.Trim();
        if (held is null)
        {
            var site = application.Site;
            if (site.ParticipantId(OrganizationKind.Supervisor) is null) throw new DomainException("access.no-supervisor", site.Name);
            var start = await SiteCases.StartAsync(db, site, new CaseKey(DefinitionKey, application.Id), request.Actor, comment, cancellationToken);
            await engine.SubmitAsync(db, start, "submit", ContentOf(application), cancellationToken);
            return;
        }

        var outcome = held.Item.NodeId == AccessChain.Submission ? "submit" : "resubmit";
        await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = outcome, Comment = comment, Content = ContentOf(application) }, cancellationToken);
    }

    private static string ContentOf(AccessApplication application) => FiledContent.Of(
        application.Form, application.Letter, application.CurrentAttachments.Select(a => $"{a.Kind} {a.Hash} {a.FileName}").Order(StringComparer.Ordinal));

    /// <summary>JR, the Shanghai year and five digits.</summary>
    private static async Task<string> NextNumberAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"JR{WorkingCalendar.ShanghaiDate(now).Year}");
        return series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
    }

    private DateOnly Today() => WorkingCalendar.ShanghaiDate(time.GetUtcNow());
}
