namespace Domain.Scoring;

/// <summary>The four groups of annex 7, in its order.</summary>
public enum DeductionKind
{
    /// <summary>离线率考核: a weekly check.</summary>
    OfflineRate,

    /// <summary>离线整改处理时间: an outage of a device.</summary>
    OutageHandling,

    /// <summary>主码流: a device.</summary>
    MainStream,

    /// <summary>子码流: a device.</summary>
    SubStream,
}

/// <summary>What a deduction points at: with the supplier and the month it is the same thing in every computation.</summary>
/// <param name="Kind">Its group.</param>
/// <param name="CheckedAt">The check, of an offline rate; UTC.</param>
/// <param name="DeviceId">The device, of everything else.</param>
/// <param name="OutageId">The outage, of its handling.</param>
public sealed record Evidence(DeductionKind Kind, DateTimeOffset? CheckedAt = null, long? DeviceId = null, long? OutageId = null);

/// <summary>Points taken off, and what for.</summary>
/// <param name="Evidence">What it points at.</param>
/// <param name="Points">More than 0.</param>
/// <param name="Measured">Devices offline; begun days of the outage; width in pixels.</param>
/// <param name="Beside">Devices in service; days of the outage that earlier months have charged; height in pixels.</param>
/// <param name="From">The check; the sending of the notice; since when the stream was reported so. UTC.</param>
/// <param name="Until">Of an outage: the recovery, or the instant up to which it was counted. UTC.</param>
public sealed record Deduction(Evidence Evidence, int Points, int Measured, int Beside, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A score and how it came about.</summary>
/// <param name="Score">From the floor to the start.</param>
/// <param name="Deductions">In the order of annex 7, within a group by time, then by id. Together they may be more than the score could fall.</param>
public sealed record ScoreResult(int Score, IReadOnlyList<Deduction> Deductions)
{
    public int Deducted => Deductions.Sum(d => d.Points);
}
