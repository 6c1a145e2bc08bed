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
public sealed class SupervisionChain(IOptions<SupervisionOptions> options) : ReviewedFormChain
{
    public override string Key => SupervisionScope.Key;

    public override Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<SupervisionNotice>().VisibleTo(db, actor).AnyAsync(n => n.Id == caseId, cancellationToken);

    public override bool IsDecision(string node) => node is Review or "receipt" or "again";

    /// <exception cref="DomainException">opinion.text-required, supervision.*.</exception>
    public override async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var db = step.Db;
        var notice = await db.Set<SupervisionNotice>().Include(n => n.Site).SingleAsync(n => n.Id == step.CaseId, cancellationToken);
        switch (step.Node, outcome)
        {
            case (Review, "issue"):
                var today = WorkingCalendar.ShanghaiDate(step.Now);
                var standing = await SupervisionStandings.ReadAsync(db, notice.SiteId, notice.Id, today, cancellationToken);
                standing.Require(notice.Kind);
                notice.Issue(await NumberAsync(db, notice.Kind, today.Year, cancellationToken), standing, step.Actor, step.Now);
                break;
            case (Review, "refuse"):
                if (opinion is null) throw new DomainException("opinion.text-required");
                notice.Refuse(step.Actor, step.Now);
                await db.AddRangeAsync(SupervisionMessages.Refused(notice, notice.Site.Name, opinion, step.Now), cancellationToken);
                break;
            case ("receipt", _):
                notice.Receive(step.Actor, step.Now);
                break;
        }
    }

    /// <exception cref="DomainException">supervision.decided.</exception>
    protected override async Task ReopenAsync(PortalDbContext db, long caseId, CancellationToken cancellationToken) =>
        (await db.Set<SupervisionNotice>().SingleAsync(n => n.Id == caseId, cancellationToken)).Reopen();

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
