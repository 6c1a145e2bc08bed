using System.Globalization;
using Domain;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Audit;

/// <summary>Which entries are asked for.</summary>
public sealed record AuditQuery
{
    /// <summary>Part of the actor's or the subject's name.</summary>
    public string? Text { get; init; }

    public string? SubjectKind { get; init; }

    public long? SubjectId { get; init; }

    /// <summary>First day (Shanghai).</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day (Shanghai), inclusive.</summary>
    public DateOnly? Until { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A line of the audit list; without a role it was the system.</summary>
public sealed record AuditRow(
    long Id, DateTimeOffset At, string ActorName, Role? Role, string OrganizationName, string Action, string SubjectKind, string SubjectName, string? Before,
    string? After)
{
    /// <summary>Today's names of what the fields of Before and After tell by its id; of what is gone there is none.</summary>
    public IReadOnlyDictionary<(string Field, long Id), string> Names { get; init; } = new Dictionary<(string, long), string>();
}

/// <summary>What was changed in the registers, for administrators.</summary>
public sealed class AuditTrail(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>The kinds of subjects that entries can be about.</summary>
    public static readonly IReadOnlyList<string> SubjectKinds = ["account", "calendar", "device", "model", "organization", "process", "registration", "report", "score-rules", "site", "supplier", "supplier-key", "webhook"];

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<AuditRow>> ListAsync(Actor actor, AuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var entries = Matching(db, query);
        var total = await entries.CountAsync(cancellationToken);
        var rows = await Rows(entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip(query.Page.Skip).Take(query.Page.Size))
            .ToListAsync(cancellationToken);
        return new PageOf<AuditRow>(await AuditNames.AddAsync(db, rows, cancellationToken), total);
    }

    /// <summary>All entries that the query finds, the newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public static RowExport<AuditRow> Export(Actor actor, AuditQuery query)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(query);
        if (actor.Role != Role.Administrator) throw new DomainException("actor.not-allowed");
        return new()
        {
            Actor = actor,
            Action = "audit.export",
            Filters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["text"] = query.Text,
                ["subjectKind"] = query.SubjectKind,
                ["subjectId"] = query.SubjectId,
                ["from"] = query.From?.ToString("O", CultureInfo.InvariantCulture),
                ["until"] = query.Until?.ToString("O", CultureInfo.InvariantCulture),
            },
            Rows = (db, most) => Rows(Matching(db, query).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(most)),
            Complete = AuditNames.AddAsync,
        };
    }

    private static IQueryable<AuditEntry> Matching(PortalDbContext db, AuditQuery query)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (!string.IsNullOrEmpty(query.SubjectKind)) entries = entries.Where(e => e.SubjectKind == query.SubjectKind);
        if (query.SubjectId is { } id) entries = entries.Where(e => e.SubjectId == id);
        if (query.From is { } from)
        {
            var start = Domain.Calendar.WorkingCalendar.StartOfDay(from);
            entries = entries.Where(e => e.At >= start);
        }

        if (query.Until is { } until)
        {
            var end = Domain.Calendar.WorkingCalendar.StartOfDay(until.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }

        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            entries = entries.Where(e => EF.Functions.Like(e.ActorName, like, LikePattern.Escape)
                || EF.Functions.Like(e.SubjectName, like, LikePattern.Escape));
        }

        return entries;
    }

    private static IQueryable<AuditRow> Rows(IQueryable<AuditEntry> entries) => entries.Select(e => new AuditRow(
        e.Id, e.At, e.ActorName, e.Role, e.OrganizationName, e.Action, e.SubjectKind, e.SubjectName, e.Before, e.After));
}
