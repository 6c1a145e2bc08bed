using Domain.Consequences;
using Domain.Scoring;
using Testing;
using Testing.Consequences;
using Workflows.Consequences;
using Workflows.Tests.Access;

namespace Workflows.Tests.Consequences;

/// <summary>A world at 09:00 on the day after October 2026 was closed: appeals are possible until the end of 10 November.</summary>
public abstract class ConsequenceTest : AccessTest
{
    protected static readonly ScoreMonth October = new(2026, 10);

    protected override DateTimeOffset? Start => TestClock.ShanghaiTime(2026, 11, 3, 9);

    protected CardWalk Cards => new(World);

    protected ConsequenceReader Reader => World.Get<ConsequenceReader>();

    protected ConsequenceProposals Proposals => World.Get<ConsequenceProposals>();

    /// <summary>The morning after the time to appeal is over.</summary>
    protected void AfterAppeals() => World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 11, 9));

    protected async Task<ConsequenceStatus> StatusAsync(long id) => (await Reader.ReadAsync(World.CityOfficer, id)).Status;
}
