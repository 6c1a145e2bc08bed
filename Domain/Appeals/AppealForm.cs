using Domain.Access;
using Domain.Calendar;
using Domain.Scoring;

namespace Domain.Appeals;

/// <summary>What a supplier says against its scorecard.</summary>
public sealed record AppealForm
{
    public const int ReasonLength = 1000;

    /// <summary>Why the deductions do not hold.</summary>
    public string? Reason { get; init; }

    /// <summary>The deductions that it is about, each by what it points at.</summary>
    public IReadOnlyList<Evidence> Deductions { get; init; } = [];

    /// <summary>All that stands against filing it.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (Deductions.Count == 0) problems.Add(new("deductions", "appeal.no-deduction"));
        if (string.IsNullOrWhiteSpace(Reason)) problems.Add(new("reason", "field.required"));
        else if (Reason.Trim().Length > ReasonLength) problems.Add(new("reason", "field.too-long", ReasonLength));
        return problems;
    }
}

/// <summary>A card as it was at a time, to be read when it has been computed again.</summary>
/// <param name="Score">The score.</param>
/// <param name="Digest">Of rules, facts and result.</param>
/// <param name="Deductions">In the card's order.</param>
public sealed record CardVersion(int Score, string Digest, IReadOnlyList<Deduction> Deductions)
{
    public static CardVersion Of(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new CardVersion(card.Score, card.Digest, [.. card.Deductions.OrderBy(d => d.Ordinal).Select(d => d.Facts)]);
    }
}

/// <summary>The closed scorecard that an appeal is against.</summary>
public sealed record AppealedCard
{
    public required long ScorecardId { get; init; }
    public required long CityId { get; init; }
    public required long SupplierId { get; init; }
    public required ScoreMonth Month { get; init; }
    public required CardVersion Version { get; init; }

    /// <summary>Until when it can be appealed against, UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The last day of it (Shanghai).</summary>
    public DateOnly LastDay => WorkingCalendar.ShanghaiDate(Until.AddTicks(-1));

    /// <summary>Whether an appeal against it is open or decided already.</summary>
    public required bool Appealed { get; init; }
}
