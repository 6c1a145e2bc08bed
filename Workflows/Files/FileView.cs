using Domain.Files;

namespace Workflows.Files;

/// <summary>A file as pages name it and browsers save it.</summary>
public sealed record FileView(long Id, string FileName, string ContentType, long Bytes)
{
    internal static FileView Of(UploadedFile file) => new(file.Id, file.FileName, file.ContentType, file.Bytes);
}
