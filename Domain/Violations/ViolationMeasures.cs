using Domain.Access;

namespace Domain.Violations;

/// <summary>What is decided when an order was not carried out (处罚措施).</summary>
public sealed record ViolationMeasures
{
    public const int PenaltyLength = 300;
    public const int GroundsLength = 1000;

    /// <summary>The day of the talk with the contractor; null without one.</summary>
    public DateOnly? TalkOn { get; init; }

    /// <summary>Points taken off the contractor.</summary>
    public int Points { get; init; }

    /// <summary>Yuan; null without a fine.</summary>
    public decimal? Fine { get; init; }

    /// <summary>An administrative penalty of another law, in words, where the officer chooses.</summary>
    public string? Penalty { get; init; }

    /// <summary>实施差异化管理.</summary>
    public bool Differentiated { get; init; }

    /// <summary>Why; printed on the decision.</summary>
    public string? Grounds { get; init; }

    /// <summary>What stands against deciding so for a kind; empty when nothing does (S2 annex 6).</summary>
    public IReadOnlyList<FormProblem> Problems(ViolationKind kind)
    {
        var rule = kind.Rule();
        var problems = new List<FormProblem>();
        if (rule.CaseByCase) CheckChosen(problems);
        else CheckFixed(rule, problems);

        if (!rule.Fined && Fine is not null) problems.Add(new("fine", "violation.no-fine"));
        if (Penalty?.Trim().Length > PenaltyLength) problems.Add(new("penalty", "field.too-long", PenaltyLength));
        if (string.IsNullOrWhiteSpace(Grounds)) problems.Add(new("grounds", "field.required"));
        else if (Grounds.Trim().Length > GroundsLength) problems.Add(new("grounds", "field.too-long", GroundsLength));
        return problems;
    }

    private void CheckFixed(KindRule rule, List<FormProblem> problems)
    {
        if (Points != rule.Points) problems.Add(new("points", "violation.points-fixed", rule.Points));
        if (rule.Fined && Fine is null) problems.Add(new("fine", "field.required"));
        // Whole yuan: what is printed is what was checked.
        if (rule.Fined && Fine is { } fine && (fine is < ViolationKinds.LeastFine or > ViolationKinds.MostFine || decimal.Truncate(fine) != fine))
            problems.Add(new("fine", "violation.fine-range", ViolationKinds.LeastFine, ViolationKinds.MostFine));
        if (rule.Talk && TalkOn is null) problems.Add(new("talkOn", "field.required"));
        if (!rule.Talk && TalkOn is not null) problems.Add(new("talkOn", "violation.measure-not-of-kind"));
        if (!string.IsNullOrWhiteSpace(Penalty)) problems.Add(new("penalty", "violation.measure-not-of-kind"));
        if (Differentiated) problems.Add(new("differentiated", "violation.measure-not-of-kind"));
    }

    private void CheckChosen(List<FormProblem> problems)
    {
        if (Points is < 0 or > ViolationKinds.Points) problems.Add(new("points", "violation.points-range", ViolationKinds.Points));
        if (TalkOn is null && Points == 0 && string.IsNullOrWhiteSpace(Penalty) && !Differentiated) problems.Add(new("talkOn", "violation.measure-required"));
    }
}
