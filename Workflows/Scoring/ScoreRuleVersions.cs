using Domain;
using Domain.Audit;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Scoring;

/// <summary>A version of the rules as its city reads it.</summary>
/// <param name="Id">Null for the guideline's own, which holds where no other does.</param>
/// <param name="First">Null for the guideline's own.</param>
/// <param name="Present">It holds for the present month.</param>
/// <param name="CanWithdraw">No month has begun under it.</param>
public sealed record RuleVersionView(
    long? Id, ScoreMonth? First, ScoreRules Rules, string? Note, string? DecidedByName, DateTimeOffset? DecidedAt, bool Present, bool CanWithdraw);

/// <summary>New rules from a month on.</summary>
public sealed record AddScoreRules
{
    public required Actor Actor { get; init; }
    public required ScoreMonth First { get; init; }
    public required ScoreRules Rules { get; init; }
    public required string Note { get; init; }
}

/// <summary>The versions of a city's rules, kept by its officers.</summary>
public sealed class ScoreRuleVersions(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>All versions of the actor's city, the latest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<RuleVersionView>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.CityOfficer], cancellationToken);
        var city = actor.OrganizationId;
        var sets = await db.Set<ScoreRuleSet>().AsNoTracking().Where(r => r.CityId == city).OrderByDescending(r => r.FirstMonth).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var present = sets.Find(r => !r.Ahead(now));
        return
        [
            .. sets.Select(r => new RuleVersionView(
                r.Id, ScoreMonth.FromNumber(r.FirstMonth), r.Rules, r.Note, r.DecidedByName, r.DecidedAt, ReferenceEquals(r, present), r.Ahead(now))),
            new RuleVersionView(null, null, ScoreRules.Annex7, null, null, null, present is null, CanWithdraw: false),
        ];
    }

    /// <summary>Adds a version for months that have not begun.</summary>
    /// <exception cref="DomainException">actor.not-allowed, scoring.rules-month-taken (month), and those of <see cref="ScoreRuleSet"/>.</exception>
    public async Task<long> AddAsync(AddScoreRules request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.CityOfficer], cancellationToken);
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        var set = new ScoreRuleSet(request.First, request.Rules, request.Note, request.Actor, now);
        await db.AddAsync(set, cancellationToken);
        Record(db, request.Actor, "scoring.add-rules", set, now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new DomainException("scoring.rules-month-taken", request.First.ToString());
        }

        return set.Id;
    }

    /// <summary>Takes a version back before any month has begun under it.</summary>
    /// <exception cref="DomainException">actor.not-allowed, scoring.rules-unknown (also another city's), scoring.rules-month-begun (month).</exception>
    public async Task WithdrawAsync(Actor actor, long ruleSetId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.CityOfficer], cancellationToken);
        var city = actor.OrganizationId;
        var set = await db.Set<ScoreRuleSet>().SingleOrDefaultAsync(r => r.Id == ruleSetId && r.CityId == city, cancellationToken)
            ?? throw new DomainException("scoring.rules-unknown");
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        if (!set.Ahead(now)) throw new DomainException("scoring.rules-month-begun", ScoreMonth.FromNumber(set.FirstMonth).ToString());
        db.Remove(set);
        Record(db, actor, "scoring.withdraw-rules", set, now);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Record(PortalDbContext db, Actor actor, string action, ScoreRuleSet set, DateTimeOffset now)
    {
        var month = ScoreMonth.FromNumber(set.FirstMonth).ToString();
        Auditing.Record(db, actor, action, new AuditSubject("score-rules", set.Id, month), now,
            after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["note"] = set.Note, ["rules"] = Summary(set.Rules) });
    }

    /// <summary>The parameters in one line, for the record: "10%:10 20%:20 30%:40 Sum; 4d:10 …".</summary>
    private static string Summary(ScoreRules rules) => string.Join(
        "; ",
        $"{string.Join(' ', rules.OfflineTiers.Select(t => $"{t.AtLeast}%:{t.Points}"))} {rules.Checks}", string.Join(' ', rules.OutageTiers.Select(t => $"{t.AtLeast}d:{t.Points}")),
        $"{rules.LeastMain.Width}x{rules.LeastMain.Height}:{rules.MainPoints}", $"{rules.LeastSub.Width}x{rules.LeastSub.Height}:{rules.SubPoints}",
        $"{rules.Floor}-{rules.Start} <{rules.Threshold}", $"{rules.TalkAt}/{rules.SuspensionAt}/{rules.BlacklistAt} {rules.WindowMonths}m {rules.SuspensionMonths}m");
}
