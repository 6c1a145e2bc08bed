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
