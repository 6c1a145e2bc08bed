using Domain.Access;
using Domain.Violations;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>What an order's form is bound to.</summary>
public sealed class OrderModel
{
    /// <summary>As a beginning: a week, as the days of an ordinary order.</summary>
    private const int UsualDays = 5;

    public int? Days { get; set; } = UsualDays;
    public string? Demand { get; set; }

    public OrderTerms Terms() => new(Days ?? 0, Demand);
}

/// <summary>What the contractor's answer is bound to.</summary>
public sealed class AnswerModel
{
    public string? Answer { get; set; }

    /// <param name="photos">How many photos the answer has.</param>
    public IReadOnlyList<FormProblem> Problems(int photos)
    {
        var problems = new List<FormProblem>();
        if (string.IsNullOrWhiteSpace(Answer)) problems.Add(new("answer", "violation.answer-required"));
        else if (Answer.Trim().Length > RectificationOrder.TextLength) problems.Add(new("answer", "field.too-long", RectificationOrder.TextLength));
        if (photos == 0) problems.Add(new("photos", "violation.photo-required"));
        return problems;
    }
}

/// <summary>What a reinspection's form is bound to.</summary>
public sealed class ReinspectionModel
{
    public ReinspectionResult? Result { get; set; }
    public string? Finding { get; set; }
    public int? Days { get; set; } = new OrderModel().Days;
    public string? Demand { get; set; }
    public IList<PhotoView> Photos { get; set; } = [];

    public OrderTerms Terms() => new(Days ?? 0, Demand);

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (Result is null) problems.Add(new("result", "field.required"));
        if (string.IsNullOrWhiteSpace(Finding)) problems.Add(new("finding", "violation.finding-required"));
        else if (Finding.Trim().Length > RectificationOrder.TextLength) problems.Add(new("finding", "field.too-long", RectificationOrder.TextLength));
        if (Result == ReinspectionResult.Extended) problems.AddRange(Terms().Problems());
        return problems;
    }
}

/// <summary>What the form of measures is bound to.</summary>
public sealed class MeasuresModel
{
    public int? Points { get; set; }
    public decimal? Fine { get; set; }
    public DateOnly? TalkOn { get; set; }
    public string? Penalty { get; set; }
    public bool Differentiated { get; set; }
    public string? Grounds { get; set; }

    public ViolationMeasures Measures(ViolationKind kind) => new()
    {
        // A fixed number is not asked for.
        Points = kind.Rule().CaseByCase ? Points ?? 0 : kind.Rule().Points,
        Fine = Fine,
        TalkOn = TalkOn,
        Penalty = Penalty,
        Differentiated = Differentiated,
        Grounds = Grounds,
    };
}

/// <summary>A reason.</summary>
public sealed class ReasonModel
{
    public string? Reason { get; set; }

    /// <param name="missing">What is said when there is none.</param>
    public IReadOnlyList<FormProblem> Problems(string missing) => string.IsNullOrWhiteSpace(Reason)
        ? [new("reason", missing)]
        : Reason.Trim().Length > Violation.ReasonLength ? [new("reason", "field.too-long", Violation.ReasonLength)] : [];
}
