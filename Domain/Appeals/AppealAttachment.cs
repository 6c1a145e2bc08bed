using Domain.Files;

namespace Domain.Appeals;

/// <summary>Evidence that goes with an appeal. It is uploaded while the form is filled in and belongs to its uploader until then.</summary>
public sealed class AppealAttachment : UploadedFile
{
    public const long MaxBytes = 20L * 1024 * 1024;

    /// <summary>How long one is kept that no appeal took.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    /// <summary>Null until the appeal is filed.</summary>
    public long? AppealId { get; private set; }

    private AppealAttachment()
    {
    }

    public AppealAttachment(Upload upload)
        : base(upload)
    {
    }
}
