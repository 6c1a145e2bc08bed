using Domain.Dismantling;
using Domain.Organizations;

namespace Workflows.Dismantling;

/// <summary>Stores the form as far as it is filled in.</summary>
public sealed record SaveCraneNotice
{
    public required Actor Actor { get; init; }
    public required long NoticeId { get; init; }
    public required CraneNoticeForm Form { get; init; }

    /// <summary>The revision that the form was read at.</summary>
    public required long Revision { get; init; }
}

/// <summary>The project manager files and signs.</summary>
public sealed record SubmitCraneNotice
{
    public required Actor Actor { get; init; }
    public required long NoticeId { get; init; }

    /// <summary>施工单位意见.</summary>
    public required string Opinion { get; init; }

    /// <summary>The revision that was on the screen: what is signed is what was read.</summary>
    public required long Revision { get; init; }
}

/// <summary>The county's officer takes a registration back.</summary>
public sealed record RevokeCraneNotice
{
    public required Actor Actor { get; init; }
    public required long NoticeId { get; init; }

    /// <summary>Why; the contractor reads it.</summary>
    public required string Reason { get; init; }
}
