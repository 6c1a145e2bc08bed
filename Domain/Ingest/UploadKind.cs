namespace Domain.Ingest;

/// <summary>What machines send, each at an address of its own under /api/v1.</summary>
public enum UploadKind
{
    /// <summary>POST test-captures.</summary>
    TestCaptures,

    /// <summary>POST captures.</summary>
    Captures,

    /// <summary>POST device-status.</summary>
    DeviceStatus,

    /// <summary>POST dust-readings.</summary>
    DustReadings,
}
