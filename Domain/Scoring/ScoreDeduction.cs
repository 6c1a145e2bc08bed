namespace Domain.Scoring;

/// <summary>A <see cref="Deduction"/> of a card, as it is stored.</summary>
public sealed class ScoreDeduction
{
    public long Id { get; private set; }

    public long ScorecardId { get; private set; }

    /// <summary>From 1, in the order of the card.</summary>
    public int Ordinal { get; private set; }

    public DeductionKind Kind { get; private set; }

    /// <summary>More than 0.</summary>
    public int Points { get; private set; }

    /// <summary>The Monday, of an offline rate; UTC.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    public long? DeviceId { get; private set; }

    public long? OutageId { get; private set; }

    /// <summary>Devices offline; begun days of the outage; width in pixels.</summary>
    public int Measured { get; private set; }

    /// <summary>Devices in service; days that earlier months have charged; height in pixels.</summary>
    public int Beside { get; private set; }

    /// <summary>The check; the sending of the notice; since when the stream was reported so. UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Of an outage: up to when it was counted.</summary>
    public DateTimeOffset? Until { get; private set; }

    private ScoreDeduction()
    {
    }

    internal ScoreDeduction(int ordinal, Deduction deduction)
    {
        Ordinal = ordinal;
        (Kind, CheckedAt, DeviceId, OutageId) = (deduction.Evidence.Kind, deduction.Evidence.CheckedAt, deduction.Evidence.DeviceId, deduction.Evidence.OutageId);
        (Points, Measured, Beside, From, Until) = (deduction.Points, deduction.Measured, deduction.Beside, deduction.From, deduction.Until);
    }

    public Deduction Facts => new(new Evidence(Kind, CheckedAt, DeviceId, OutageId), Points, Measured, Beside, From, Until);
}
