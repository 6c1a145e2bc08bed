using Domain.Access;

namespace Domain.Leave;

/// <summary>A paper that goes with a leave, such as a doctor's note. It is uploaded while the form is filled in and belongs to its uploader until then.</summary>
public sealed class LeaveAttachment
{
    public const long MaxBytes = 20L * 1024 * 1024;

    /// <summary>How long one is kept that no application took.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(90);

    public long Id { get; private set; }

    /// <summary>Null until the application is submitted.</summary>
    public long? LeaveId { get; private set; }

    /// <summary>The name it was uploaded with: shown and offered for download, never trusted.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>By content, not by name.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256.</summary>
    public string Hash { get; private set; } = "";

    public long Bytes { get; private set; }

    public long UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    private LeaveAttachment()
    {
    }

    public LeaveAttachment(string fileName, string contentType, string hash, long bytes, long uploadedBy, DateTimeOffset at)
    {
        (FileName, ContentType, Hash, Bytes) = (AccessAttachment.CleanName(fileName), contentType, hash, bytes);
        (UploadedBy, UploadedAt) = (uploadedBy, at);
    }
}
