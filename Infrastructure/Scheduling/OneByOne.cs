namespace Infrastructure.Scheduling;

/// <summary>How jobs go through rows that are due: each by itself, so that a bad one never holds up the others.</summary>
public static class OneByOne
{
    /// <summary>
    /// Handles rows page by page until none is due. What failed is tried again by the next run, and thrown at the end so that the
    /// scheduler reports it.
    /// </summary>
    /// <param name="page">The next ids, in a stable order, leaving out so many rows at the beginning: those that stayed due.</param>
    /// <param name="handle">Handles one row in a transaction of its own; false when there was nothing (left) to do.</param>
    /// <param name="cancellationToken">Ends after the present row.</param>
    /// <returns>How many rows were handled.</returns>
    /// <exception cref="AggregateException">What each failed row threw.</exception>
    public static async Task<int> RunAsync(
        Func<int, Task<List<long>>> page, Func<long, Task<bool>> handle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(handle);
        var (done, left) = (0, 0);
        List<Exception> failures = [];
        while (await page(left) is { Count: > 0 } ids)
        {
            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    if (await handle(id)) done++;
                    else left++;
                }
#pragma warning disable CA1031 // Whatever it is, the other rows are not to suffer; it is thrown below.
                catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    left++;
                    failures.Add(e);
                }
            }
        }

        return failures.Count == 0 ? done : throw new AggregateException(failures);
    }
}
