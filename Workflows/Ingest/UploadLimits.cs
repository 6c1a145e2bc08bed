namespace Workflows.Ingest;

/// <summary>What the API contract fixes; not settings, because suppliers build on them.</summary>
public static class UploadLimits
{
    public const int MaxRecords = 500;

    /// <summary>16 MB.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;
}
