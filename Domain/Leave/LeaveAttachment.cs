using Domain.Files;

namespace Domain.Leave;

/// <summary>A paper that goes with a leave, such as a doctor's note. It is uploaded while the form is filled in and belongs to its uploader until then.</summary>
public sealed class LeaveAttachment : UploadedFile
{
    public const long MaxBytes = 20L * 1024 * 1024;

    /// <summary>How long one is kept that no application took.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(90);

    /// <summary>Null until the application is submitted.</summary>
    public long? LeaveId { get; private set; }

    private LeaveAttachment()
    {
    }

    public LeaveAttachment(Upload upload)
        : base(upload)
    {
    }
}
