using Domain;

namespace Workflows.Engine.Shell;

/// <summary>Does an action again when somebody else saved the same case in the same moment and the action is as right after as before.</summary>
public static class Contention
{
    /// <summary>What <see cref="ProcessEngine.SaveAsync"/> refuses with when the case moved but the held item is still open.</summary>
    public const string ChangedMeanwhile = "case.changed-meanwhile";

    private const int Tries = 12;

    /// <summary>
    /// Runs the attempt until it is not refused with case.changed-meanwhile; each attempt must start from a fresh context and decide
    /// everything anew. Waits a little and unevenly in between, so that many do not meet again.
    /// </summary>
    /// <exception cref="DomainException">case.changed-meanwhile after the last try, and all that the attempt refuses with.</exception>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await attempt();
            }
            catch (DomainException e) when (e.Code == ChangedMeanwhile && tried < Tries)
            {
                await Task.Delay(Random.Shared.Next(2, 10 * tried), cancellationToken);
            }
        }
    }

    /// <summary>Says in a feature's own words that somebody else was faster.</summary>
    /// <exception cref="DomainException">The code in place of case.changed-meanwhile, and all else that the action refuses with.</exception>
    public static async Task NamedAsync(string code, Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            await act();
        }
        catch (DomainException e) when (e.Code == ChangedMeanwhile)
        {
            throw new DomainException(code);
        }
    }

    /// <summary>As the other one, for actions without a result.</summary>
    public static Task RetryAsync(Func<Task> attempt, CancellationToken cancellationToken) => RetryAsync(
        async () =>
        {
            await attempt();
            return true;
        },
        cancellationToken);
}
