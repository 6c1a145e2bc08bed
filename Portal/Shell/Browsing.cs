using Microsoft.JSInterop;

namespace Portal.Shell;

/// <summary>Calls to a browser, which may leave at any moment.</summary>
public static class Browsing
{
    /// <summary>
    /// Makes calls to the browser, and drops them when it has left: nobody would see what they do. It has left when the circuit is gone, and also
    /// when a call that was under way has been given up, as those are that a closing page takes along or that a dead line never answers.
    /// </summary>
    public static async Task UnlessLeftAsync(Func<Task> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        try
        {
            await calls();
        }
        catch (Exception left) when (left is JSDisconnectedException or OperationCanceledException)
        {
            // Only these two mean it; an error of the script is a JSException, and is heard of.
        }
    }
}
