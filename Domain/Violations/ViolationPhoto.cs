using Domain.Files;

namespace Domain.Violations;

/// <summary>What a photo shows.</summary>
public enum PhotoStage
{
    /// <summary>What was found.</summary>
    Finding,

    /// <summary>What the contractor did about it.</summary>
    Answer,

    /// <summary>What the reinspection saw.</summary>
    Reinspection,
}

/// <summary>A photo of a case. It is uploaded while a form is filled in and belongs to its uploader until the form is submitted.</summary>
public sealed class ViolationPhoto : UploadedFile
{
    /// <summary>As phones take them.</summary>
    public const long MaxBytes = 10L * 1024 * 1024;

    /// <summary>Of one finding, one answer, one reinspection.</summary>
    public const int MaxCount = 9;

    /// <summary>How long one is kept that no form took.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(90);

    /// <summary>Null until the form is submitted.</summary>
    public long? ViolationId { get; private set; }

    /// <summary>The order that it answers or reinspects; null for what was found.</summary>
    public int? OrderOrdinal { get; private set; }

    public PhotoStage Stage { get; private set; }

    private ViolationPhoto()
    {
    }

    public ViolationPhoto(Upload upload)
        : base(upload)
    {
    }

    internal void Attach(PhotoStage stage, RectificationOrder? order) => (Stage, OrderOrdinal) = (stage, order?.Ordinal);
}
