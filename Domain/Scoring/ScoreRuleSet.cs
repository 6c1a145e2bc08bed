using Domain.Organizations;

namespace Domain.Scoring;

/// <summary>A version of a city's rules: it holds from a month on, until a later one does. Months that have begun keep the rules they began with.</summary>
public sealed class ScoreRuleSet
{
    public const int NoteLength = 300;

    public long Id { get; private set; }

    public long CityId { get; private set; }

    /// <summary><see cref="ScoreMonth.Number"/> of the first month that it holds for.</summary>
    public int FirstMonth { get; private set; }

    public ScoreRules Rules { get; private set; } = null!;

    /// <summary>Why the rules change.</summary>
    public string Note { get; private set; } = "";

    public long DecidedBy { get; private set; }

    public string DecidedByName { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    private ScoreRuleSet()
    {
    }

    /// <exception cref="DomainException">scoring.rules-month-begun (month), scoring.rules-note-required, field.too-long, scoring.rules-invalid.</exception>
    public ScoreRuleSet(ScoreMonth first, ScoreRules rules, string note, Actor decidedBy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(decidedBy);
        if (first <= ScoreMonth.Of(now)) throw new DomainException("scoring.rules-month-begun", first.ToString());
        if (string.IsNullOrWhiteSpace(note)) throw new DomainException("scoring.rules-note-required");
        if (note.Trim().Length > NoteLength) throw new DomainException("field.too-long", NoteLength);
        if (ScoreRulesCheck.Problems(rules).Count > 0) throw new DomainException("scoring.rules-invalid");
        CityId = decidedBy.OrganizationId;
        FirstMonth = first.Number;
        Rules = rules;
        Note = note.Trim();
        DecidedBy = decidedBy.AccountId;
        DecidedByName = decidedBy.Name;
        DecidedAt = now;
    }

    /// <summary>Whether it can still be withdrawn: no month has begun under it.</summary>
    public bool Ahead(DateTimeOffset now) => ScoreMonth.FromNumber(FirstMonth) > ScoreMonth.Of(now);
}
