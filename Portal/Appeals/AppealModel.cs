using Domain.Access;
using Domain.Appeals;
using Workflows.Appeals;
using Workflows.Files;

namespace Portal.Appeals;

/// <summary>What the form of an appeal is bound to.</summary>
public sealed class AppealModel
{
    /// <summary>The chosen deductions, by their place on the card.</summary>
    public IList<int> Chosen { get; set; } = [];

    public string? Reason { get; set; }

    /// <summary>Evidence that is uploaded already.</summary>
    public IList<FileView> Files { get; set; } = [];

    public AppealForm Form(IReadOnlyList<AppealLine> card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new AppealForm { Reason = Reason, Deductions = [.. card.Where(l => Chosen.Contains(l.Ordinal)).Select(l => l.Deduction.Evidence)] };
    }

    public IReadOnlyList<FormProblem> Problems(IReadOnlyList<AppealLine> card) => Form(card).Problems();
}
