using Domain.Organizations;

namespace Workflows.Files;

/// <summary>Somebody adds a file to the form that they fill in.</summary>
public sealed record UploadFile
{
    public required Actor Actor { get; init; }
    public required string FileName { get; init; }
    public required Stream Content { get; init; }
}
