using Domain.Organizations;
using Domain.Relocation;

namespace Workflows.Relocation;

/// <summary>Opens a draft.</summary>
public sealed record StartRelocation
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
    public required RelocationKind Kind { get; init; }
}

/// <summary>Stores the form as far as it is filled in.</summary>
public sealed record SaveRelocation
{
    public required Actor Actor { get; init; }
    public required long ApplicationId { get; init; }
    public required RelocationForm Form { get; init; }

    /// <summary>The revision that the form was read at.</summary>
    public required long Revision { get; init; }
}

/// <summary>The project manager submits and signs.</summary>
public sealed record SubmitRelocation
{
    public required Actor Actor { get; init; }
    public required long ApplicationId { get; init; }

    /// <summary>施工单位意见 of annex 2.</summary>
    public required string Opinion { get; init; }

    /// <summary>The revision that was on the screen: what is signed is what was read.</summary>
    public required long Revision { get; init; }
}
