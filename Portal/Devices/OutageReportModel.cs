namespace Portal.Devices;

/// <summary>What a supplier says when it reports a recovery.</summary>
public sealed class OutageReportModel
{
    public string? Note { get; set; }
}
