using Domain.Values;

namespace Domain.Devices;

/// <summary>Finds, for moments that are asked in order, the period that holds each.</summary>
internal sealed class Cursor(IEnumerable<Period> periods)
{
    private readonly Period[] _periods = [.. periods];
    private int _next;

    /// <summary>The index of the period that holds the moment; null when none does.</summary>
    public int? At(DateTimeOffset moment)
    {
        while (_next < _periods.Length && _periods[_next].Until <= moment) _next++;
        return _next < _periods.Length && _periods[_next].From <= moment ? _next : null;
    }
}
