using Domain.Access;
using Domain.Dismantling;

namespace Portal.Dismantling;

/// <summary>Why a registration is taken back; kept as a draft until it is.</summary>
public sealed class RevokeModel
{
    public string? Reason { get; set; }

    /// <summary>What stands against it.</summary>
    public IReadOnlyList<FormProblem> Problems() =>
        string.IsNullOrWhiteSpace(Reason) ? [new("reason", "crane.reason-required")]
        : Reason.Trim().Length > CraneNotice.ReasonLength ? [new("reason", "field.too-long", CraneNotice.ReasonLength)]
        : [];
}
