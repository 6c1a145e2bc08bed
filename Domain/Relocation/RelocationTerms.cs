namespace Domain.Relocation;

/// <summary>Which of the two the form of annex 2 is about; a form is about one of them.</summary>
public enum RelocationKind
{
    /// <summary>移位: the devices stand elsewhere on the site afterwards.</summary>
    Relocation,

    /// <summary>拆除: they leave the platform for good.</summary>
    Removal,
}

/// <summary>Where an application stands as a whole; the single step is the process engine's to say.</summary>
public enum RelocationStatus
{
    Draft,
    UnderReview,

    /// <summary>Given back to the contractor, who changes it and submits again.</summary>
    Correction,

    /// <summary>All have approved, and it has taken effect.</summary>
    Done,
    Refused,
    Withdrawn,
}
