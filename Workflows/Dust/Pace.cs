namespace Workflows.Dust;

/// <summary>How much of something may pass: it fills steadily up to a limit, and what is taken beyond it is owed as time. Not for several threads.</summary>
internal sealed class Pace
{
    private readonly double _perSecond;
    private readonly double _limit;
    private readonly TimeProvider _time;
    private double _left;
    private long _at;

    public Pace(double perSecond, double limit, TimeProvider time)
    {
        (_perSecond, _limit, _time) = (perSecond, limit, time);
        (_left, _at) = (limit, time.GetTimestamp());
    }

    /// <summary>Takes the amount.</summary>
    /// <returns>How long to wait until it is no longer owed; zero when it was there.</returns>
    public TimeSpan Take(double amount)
    {
        Fill();
        _left -= amount;
        return _left >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_left / _perSecond);
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _left = Math.Min(_limit, _left + (_time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
        _at = now;
    }
}
