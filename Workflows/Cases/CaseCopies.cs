using Domain;
using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Cases;

/// <summary>Sends a case to people who may read it, for their information.</summary>
public sealed record CopyCase
{
    public required Actor Actor { get; init; }
    public required string BusinessKey { get; init; }

    /// <summary>Some of <see cref="CaseCopies.ReadersAsync"/>.</summary>
    public required IReadOnlyCollection<long> AccountIds { get; init; }

    public string? Note { get; init; }
}

/// <summary>Somebody who may read a case.</summary>
public sealed record CaseReader(long AccountId, string Name, Role Role, string OrganizationName);

/// <summary>抄送: a message with the way to the case, to people who may read it already. It gives nobody a right.</summary>
public sealed class CaseCopies(IDbContextFactory<PortalDbContext> databases, Chains chains, TimeProvider time)
{
    /// <summary>Most people of one copy.</summary>
    public const int MaximumReaders = 20;

    /// <summary>Those who can be sent a copy: people of the units that take part in the site or the case, as far as they see it.</summary>
    /// <exception cref="DomainException">case.unknown.</exception>
    public async Task<IReadOnlyList<CaseReader>> ReadersAsync(Actor actor, string businessKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await chains.RequireAsync(db, actor, businessKey, cancellationToken);
        return await AllowedAsync(db, actor, businessKey, cancellationToken);
    }

    /// <exception cref="DomainException">case.unknown, actor.not-allowed, copy.to-nobody, copy.not-a-reader, copy.too-many (limit), field.too-long,
    /// case.changed-meanwhile.</exception>
    public Task CopyAsync(CopyCase request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryCopyAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryCopyAsync(CopyCase request, CancellationToken cancellationToken)
    {
        var (actor, note, wanted) = (request.Actor, CaseComment.Of(request.Note), request.AccountIds.ToHashSet());
        if (wanted.Count == 0) throw new DomainException("copy.to-nobody");
        if (wanted.Count > MaximumReaders) throw new DomainException("copy.too-many", MaximumReaders);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, [actor.Role], cancellationToken);
        await chains.RequireAsync(db, actor, request.BusinessKey, cancellationToken);
        var readers = (await AllowedAsync(db, actor, request.BusinessKey, cancellationToken)).Where(r => wanted.Contains(r.AccountId))
            .DistinctBy(r => r.AccountId).ToList();
        if (readers.Count < wanted.Count) throw new DomainException("copy.not-a-reader");

        var instance = await InstanceAsync(db, request.BusinessKey, cancellationToken);
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        var names = string.Join('、', readers.Select(r => r.Name));
        await db.AddAsync(
            new HistoryEntry(instance, instance.NextNote(), new HistoryFacts
            {
                Action = "copy",
                At = now,
                Actor = actor,
                Addressees = names.Length <= HistoryEntry.AddresseesLength ? names : names[..(HistoryEntry.AddresseesLength - 1)] + "…",
                Comment = note,
            }),
            cancellationToken);
        var subject = EngineJson.ReadState(instance.State).Variables[ProcessEngine.SubjectVariable].Text!;
        foreach (var reader in readers)
            await db.AddRangeAsync(ItemNotices.Copied(instance, subject, reader.AccountId, actor.Name, note, now), cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
    }

    private async Task<List<CaseReader>> AllowedAsync(PortalDbContext db, Actor actor, string businessKey, CancellationToken cancellationToken)
    {
        var instance = await InstanceAsync(db, businessKey, cancellationToken);
        var parties = EngineParties(instance);
        var members = await (
            from membership in db.Set<Membership>().AsNoTracking()
            where membership.Active && membership.Organization.Enabled && membership.AccountId != actor.AccountId
                && (parties.Contains(membership.OrganizationId) || membership.OrganizationId == actor.OrganizationId
                    || db.Set<Site>().Any(s => s.Id == instance.SiteId && s.Participants.Any(p => p.OrganizationId == membership.OrganizationId)))
            join account in db.Set<Account>() on membership.AccountId equals account.Id
            where account.Enabled
            orderby membership.OrganizationId, account.DisplayName, membership.Id
            select new { Membership = membership, membership.Organization, account.DisplayName }).ToListAsync(cancellationToken);

        var (chain, id) = (chains.Find(CaseKey.Parse(businessKey).Chain)!, CaseKey.Parse(businessKey).Id);
        List<CaseReader> readers = [];
        // What one person in a role of a unit sees, the others in it see too.
        foreach (var alike in members.GroupBy(m => (m.Membership.OrganizationId, m.Membership.Role)))
        {
            var first = alike.First();
            var asReader = new Actor
            {
                AccountId = first.Membership.AccountId,
                Name = first.DisplayName,
                MembershipId = first.Membership.Id,
                OrganizationId = first.Membership.OrganizationId,
                OrganizationName = first.Organization.Name,
                OrganizationKind = first.Organization.Kind,
                Role = first.Membership.Role,
                RegionCode = first.Organization.RegionCode,
            };
            if (!await chain.SeesAsync(db, asReader, id, cancellationToken)) continue;
            readers.AddRange(alike.Select(m => new CaseReader(m.Membership.AccountId, m.DisplayName, m.Membership.Role, m.Organization.Name)));
        }

        return readers;
    }

    private static List<long> EngineParties(ProcessInstance instance) =>
        [.. EngineJson.ReadState(instance.State).Variables
            .Where(v => v.Key.StartsWith(ProcessEngine.PartyPrefix, StringComparison.Ordinal) && v.Value.Number is not null)
            .Select(v => (long)v.Value.Number!.Value)];

    private static async Task<ProcessInstance> InstanceAsync(PortalDbContext db, string businessKey, CancellationToken cancellationToken) =>
        await db.Set<ProcessInstance>().SingleOrDefaultAsync(i => i.BusinessKey == businessKey, cancellationToken) ?? throw new DomainException("case.unknown");
}
