using System.Globalization;
using Domain;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Cases;
using Workflows.Numbering;

namespace Workflows.Supervision;

/// <summary>
/// The chain of supervision notices: the county's decision, the owner's receipt, another application after one that failed. Until the decision the notice
/// goes back to the contractor, given back or taken back; one that is issued has effect at once, and stays.
/// </summary>
public sealed class SupervisionChain(IOptions<SupervisionOptions> options) : IChain
{
    /// <summary>The contractor's own first step.</summary>
    internal const string Submission = "submission";

    public string Key => SupervisionScope.Key;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<SupervisionNotice>().VisibleTo(db, actor).AnyAsync(n => n.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => node is "countyReview" or "receipt" or "again";

    /// <exception cref="DomainException">opinion.text-required, supervision.*.</exception>
    public async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var db = step.Db;
        var notice = await db.Set<SupervisionNotice>().Include(n => n.Site).SingleAsync(n => n.Id == step.CaseId, cancellationToken);
        switch (step.Node, outcome)
        {
            case ("countyReview", "issue"):
                var today = WorkingCalendar.ShanghaiDate(step.Now);
                var standing = await SupervisionStandings.ReadAsync(db, notice.SiteId, notice.Id, today, cancellationToken);
                standing.Require(notice.Kind);
                notice.Issue(await NumberAsync(db, notice.Kind, today.Year, cancellationToken), standing, step.Actor, step.Now);
                break;
            case ("countyReview", "refuse"):
                if (opinion is null) throw new DomainException("opinion.text-required");
                notice.Refuse(step.Actor, step.Now);
                await db.AddRangeAsync(SupervisionMessages.Refused(notice, notice.Site.Name, opinion, step.Now), cancellationToken);
                break;
            case ("receipt", _):
                notice.Receive(step.Actor, step.Now);
                break;
        }
    }

    public IReadOnlyList<string> ReturnTargets(string node) => node == "countyReview" ? [Submission] : [];

    /// <exception cref="DomainException">supervision.decided.</exception>
    public Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ReopenAsync(step.Db, step.CaseId, cancellationToken);
    }

    public bool IsRecallable(string node) => node == Submission;

    /// <exception cref="DomainException">supervision.decided.</exception>
    public Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        return ReopenAsync(recall.Db, recall.CaseId, cancellationToken);
    }

    private static async Task ReopenAsync(PortalDbContext db, long id, CancellationToken cancellationToken) =>
        (await db.Set<SupervisionNotice>().SingleAsync(n => n.Id == id, cancellationToken)).Reopen();

    private async Task<string> NumberAsync(PortalDbContext db, SupervisionKind kind, int year, CancellationToken cancellationToken)
    {
        var format = kind switch
        {
            SupervisionKind.Termination => options.Value.TerminationNumber,
            SupervisionKind.Suspension => options.Value.SuspensionNumber,
            _ => options.Value.ResumptionNumber,
        };
        var series = string.Create(CultureInfo.InvariantCulture, $"supervision.{kind}.{year}");
        return string.Format(CultureInfo.InvariantCulture, format, year, await Numbers.TakeAsync(db, series, cancellationToken));
    }
}
