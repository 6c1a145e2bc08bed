namespace Domain.Scoring;

/// <summary>How far a card is.</summary>
public enum ScorecardState
{
    /// <summary>Computed anew every week.</summary>
    Open,

    /// <summary>Frozen at the month's close.</summary>
    Closed,
}

/// <summary>月度考核表 (S2 annex 7): a supplier's score of a month in a city, with rules, facts and deductions that it was made of.</summary>
public sealed class Scorecard
{
    private readonly List<ScoreDeduction> _deductions = [];

    public long Id { get; private set; }

    /// <summary>The city regulator whose region the devices' sites lie in.</summary>
    public long CityId { get; private set; }

    public long SupplierId { get; private set; }

    /// <summary><see cref="ScoreMonth.Number"/>.</summary>
    public int Month { get; private set; }

    public int Score { get; private set; }

    /// <summary>Below it the score counts towards the consequences; as in <see cref="Rules"/>, for statements.</summary>
    public int Threshold { get; private set; }

    /// <summary>Devices in service at the last check; null before the first.</summary>
    public int? InService { get; private set; }

    public ScorecardState State { get; private set; }

    /// <summary>The instant up to which raw data were taken, UTC.</summary>
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>When the present score was computed, UTC.</summary>
    public DateTimeOffset ComputedAt { get; private set; }

    /// <summary>The version of the rules; null for the guideline's own.</summary>
    public long? RuleSetId { get; private set; }

    public ScoreRules Rules { get; private set; } = null!;

    /// <summary>As they were read. Corrections are applied to them, never written into them.</summary>
    public ScoreFacts Facts { get; private set; } = null!;

    /// <summary><see cref="ScoreDigest"/> of rules, facts and the present result.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>When it was frozen; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The score with which it was frozen; another one than <see cref="Score"/> only after a correction.</summary>
    public int? ScoreAtClose { get; private set; }

    /// <summary>When a correction last changed it.</summary>
    public DateTimeOffset? CorrectedAt { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<ScoreDeduction> Deductions => _deductions;

    public ScoreMonth Period => ScoreMonth.FromNumber(Month);

    private Scorecard()
    {
    }

    public Scorecard(long cityId, long supplierId, ScoreMonth month)
    {
        CityId = cityId;
        SupplierId = supplierId;
        Month = month.Number;
    }

    /// <summary>Takes the score that follows from newer facts.</summary>
    /// <returns>Whether anything is now another than before.</returns>
    /// <exception cref="DomainException">scoring.closed.</exception>
    public bool Compute(ScoreFacts facts, ScoreRules rules, long? ruleSetId, IReadOnlyCollection<ScoreCorrection> corrections, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        if (State == ScorecardState.Closed) throw new DomainException("scoring.closed", Period.ToString());
        if (facts.Month != Month) throw new ArgumentException("The facts are another month's.", nameof(facts));
        var result = ScoreComputation.Of(ScoreCorrection.Apply(facts, corrections), rules);
        var digest = ScoreDigest.Of(rules, facts, result);
        if (digest == Digest) return false;
        (Facts, Rules, RuleSetId, AsOf) = (facts, rules, ruleSetId, facts.AsOf);
        Threshold = rules.Threshold;
        InService = facts.Checks.Count == 0 ? null : facts.Checks[^1].InService;
        Take(result, digest, now);
        return true;
    }

    /// <summary>Freezes it as it is.</summary>
    /// <exception cref="DomainException">scoring.closed.</exception>
    /// <exception cref="InvalidOperationException">It was not computed as of the month's close.</exception>
    public void Close(DateTimeOffset now)
    {
        if (State == ScorecardState.Closed) throw new DomainException("scoring.closed", Period.ToString());
        if (AsOf != Period.ClosesAt) throw new InvalidOperationException("A card is closed as of its month's close.");
        State = ScorecardState.Closed;
        ClosedAt = now;
        ScoreAtClose = Score;
    }

    /// <summary>Computes a frozen card again from its own facts and rules, with all corrections that were decided (the result of an appeal).</summary>
    /// <param name="corrections">Those of this supplier in this city up to this month, the new one among them.</param>
    /// <param name="now">When that is.</param>
    /// <exception cref="DomainException">scoring.not-closed.</exception>
    public void Correct(IReadOnlyCollection<ScoreCorrection> corrections, DateTimeOffset now)
    {
        if (State != ScorecardState.Closed) throw new DomainException("scoring.not-closed", Period.ToString());
        var result = ScoreComputation.Of(ScoreCorrection.Apply(Facts, corrections), Rules);
        Take(result, ScoreDigest.Of(Rules, Facts, result), now);
        CorrectedAt = now;
    }

    private void Take(ScoreResult result, string digest, DateTimeOffset now)
    {
        if (!result.Deductions.SequenceEqual(_deductions.OrderBy(d => d.Ordinal).Select(d => d.Facts)))
        {
            _deductions.Clear();
            _deductions.AddRange(result.Deductions.Select((d, i) => new ScoreDeduction(i + 1, d)));
        }

        (Score, Digest, ComputedAt) = (result.Score, digest, now);
    }
}
