namespace Testing;

/// <summary>
/// Time as the test says: it stands still until told to move, and timers fire while it moves, in order of their due time.
/// Starts at a working day, Wednesday 2026-11-25 09:00 in Shanghai.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _now;

    public TestClock(DateTimeOffset? start = null) => _now = (start ?? ShanghaiTime(2026, 11, 25, 9)).ToUniversalTime();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The moment that a clock on a wall in Shanghai shows so.</summary>
    public static DateTimeOffset ShanghaiTime(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time) => MoveTo(GetUtcNow() + time);

    /// <exception cref="ArgumentOutOfRangeException">The moment is in the past.</exception>
    public void MoveTo(DateTimeOffset moment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, GetUtcNow());
        while (NextDue(moment) is { } timer) timer.Fire();
        lock (_lock) _now = moment.ToUniversalTime();
    }

    /// <summary>Moves on to the given time of day in Shanghai, <paramref name="days"/> calendar days ahead.</summary>
    public void MoveToShanghai(int days, int hour, int minute = 0)
    {
        var today = GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        MoveTo(ShanghaiTime(today.Year, today.Month, today.Day, hour, minute).AddDays(days));
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_lock) _timers.Add(timer);
        return timer;
    }

    private TestTimer? NextDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (next is null) return null;
            if (next.Due > _now) _now = next.Due!.Value;
            next.Rearm();
            return next;
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public void Fire() => callback(state);

        public void Rearm() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
