using Browser.Tests.Running;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Testing;
using Testing.Devices;
using Workflows.Consequences;
using Workflows.Scoring;

namespace Browser.Tests.Scoring;

/// <summary>
/// Three months, August to October 2026, lived through by the real services on a steered clock: devices report, the settler makes intervals and outages of
/// it, the weekly runs and the closes score it. One supplier is steady, one silent all the time, one has two bad Mondays in October. Then the portal starts,
/// at 09:00 on the day of October's close.
/// </summary>
public sealed class SimulatedMonths : Visitors
{
    /// <summary>How many of the ten devices of <see cref="Unlucky"/> miss its two bad Mondays.</summary>
    public const int Missing = 3;

    private static readonly ScoreMonth First = new(2026, 8);

    public static ScoreMonth Last { get; } = new(2026, 10);

    /// <summary>Of two devices that never say anything after the first day.</summary>
    public Actor Silent { get; private set; } = null!;

    /// <summary>Ten devices, of which three are away at two Mondays of October.</summary>
    public Actor Unlucky { get; private set; } = null!;

    protected override async Task<RunningPortal> StartPortalAsync()
    {
        var world = await PortalWorld.CreateAsync(now: First.From);
        Silent = await world.PersonAsync(OrganizationKind.Supplier, Role.SupplierStaff);
        Unlucky = await world.PersonAsync(OrganizationKind.Supplier, Role.SupplierStaff);
        await LiveAsync(world);
        return await RunningPortal.StartAsync(world);
    }

    private async Task LiveAsync(PortalWorld world)
    {
        var signals = new Signals(world);
        var steady = await signals.DevicesAsync(4);
        var silent = await signals.DevicesAsync(2, supplier: Silent);
        var unlucky = await signals.DevicesAsync(10, supplier: Unlucky);
        await SignAsync([.. steady, .. silent, .. unlucky]);
        var bad = Last.Mondays.Skip(1).Take(2).ToHashSet();
        foreach (var day in Enumerable.Range(1, (Last.ClosesAt - First.From).Days))
        {
            var midnight = First.From.AddDays(day);
            var monday = WorkingCalendar.ShanghaiDate(midnight).DayOfWeek == DayOfWeek.Monday;
            if (monday)
            {
                // In time for the check of the week.
                world.Clock.MoveTo(midnight.AddSeconds(-30));
                await SignAsync([.. steady, .. bad.Contains(midnight) ? unlucky.Skip(Missing) : unlucky]);
            }

            if (monday || midnight == Last.ClosesAt || WorkingCalendar.ShanghaiDate(midnight).Day == ScoreMonth.CloseDay)
            {
                world.Clock.MoveTo(midnight + ScoreRuns.Settling + TimeSpan.FromMinutes(10));
                await SignAsync([.. steady, .. unlucky]);
                await world.Get<ScoreRuns>().RunAsync();
                await world.Get<ConsequenceProposals>().RunAsync();
            }
            else if (WorkingCalendar.ShanghaiDate(midnight).DayOfWeek is DayOfWeek.Wednesday or DayOfWeek.Friday)
            {
                // Never silent for so long that an outage costs points.
                world.Clock.MoveTo(midnight.AddHours(12));
                await SignAsync([.. steady, .. unlucky]);
            }
        }

        world.Clock.MoveTo(Last.ClosesAt.AddHours(9));

        async Task SignAsync(IReadOnlyList<Device> devices)
        {
            await signals.AliveAsync(devices);
            await signals.SettleAsync();
        }
    }
}
