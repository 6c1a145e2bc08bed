using Domain.Devices;

namespace Domain.Dust;

/// <summary>
/// That the mean of a quantity at a monitor was above its limit, from the first window to the last. Told once, when it opens; readings
/// that arrive later change nothing of it.
/// </summary>
public sealed class DustAlarm
{
    public long Id { get; private set; }

    public long DeviceId { get; private set; }

    public long SiteId { get; private set; }

    public DustQuantity Quantity { get; private set; }

    /// <summary>The limit that was passed, in the quantity's unit, as it was when the alarm opened.</summary>
    public double Limit { get; private set; }

    /// <summary>Start of the first window above it, UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>End of the last window above it so far.</summary>
    public DateTimeOffset LastAbove { get; private set; }

    /// <summary>Null while it is open; else <see cref="LastAbove"/> when a whole window stayed within the limit, or nothing came any more.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>It was closed because no readings came.</summary>
    public bool EndedBySilence { get; private set; }

    /// <summary>The highest mean of a window.</summary>
    public double Peak { get; private set; }

    /// <summary>Start of that window.</summary>
    public DateTimeOffset PeakAt { get; private set; }

    /// <summary>When it was computed and told, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    public long Revision { get; private set; }

    private DustAlarm()
    {
    }

    public DustAlarm(Device device, DustQuantity quantity, DustWindow window, double limit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(window);
        DeviceId = device.Id;
        SiteId = device.SiteId;
        Quantity = quantity;
        Limit = limit;
        From = window.From;
        OpenedAt = now;
        Extend(window);
    }

    /// <summary>Takes the next window, in order of time.</summary>
    /// <param name="window">Its mean is null when there were no readings.</param>
    /// <param name="limit">In force then; null: there is none any more.</param>
    /// <param name="silence">For how long nothing may come before it counts as over.</param>
    /// <exception cref="InvalidOperationException">It is closed, or the window lies before what was taken.</exception>
    public void Take(DustWindow window, double? limit, TimeSpan silence)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (Until is not null || window.From < LastAbove) throw new InvalidOperationException("An alarm takes windows in order until it is closed.");
        if (window.Mean is { } mean && mean > limit)
        {
            Extend(window);
        }
        else if (window.Mean is not null)
        {
            Until = LastAbove;
        }
        else if (window.Until - LastAbove >= silence)
        {
            Until = LastAbove;
            EndedBySilence = true;
        }
    }

    private void Extend(DustWindow window)
    {
        LastAbove = window.Until;
        if (window.Mean <= Peak) return;
        Peak = window.Mean!.Value;
        PeakAt = window.From;
    }
}

/// <summary>The mean of a quantity over some minutes.</summary>
public sealed record DustWindow(DateTimeOffset From, DateTimeOffset Until, double? Mean);
