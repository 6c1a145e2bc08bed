namespace Domain.Access;

/// <summary>What one person may do with an application now. A page shows it; the action decides anew.</summary>
public sealed record AccessRights
{
    /// <summary>Change the form and the files: the contractor's people, as a draft and during a correction.</summary>
    public required bool Edit { get; init; }

    /// <summary>Submit and sign: the contractor's project manager.</summary>
    public required bool Submit { get; init; }

    public required bool Withdraw { get; init; }

    /// <summary>Sign form 1-4: the installer named now.</summary>
    public required bool SignLetter { get; init; }
}
