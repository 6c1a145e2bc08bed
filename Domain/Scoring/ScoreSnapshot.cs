namespace Domain.Scoring;

/// <summary>A deduction as a snapshot remembers it.</summary>
public sealed record SnapshotItem(Evidence Evidence, int Points, int Measured, int Beside);

/// <summary>A card as a weekly run or the close left it, so that the next one can be told what changed and why.</summary>
public sealed class ScoreSnapshot
{
    public long Id { get; private set; }

    public long ScorecardId { get; private set; }

    /// <summary>The instant of the run's facts, UTC; with the card unique.</summary>
    public DateTimeOffset AsOf { get; private set; }

    public int Score { get; private set; }

    public IReadOnlyList<SnapshotItem> Items { get; private set; } = [];

    private ScoreSnapshot()
    {
    }

    public ScoreSnapshot(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ScorecardId = card.Id;
        AsOf = card.AsOf;
        Take(card);
    }

    /// <summary>The same run found something else, because data came late.</summary>
    /// <exception cref="ArgumentException">The card is another one, or of another instant.</exception>
    public void Take(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        if ((card.Id, card.AsOf) != (ScorecardId, AsOf)) throw new ArgumentException("A snapshot keeps its card and its instant.", nameof(card));
        Score = card.Score;
        Items = [.. card.Deductions.OrderBy(d => d.Ordinal).Select(d => new SnapshotItem(d.Facts.Evidence, d.Points, d.Measured, d.Beside))];
    }
}
