using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Scoring;

/// <summary>Which rules hold in a city for a month.</summary>
internal static class RuleSets
{
    /// <summary>The latest version that begins with the month or before it; the guideline's own where there is none.</summary>
    public static async Task<(ScoreRules Rules, long? Id)> ForAsync(PortalDbContext db, long cityId, ScoreMonth month, CancellationToken cancellationToken)
    {
        var number = month.Number;
        var set = await db.Set<ScoreRuleSet>().AsNoTracking().Where(r => r.CityId == cityId && r.FirstMonth <= number)
            .OrderByDescending(r => r.FirstMonth).FirstOrDefaultAsync(cancellationToken);
        return set is null ? (ScoreRules.Annex7, null) : (set.Rules, set.Id);
    }
}
