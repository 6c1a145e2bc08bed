using Domain;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Cases;

/// <summary>Leaves an item to one colleague of the same role.</summary>
public sealed record TransferItem
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }

    /// <summary>One of <see cref="CaseHandovers.ColleaguesAsync"/>.</summary>
    public required long ToAccountId { get; init; }

    public string? Note { get; init; }
}

/// <summary>Urges the holder of an open item.</summary>
public sealed record UrgeItem
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public string? Note { get; init; }
}

/// <summary>A person by account.</summary>
public sealed record PersonChoice(long AccountId, string Name);

/// <summary>转办 and 催办: who an open item waits for, and that somebody waits. Neither moves the case nor its clocks.</summary>
public sealed class CaseHandovers(IDbContextFactory<PortalDbContext> databases, Chains chains, Calendars calendars, TimeProvider time)
{
    /// <summary>Whom the actor could transfer to: the others who hold the role.</summary>
    public async Task<IReadOnlyList<PersonChoice>> ColleaguesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Colleagues(db, actor).OrderBy(a => a.DisplayName).ThenBy(a => a.Id)
            .Select(a => new PersonChoice(a.Id, a.DisplayName)).ToListAsync(cancellationToken);
    }

    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), transfer.to-nobody: no longer a colleague of the role;
    /// transfer.to-oneself, field.too-long, case.changed-meanwhile.</exception>
    public Task TransferAsync(TransferItem request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryTransferAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a transfer back, so that the item waits for the whole role again.</summary>
    /// <exception cref="DomainException">work-item.not-yours, work-item.already-handled, transfer.not-yours, case.changed-meanwhile.</exception>
    public Task TakeBackAsync(Actor actor, long workItemId, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(() => TryTakeBackAsync(actor, workItemId, cancellationToken), cancellationToken);

    /// <exception cref="DomainException">case.unknown, urge.own, urge.too-soon (from when), work-item.wait, work-item.already-handled, calendar.year-missing,
    /// field.too-long, case.changed-meanwhile.</exception>
    public Task UrgeAsync(UrgeItem request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryUrgeAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryTransferAsync(TransferItem request, CancellationToken cancellationToken)
    {
        var note = CaseComment.Of(request.Note);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, request.WorkItemId, request.Actor, cancellationToken);
        var to = await Colleagues(db, request.Actor).SingleOrDefaultAsync(a => a.Id == request.ToAccountId, cancellationToken)
            ?? throw new DomainException(request.ToAccountId == request.Actor.AccountId ? "transfer.to-oneself" : "transfer.to-nobody");
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        held.Item.Transfer(to.Id, to.DisplayName, request.Actor.AccountId);
        await NoteAsync(db, held.Item, held.Instance, new HistoryFacts
        {
            Action = "transfer",
            At = now,
            Actor = request.Actor,
            NodeId = held.Item.NodeId,
            Addressees = to.DisplayName,
            Comment = note,
        });
        await db.AddRangeAsync(ItemNotices.Transferred(held.Item, request.Actor.Name, note, held.Instance.HistoryCount, now), cancellationToken);
        await ProcessEngine.SaveAsync(db, held, cancellationToken);
    }

    private async Task TryTakeBackAsync(Actor actor, long workItemId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (item, instance) = await HoldQuery.RunAsync(db, workItemId, actor, cancellationToken) ?? throw new DomainException("work-item.not-yours");
        item.TakeBack(actor.AccountId);
        await NoteAsync(db, item, instance, new HistoryFacts
        {
            Action = "take-back",
            At = UtcMicroseconds.Cut(time.GetUtcNow()),
            Actor = actor,
            NodeId = item.NodeId,
        });
        await ProcessEngine.SaveAsync(db, new HeldItem(item, instance, actor), cancellationToken);
    }

    private async Task TryUrgeAsync(UrgeItem request, CancellationToken cancellationToken)
    {
        var (actor, note) = (request.Actor, CaseComment.Of(request.Note));
        var calendar = await calendars.CurrentAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, [actor.Role], cancellationToken);
        var item = await db.Set<WorkItem>().SingleOrDefaultAsync(w => w.Id == request.WorkItemId, cancellationToken) ?? throw new DomainException("case.unknown");
        await chains.RequireAsync(db, actor, item.BusinessKey, cancellationToken);
        if (item.IsOf(actor)) throw new DomainException("urge.own");
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        item.Urge(calendar, now);
        var instance = await db.Set<ProcessInstance>().SingleAsync(i => i.Id == item.InstanceId, cancellationToken);
        await NoteAsync(db, item, instance, new HistoryFacts { Action = "urge", At = now, Actor = actor, NodeId = item.NodeId, Addressees = item.AssigneeName, Comment = note });
        await db.AddRangeAsync(ItemNotices.Urged(item, $"{actor.OrganizationName} {actor.Name}", note, now), cancellationToken);
        await ProcessEngine.SaveAsync(db, new HeldItem(item, instance, actor), cancellationToken);
    }

    private static async Task NoteAsync(PortalDbContext db, WorkItem item, ProcessInstance instance, HistoryFacts facts) =>
        await db.AddAsync(new HistoryEntry(instance, instance.NextNote(), facts with { NodeId = item.NodeId }));

    private static IQueryable<Account> Colleagues(PortalDbContext db, Actor actor)
    {
        var (organization, role, self) = (actor.OrganizationId, actor.Role, actor.AccountId);
        return db.Set<Account>().AsNoTracking().Where(a => a.Enabled && a.Id != self
            && db.Set<Membership>().Any(m => m.AccountId == a.Id && m.OrganizationId == organization && m.Role == role && m.Active));
    }
}
