using Domain.Access;

namespace Domain.Appeals;

/// <summary>Evidence that goes with an appeal. It is uploaded while the form is filled in and belongs to its uploader until then.</summary>
public sealed class AppealAttachment
{
    public const long MaxBytes = 20L * 1024 * 1024;

    /// <summary>How long one is kept that no appeal took.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    public long Id { get; private set; }

    /// <summary>Null until the appeal is filed.</summary>
    public long? AppealId { get; private set; }

    /// <summary>The name it was uploaded with: shown and offered for download, never trusted.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>By content, not by name.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256.</summary>
    public string Hash { get; private set; } = "";

    public long Bytes { get; private set; }

    public long UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    private AppealAttachment()
    {
    }

    public AppealAttachment(string fileName, string contentType, string hash, long bytes, long uploadedBy, DateTimeOffset at)
    {
        (FileName, ContentType, Hash, Bytes) = (AccessAttachment.CleanName(fileName), contentType, hash, bytes);
        (UploadedBy, UploadedAt) = (uploadedBy, at);
    }
}
