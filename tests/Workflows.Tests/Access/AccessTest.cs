using Domain;
using Domain.Calendar;
using Domain.Notifications;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;

namespace Workflows.Tests.Access;

/// <summary>A test with a world of its own.</summary>
public abstract class AccessTest : IAsyncLifetime
{
    protected PortalWorld World { get; private set; } = null!;

    protected AccessWalk Walk { get; private set; } = null!;

    /// <summary>Where time stands at first.</summary>
    protected virtual DateTimeOffset? Start => null;

    public async Task InitializeAsync()
    {
        World = await PortalWorld.CreateAsync(now: Start);
        Walk = new AccessWalk(World);
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>The deadline whose last day is this Shanghai date.</summary>
    protected static DateTimeOffset EndOf(int year, int month, int day) => WorkingCalendar.StartOfDay(new DateOnly(year, month, day).AddDays(1));

    /// <summary>The code that an action is refused with; null when it is not.</summary>
    protected static async Task<string?> CodeOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Code;
        }
    }

    protected async Task<IReadOnlyList<OutboxMessage>> MessagesAsync(string template)
    {
        await using var db = World.Open();
        return await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Template == template).OrderBy(m => m.Id).ToListAsync();
    }
}
