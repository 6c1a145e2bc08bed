using Domain.Audit;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Workflows.Audit;

namespace Workflows.Reports;

/// <summary>Who took out which report is recorded.</summary>
internal static class ReportRecords
{
    /// <param name="db">Saved by the caller.</param>
    /// <param name="actor">Who takes it.</param>
    /// <param name="at">UTC.</param>
    /// <param name="contents">"month", "cards", "card" or "file".</param>
    /// <param name="month">Of it.</param>
    /// <param name="detail">The supplier of a card, or the version of a file.</param>
    public static void Add(PortalDbContext db, Actor actor, DateTimeOffset at, string contents, ScoreMonth month, string? detail = null) => Auditing.Record(
        db, actor, "report.export", new AuditSubject("report", actor.OrganizationId, actor.OrganizationName), at,
        after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["contents"] = contents, ["month"] = month.ToString(), ["detail"] = detail });
}
