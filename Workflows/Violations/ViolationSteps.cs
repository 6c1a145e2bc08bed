using System.Globalization;
using Domain;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Numbering;
using Workflows.Organizations;

namespace Workflows.Violations;

/// <summary>The officer gives an order.</summary>
public sealed record GiveOrder
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required OrderTerms Terms { get; init; }
}

/// <summary>The contractor's project manager answers an order.</summary>
public sealed record ReplyToOrder
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required string? Text { get; init; }
}

/// <summary>The officer has looked again.</summary>
public sealed record ReinspectViolation
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required ReinspectionResult Result { get; init; }
    public required string? Finding { get; init; }

    /// <summary>Photos that the actor uploaded for it.</summary>
    public required IReadOnlyList<long> PhotoIds { get; init; }

    /// <summary>The new order, where the deadline is extended; not read otherwise.</summary>
    public OrderTerms? Terms { get; init; }
}

/// <summary>The officer decides the measures.</summary>
public sealed record DecideMeasures
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required ViolationMeasures Measures { get; init; }
}

/// <summary>What people do at the steps of a case. Each may be refused as ProcessEngine.HoldAsync refuses, and as the aggregate does.</summary>
public sealed class ViolationSteps(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, Calendars calendars, TimeProvider time)
{
    /// <returns>The order's number.</returns>
    /// <exception cref="DomainException">work-item.*, violation.days-range, field.*, calendar.year-missing, case.changed-meanwhile.</exception>
    public async Task<string> OrderAsync(GiveOrder request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var number = "";
        await ActAsync(request.Actor, request.WorkItemId, ViolationChain.OrderStep, async (db, violation, now) =>
        {
            number = await IssueAsync(db, violation, request.Terms, request.Actor, now, cancellationToken);
            return ("order", request.Terms.Demand);
        }, cancellationToken);
        return number;
    }

    /// <summary>It is no violation, or is not followed up.</summary>
    /// <exception cref="DomainException">work-item.*, violation.reason-required, field.too-long.</exception>
    public Task DismissAsync(Actor actor, long workItemId, string? reason, CancellationToken cancellationToken = default) =>
        ActAsync(actor, workItemId, ViolationChain.OrderStep, (_, violation, now) =>
        {
            violation.Dismiss(reason, now);
            return Task.FromResult<(string, string?)>(("dismiss", violation.DismissReason));
        }, cancellationToken);

    /// <summary>Keeps what the contractor's people have written so far.</summary>
    /// <exception cref="DomainException">actor.not-allowed, violation.unknown, violation.step, violation.contractor-only, field.too-long.</exception>
    public async Task PrepareAsync(Actor actor, long violationId, string? text, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, [Role.ProjectManager, Role.SiteClerk], cancellationToken);
        var violation = await db.Set<Violation>().Include(v => v.Orders).RequireAsync(db, actor, violationId, cancellationToken);
        violation.Prepare(text, actor);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <exception cref="DomainException">work-item.*, violation.answer-required, violation.photo-required, field.too-long.</exception>
    public Task ReplyAsync(ReplyToOrder request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ActAsync(request.Actor, request.WorkItemId, ViolationChain.Answer, (_, violation, now) =>
        {
            violation.Reply(request.Text, request.Actor, now);
            return Task.FromResult<(string, string?)>(("submit", violation.Order!.Answer));
        }, cancellationToken);
    }

    /// <exception cref="DomainException">work-item.*, violation.finding-required, violation.photo-unknown, violation.photos-too-many, violation.days-range, field.*,
    /// calendar.year-missing.</exception>
    public Task ReinspectAsync(ReinspectViolation request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ActAsync(request.Actor, request.WorkItemId, ViolationChain.Reinspection, async (db, violation, now) =>
        {
            violation.Attach(PhotoStage.Reinspection, await ViolationPhotos.TakeAsync(db, request.Actor, request.PhotoIds, cancellationToken));
            violation.Reinspect(request.Result, request.Finding, request.Actor, now);
            var finding = violation.Order!.Finding;
            switch (request.Result)
            {
                case ReinspectionResult.Passed:
                    await db.AddRangeAsync(ViolationNotices.Rectified(violation, violation.Order, SiteWatchers.Of(violation), now), cancellationToken);
                    return ("pass", finding);
                case ReinspectionResult.Extended:
                    await IssueAsync(db, violation, request.Terms ?? new OrderTerms(0, Demand: null), request.Actor, now, cancellationToken);
                    return ("extend", finding);
                case ReinspectionResult.PassedWithMeasures:
                    return ("measure", finding);
                default:
                    return ("fail", finding);
            }
        }, cancellationToken);
    }

    /// <returns>The decision's number.</returns>
    /// <exception cref="DomainException">work-item.*, violation.fine-range and its kin (<see cref="ViolationMeasures.Problems"/>), field.*.</exception>
    public async Task<string> SanctionAsync(DecideMeasures request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var number = "";
        await ActAsync(request.Actor, request.WorkItemId, ViolationChain.Measures, async (db, violation, now) =>
        {
            // Refused before a number is taken.
            if (request.Measures.Problems(violation.Kind) is [var first, ..]) throw new DomainException(first.Code, first.Arguments);
            number = await NumberAsync(db, "CL", now, cancellationToken);
            violation.Sanction(request.Measures, number, request.Actor, now);
            await db.AddRangeAsync(ViolationNotices.Sanctioned(violation, number, SiteWatchers.Of(violation), now), cancellationToken);
            return ("decide", violation.Grounds);
        }, cancellationToken);
        return number;
    }

    private async Task<string> IssueAsync(
        PortalDbContext db, Violation violation, OrderTerms terms, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (terms.Problems() is [var first, ..]) throw new DomainException(first.Code, first.Arguments);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var due = calendar.AddWorkingDays(WorkingCalendar.ShanghaiDate(now), terms.Days);
        var number = await NumberAsync(db, "ZG", now, cancellationToken);
        violation.Issue(terms, number, due, actor.Name, now);
        return number;
    }

    private static async Task<string> NumberAsync(PortalDbContext db, string prefix, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"{prefix}{WorkingCalendar.ShanghaiDate(now).Year}");
        return series + (await Numbers.NextAsync(db, series, cancellationToken)).ToString("D5", CultureInfo.InvariantCulture);
    }

    /// <param name="actor">Who acts.</param>
    /// <param name="workItemId">The item.</param>
    /// <param name="node">The step that it must be of.</param>
    /// <param name="act">Changes the case; gives the step's outcome and what the history says.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private Task ActAsync(
        Actor actor, long workItemId, string node, Func<PortalDbContext, Violation, DateTimeOffset, Task<(string Outcome, string? Comment)>> act,
        CancellationToken cancellationToken) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            // One transaction around a number and the save.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var held = await ProcessEngine.HoldAsync(db, workItemId, actor, cancellationToken);
            if (held.Instance.DefinitionKey != ViolationScope.Key || held.Item.NodeId != node) throw new DomainException("work-item.not-yours");
            var violation = await ViolationScope.LoadAsync(db, CaseKey.Parse(held.Item.BusinessKey).Id, cancellationToken);
            await ProcessEngine.ActAsync(db, held, async () =>
            {
                var (outcome, comment) = await act(db, violation, time.GetUtcNow());
                await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = outcome, Comment = CaseComment.Of(comment) }, cancellationToken);
            }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        },
        cancellationToken);
}
