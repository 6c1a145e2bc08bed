using Domain.Calendar;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Insights;

/// <summary>What a city's regulator publishes. Units only: no person, no contact, no reason in free words.</summary>
public sealed record CityNotice
{
    public required string Authority { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Suspensions and blacklistings in force today, blacklistings first.</summary>
    public required IReadOnlyList<NoticeRestriction> Restrictions { get; init; }

    /// <summary>Connected sites by county; counties without any are left out.</summary>
    public required IReadOnlyDictionary<string, int> Connected { get; init; }

    /// <summary>The months whose scores are final, the newest first; at most <see cref="PublicNotice.Months"/>.</summary>
    public required IReadOnlyList<ScoreMonth> Months { get; init; }
}

/// <summary>A supplier's final score of a month (S2 annex 7).</summary>
public sealed record NoticeScore(string SupplierName, int Score);

/// <summary>A restriction in force.</summary>
/// <param name="Until">Last day (Shanghai); null without end.</param>
public sealed record NoticeRestriction(string SupplierName, RestrictionKind Kind, DateOnly From, DateOnly? Until);

/// <summary>An authority with a notice of its own.</summary>
/// <param name="RegionCode">Its city, which is also the notice's address.</param>
public sealed record NoticeAuthority(long Id, string Name, string RegionCode);

/// <summary>
/// Reads what anybody may read. Answers are kept for minutes on each node, so that no number of visitors can load the database; an address that no
/// authority has costs nothing.
/// </summary>
public sealed class PublicNotice(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>How old what is shown may be.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    /// <summary>How many closed months are published.</summary>
    public const int Months = 12;

    private readonly KeptAnswers<IReadOnlyList<NoticeAuthority>> _authorities = new(time, KeptFor);
    private readonly KeptAnswers<CityNotice> _notices = new(time, KeptFor);
    private readonly KeptAnswers<IReadOnlyList<NoticeScore>> _scores = new(time, KeptFor);

    /// <summary>The city regulators, in order of region.</summary>
    public async Task<IReadOnlyList<NoticeAuthority>> AuthoritiesAsync(CancellationToken cancellationToken = default) =>
        await _authorities.GetAsync("", ReadAuthoritiesAsync).WaitAsync(cancellationToken);

    public async Task<CityNotice> ReadAsync(NoticeAuthority authority, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return await _notices.GetAsync(authority.RegionCode, () => ReadAsync(authority)).WaitAsync(cancellationToken);
    }

    /// <summary>The scores of one of a notice's months, the best first.</summary>
    /// <exception cref="ArgumentException">The month is none of those that are published.</exception>
    public async Task<IReadOnlyList<NoticeScore>> ScoresAsync(NoticeAuthority authority, ScoreMonth month, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authority);
        // So that nobody can make this ask for months that there are none of.
        if (!(await ReadAsync(authority, cancellationToken)).Months.Contains(month)) throw new ArgumentException("The month is not published.", nameof(month));
        return await _scores.GetAsync($"{authority.RegionCode} {month}", () => ReadScoresAsync(authority, month)).WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<NoticeScore>> ReadScoresAsync(NoticeAuthority authority, ScoreMonth month)
    {
        await using var db = await databases.CreateDbContextAsync();
        var scores = await (
            from card in Closed(db, authority)
            join supplier in db.Set<Organization>() on card.SupplierId equals supplier.Id
            where card.Month == month.Number
            select new NoticeScore(supplier.Name, card.Score)).ToListAsync();
        return [.. scores.OrderByDescending(s => s.Score).ThenBy(s => s.SupplierName, StringComparer.Ordinal)];
    }

    /// <summary>Final cards; what is still being computed is nobody's business yet.</summary>
    private static IQueryable<Scorecard> Closed(PortalDbContext db, NoticeAuthority authority) => db.Set<Scorecard>().AsNoTracking()
        .Where(c => c.State == ScorecardState.Closed && db.Set<Organization>().Any(o => o.Id == c.CityId && o.Kind == OrganizationKind.CityRegulator && o.RegionCode == authority.RegionCode));

    private async Task<IReadOnlyList<NoticeAuthority>> ReadAuthoritiesAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        var all = await db.Set<Organization>().Where(o => o.Kind == OrganizationKind.CityRegulator && o.Enabled && o.RegionCode != null).OrderBy(o => o.RegionCode).ThenBy(o => o.Id)
            .Select(o => new NoticeAuthority(o.Id, o.Name, o.RegionCode!)).ToListAsync();
        return [.. all.DistinctBy(a => a.RegionCode)];
    }

    private async Task<CityNotice> ReadAsync(NoticeAuthority authority)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = time.GetUtcNow();
        var today = WorkingCalendar.ShanghaiDate(now);
        var region = authority.RegionCode;
        var within = VisibleSites.In(region);
        var restrictions = await (
            from restriction in db.Set<SupplierRestriction>()
            join supplier in db.Set<Organization>() on restriction.SupplierId equals supplier.Id
            join decider in db.Set<Organization>() on restriction.AuthorityId equals decider.Id
            where decider.Kind == OrganizationKind.CityRegulator && decider.RegionCode == region
                && restriction.LiftedAt == null && restriction.From <= today && (restriction.Until == null || restriction.Until >= today)
            select new NoticeRestriction(supplier.Name, restriction.Kind, restriction.From, restriction.Until)).ToListAsync();
        return new CityNotice
        {
            Authority = authority.Name,
            At = now,
            Restrictions = [.. restrictions.OrderByDescending(r => r.Kind == RestrictionKind.Blacklisted).ThenBy(r => r.SupplierName, StringComparer.Ordinal).ThenBy(r => r.From)],
            Connected = await db.Set<Site>().Where(within).Where(s => s.State == SiteState.Connected).GroupBy(s => s.RegionCode)
                .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count),
            Months = (await Closed(db, authority).Select(c => c.Month).Distinct().OrderByDescending(m => m).Take(Months).ToListAsync()).ConvertAll(ScoreMonth.FromNumber),
        };
    }
}
