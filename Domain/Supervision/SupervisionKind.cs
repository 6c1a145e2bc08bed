namespace Domain.Supervision;

/// <summary>What a notice of safety supervision says (S2 section 3.2 and annex 4).</summary>
public enum SupervisionKind
{
    /// <summary>终止: works have ended, and supervision with them.</summary>
    Termination,

    /// <summary>中止: works stand still, and supervision until they resume.</summary>
    Suspension,

    /// <summary>恢复: works go on after a suspension; the site has to be connected anew.</summary>
    Resumption,
}

/// <summary>Where a notice stands.</summary>
public enum SupervisionStatus
{
    /// <summary>Filed; the county regulator has yet to decide.</summary>
    UnderReview,

    /// <summary>Back with the contractor, by the county or at its own wish, to be changed and submitted again.</summary>
    Correction,

    /// <summary>Numbered and issued: it has effect from this day on.</summary>
    Issued,
    Refused,
    Withdrawn,
}
