namespace Domain.Leave;

/// <summary>What a leave is for.</summary>
public enum LeaveKind
{
    /// <summary>事假.</summary>
    Personal,

    /// <summary>病假.</summary>
    Sick,

    /// <summary>年休假.</summary>
    Annual,

    /// <summary>婚、产、丧假.</summary>
    Family,

    /// <summary>公出: training, meetings, duties elsewhere.</summary>
    Duty,

    Other,
}

/// <summary>Where a leave stands.</summary>
public enum LeaveStatus
{
    UnderReview,

    /// <summary>Back with the applicant, by who decides or at the applicant's own wish, to be changed and submitted again. It binds nobody.</summary>
    Correction,

    /// <summary>Granted; runs between its two moments, and stays so until the return is registered.</summary>
    Approved,

    Refused,

    /// <summary>Taken back by the applicant before it began.</summary>
    Cancelled,

    /// <summary>销假 registered, not confirmed yet.</summary>
    Returned,

    /// <summary>The owner has confirmed the return.</summary>
    Closed,
}

/// <summary>What the applicant has been told of the end; each is said once.</summary>
public enum LeaveNotice
{
    None,

    /// <summary>A day before the end.</summary>
    Ending,

    /// <summary>At the end: register the return.</summary>
    Ended,

    /// <summary>Not returned by the end of the next working day.</summary>
    Overdue,
}
