namespace Workflows.Ingest;

/// <summary>What the API contract fixes; not settings, because suppliers build on them.</summary>
public static class UploadLimits
{
    public const int MaxRecords = 500;

    /// <summary>16 MB.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>Characters; longer than any plate, so that a wrong one is called wrong and not long.</summary>
    public const int MaxPlateLength = 32;

    /// <summary>Pixels along one side of a stream.</summary>
    public const int MaxPixels = 16_384;

    /// <summary>Milliseconds; a signal that takes an hour is no signal.</summary>
    public const int MaxSignalMs = 3_600_000;
}
