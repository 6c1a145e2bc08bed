namespace Domain.Violations;

/// <summary>How a reinspection went (复检).</summary>
public enum ReinspectionResult
{
    /// <summary>Carried out: the case is closed.</summary>
    Passed,

    /// <summary>Not carried out: measures follow.</summary>
    Failed,

    /// <summary>Not carried out, and a new order with a new deadline follows.</summary>
    Extended,

    /// <summary>Carried out, and measures follow all the same, where the annex does not tie them to a failed reinspection.</summary>
    PassedWithMeasures,
}

/// <summary>责令整改: an order with its deadline, what the contractor answered, and what the reinspection found.</summary>
public sealed class RectificationOrder
{
    public const int NumberLength = 20;

    /// <summary>Working days; longer is no rectification.</summary>
    public const int MaxDays = 60;

    public const int DemandLength = 1000;
    public const int TextLength = 1000;

    public long Id { get; private set; }

    public long ViolationId { get; private set; }

    /// <summary>Order within the case, from 1.</summary>
    public int Ordinal { get; private set; }

    /// <summary>整改通知书编号: ZG, year and 5 digits, without gaps.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Working days allowed.</summary>
    public int Days { get; private set; }

    /// <summary>The last day (Shanghai), as printed on the notice.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>What is to be done.</summary>
    public string Demand { get; private set; } = "";

    public DateTimeOffset IssuedAt { get; private set; }

    public string IssuedByName { get; private set; } = "";

    /// <summary>What the contractor says; kept while it is prepared, final with <see cref="AnsweredAt"/>.</summary>
    public string? Answer { get; private set; }

    public string? PreparedByName { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? AnsweredByName { get; private set; }

    /// <summary>When the deadline had passed without an answer.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    public ReinspectionResult? Result { get; private set; }

    /// <summary>What the reinspection found.</summary>
    public string? Finding { get; private set; }

    public DateTimeOffset? ReinspectedAt { get; private set; }

    public string? ReinspectedByName { get; private set; }

    private RectificationOrder()
    {
    }

    internal RectificationOrder(int ordinal, OrderTerms terms, string number, DateOnly dueOn, string byName, DateTimeOffset at)
    {
        (Ordinal, Number, Days, DueOn, Demand) = (ordinal, number, terms.Days, dueOn, terms.Demand!.Trim());
        (IssuedByName, IssuedAt) = (byName, at);
    }

    internal void Keep(string? text, string byName) => (Answer, PreparedByName) = (text, byName);

    internal void Submit(string text, string byName, DateTimeOffset at) => (Answer, AnsweredByName, AnsweredAt) = (text, byName, at);

    internal void TakeAnswerBack() => (AnsweredAt, AnsweredByName) = (null, null);

    internal void Miss(DateTimeOffset at) => OverdueAt = at;

    internal void Reinspect(ReinspectionResult result, string finding, string byName, DateTimeOffset at) =>
        (Result, Finding, ReinspectedByName, ReinspectedAt) = (result, finding, byName, at);

    internal void TakeReinspectionBack() => (Result, Finding, ReinspectedByName, ReinspectedAt) = (null, null, null, null);
}

/// <summary>What an order says.</summary>
/// <param name="Days">Working days until it must have been carried out.</param>
/// <param name="Demand">What is to be done.</param>
public sealed record OrderTerms(int Days, string? Demand)
{
    public IReadOnlyList<Access.FormProblem> Problems()
    {
        var problems = new List<Access.FormProblem>();
        if (Days is < 1 or > RectificationOrder.MaxDays) problems.Add(new("days", "violation.days-range", RectificationOrder.MaxDays));
        if (string.IsNullOrWhiteSpace(Demand)) problems.Add(new("demand", "field.required"));
        else if (Demand.Trim().Length > RectificationOrder.DemandLength) problems.Add(new("demand", "field.too-long", RectificationOrder.DemandLength));
        return problems;
    }
}
