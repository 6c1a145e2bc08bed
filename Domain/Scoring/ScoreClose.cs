namespace Domain.Scoring;

/// <summary>That a city's scores of a month are frozen, all in one transaction; unique, so that it happens once.</summary>
public sealed class ScoreClose
{
    public long Id { get; private set; }

    public long CityId { get; private set; }

    /// <summary><see cref="ScoreMonth.Number"/>.</summary>
    public int Month { get; private set; }

    /// <summary>When they were frozen and published, UTC; the instant that they were computed for is <see cref="ScoreMonth.ClosesAt"/>.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>How many suppliers were scored.</summary>
    public int Suppliers { get; private set; }

    private ScoreClose()
    {
    }

    public ScoreClose(long cityId, ScoreMonth month, int suppliers, DateTimeOffset at) =>
        (CityId, Month, Suppliers, At) = (cityId, month.Number, suppliers, at);
}
