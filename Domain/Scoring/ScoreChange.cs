namespace Domain.Scoring;

/// <summary>A reason why a score is another one than at the run before.</summary>
/// <param name="Evidence">What it is about.</param>
/// <param name="Before">Null for a deduction that is new.</param>
/// <param name="After">Null for one that no longer stands.</param>
public sealed record ScoreChange(Evidence Evidence, SnapshotItem? Before, SnapshotItem? After)
{
    /// <summary>What it adds to the score; below 0 where it takes away.</summary>
    public int Points => (Before?.Points ?? 0) - (After?.Points ?? 0);

    /// <summary>The deductions that differ in points, in the order of annex 7.</summary>
    public static IReadOnlyList<ScoreChange> Between(IReadOnlyList<SnapshotItem> before, IReadOnlyList<SnapshotItem> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.ToDictionary(i => i.Evidence);
        var changes = after.Select(i => new ScoreChange(i.Evidence, old.GetValueOrDefault(i.Evidence), i)).ToList();
        var kept = after.Select(i => i.Evidence).ToHashSet();
        changes.AddRange(before.Where(i => !kept.Contains(i.Evidence)).Select(i => new ScoreChange(i.Evidence, i, null)));
        return [.. changes.Where(c => c.Points != 0).OrderBy(c => c.Evidence.Kind)];
    }
}
