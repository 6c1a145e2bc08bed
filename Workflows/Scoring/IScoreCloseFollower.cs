using Domain.Scoring;
using Infrastructure.Database;

namespace Workflows.Scoring;

/// <summary>What happens when a supplier's card of a month is frozen, such as the proposal of a consequence.</summary>
public interface IScoreCloseFollower
{
    /// <summary>Called once per card, in the transaction that freezes it; may only touch the database and does not save.</summary>
    /// <param name="db">Of the caller, who saves.</param>
    /// <param name="card">Closed, with its deductions; its score counts from now on.</param>
    /// <param name="now">When it is closed, UTC.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task FollowAsync(PortalDbContext db, Scorecard card, DateTimeOffset now, CancellationToken cancellationToken);
}
