namespace Domain.Relocation;

/// <summary>What one person may do with an application now, besides what work items ask. A page shows it; the action decides anew.</summary>
public sealed record RelocationRights
{
    /// <summary>Change the form: the contractor's people, while it is with them.</summary>
    public required bool Edit { get; init; }

    /// <summary>Submit and sign: the contractor's project manager.</summary>
    public required bool Submit { get; init; }

    /// <summary>The contractor's project manager, until it is decided; a draft also the clerk.</summary>
    public required bool Withdraw { get; init; }
}
