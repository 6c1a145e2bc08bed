using Domain.Organizations;
using Domain.Registration;

namespace Workflows.Registration;

/// <summary>Keeps a draft as far as it is filled in.</summary>
public sealed record SaveRegistrationDraft
{
    public required Actor Actor { get; init; }
    public required long RegistrationId { get; init; }
    public required RegistrationForm Form { get; init; }

    /// <summary>The revision that the editor last saw, so that a colleague's input is not overwritten unseen.</summary>
    public required long Revision { get; init; }
}

/// <summary>Adds a picture or contract, for the form to point at.</summary>
public sealed record AttachRegistrationFile
{
    public required Actor Actor { get; init; }
    public required long RegistrationId { get; init; }
    public required RegistrationFileKind Kind { get; init; }
    public required string FileName { get; init; }
    public required Stream Content { get; init; }
}

/// <summary>Saves a form as complete: for the first time, or as a correction while debugging.</summary>
public sealed record SaveRegistration
{
    public required Actor Actor { get; init; }
    public required long RegistrationId { get; init; }
    public required RegistrationForm Form { get; init; }

    /// <summary>The revision that the editor last saw.</summary>
    public required long Revision { get; init; }
}

/// <summary>A file as readers see it.</summary>
public sealed record RegistrationFileView(long Id, RegistrationFileKind Kind, string FileName, string ContentType, long Bytes, string UploadedByName, DateTimeOffset UploadedAt);

/// <summary>Leads a registration to another state.</summary>
public sealed record ChangeRegistration
{
    public required Actor Actor { get; init; }
    public required long RegistrationId { get; init; }

    /// <summary>Required wherever something is stopped, resumed, taken back, or goes live although the checklist is not green.</summary>
    public string? Reason { get; init; }
}

/// <summary>A person of the contractor has looked at a picture of a test capture.</summary>
public sealed record JudgePicture
{
    public required Actor Actor { get; init; }
    public required long RegistrationId { get; init; }
    public required long CaptureId { get; init; }

    /// <summary>The picture: <see cref="Domain.Captures.CapturedImage.Hash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Everything that must stand on it does, readable.</summary>
    public required bool Complete { get; init; }
}
