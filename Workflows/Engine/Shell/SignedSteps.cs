namespace Workflows.Engine.Shell;

/// <summary>The opinions that count now, as printed forms show them.</summary>
public static class SignedSteps
{
    /// <summary>
    /// Of each step the last completion that was not taken back. A step that is done anew makes those behind it void, which were about what was
    /// there before.
    /// </summary>
    /// <param name="history">The case's history, oldest first.</param>
    /// <param name="nodes">The steps, in the order of the chain.</param>
    public static IReadOnlyDictionary<string, HistoryLine> Of(IReadOnlyList<HistoryLine> history, IReadOnlyList<string> nodes)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(nodes);
        var stack = new List<IReadOnlyDictionary<string, HistoryLine>>();
        IReadOnlyDictionary<string, HistoryLine> now = new Dictionary<string, HistoryLine>(StringComparer.Ordinal);
        foreach (var line in history)
        {
            if (line is { Action: "complete", NodeId: { } node } && nodes.Contains(node))
            {
                stack.Add(now);
                var before = nodes.TakeWhile(n => n != node).ToHashSet(StringComparer.Ordinal);
                now = now.Where(pair => before.Contains(pair.Key)).Append(KeyValuePair.Create(node, line)).ToDictionary(StringComparer.Ordinal);
            }
            else if (line.Action == "recall" && stack.Count > 0)
            {
                now = stack[^1];
                stack.RemoveAt(stack.Count - 1);
            }
        }

        return now;
    }
}
