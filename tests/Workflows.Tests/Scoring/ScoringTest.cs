using Domain.Devices;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Scoring;
using Workflows.Scoring;

namespace Workflows.Tests.Scoring;

/// <summary>A world in which November 2026, with five Mondays, is to be closed.</summary>
public abstract class ScoringTest : IAsyncLifetime
{
    protected static readonly ScoreMonth November = new(2026, 11);

    protected PortalWorld World { get; private set; } = null!;

    protected ScoringWorld Raw { get; private set; } = null!;

    protected Scorecards Scorecards => World.Get<Scorecards>();

    public async Task InitializeAsync()
    {
        World = await PortalWorld.CreateAsync(now: November.From);
        Raw = new ScoringWorld(World);
    }

    public async Task DisposeAsync() => await World.DisposeAsync();

    protected Task<int> RunAsync() => World.Get<ScoreRuns>().RunAsync();

    /// <summary>Moves on to when the job runs on the day of the month's close, and runs it.</summary>
    protected async Task CloseAsync(ScoreMonth? month = null)
    {
        World.Clock.MoveTo((month ?? November).ClosesAt + ScoreRuns.Settling);
        await RunAsync();
    }

    protected async Task<IReadOnlyList<Scorecard>> CardsAsync(ScoreMonth? month = null)
    {
        await using var db = World.Open();
        var number = (month ?? November).Number;
        return await db.Set<Scorecard>().AsNoTracking().Include(c => c.Deductions).Where(c => c.Month == number).OrderBy(c => c.SupplierId).ToListAsync();
    }

    protected async Task<Scorecard> CardAsync(ScoreMonth? month = null) => (await CardsAsync(month)).Single(c => c.SupplierId == World.Supplier.OrganizationId);

    /// <summary>Devices that are all well, the first of them with an outage.</summary>
    protected static RawMonth WithOutage(ScoreMonth month, int devices, DateTimeOffset notice, DateTimeOffset? recovered) =>
        ScoringWorld.Online(month, devices) with { Outages = [new RawOutage(1, 1, notice, recovered, Refuted: false)] };

    /// <summary>All that is stored of cards, for comparing to the byte.</summary>
    protected async Task<string> BytesAsync()
    {
        await using var db = World.Open();
        var cards = await db.Set<Scorecard>().AsNoTracking().Include(c => c.Deductions).OrderBy(c => c.Month).ThenBy(c => c.SupplierId).ToListAsync();
        return string.Join('\n', cards.Select(c =>
            $"{c.Id} {c.Month} {c.SupplierId} {c.Score} {c.State} {c.AsOf:O} {c.ComputedAt:O} {c.ClosedAt:O} {c.Digest} {c.Revision} {string.Join(',', c.Deductions.OrderBy(d => d.Ordinal).Select(d => $"{d.Id}{d.Facts}"))}"));
    }

    /// <summary>The outage ends at another time than was known.</summary>
    protected async Task RecoverAsync(long outageId, DateTimeOffset at)
    {
        await using var db = World.Open();
        var outage = await db.Set<DeviceOutage>().SingleAsync(o => o.Id == outageId);
        outage.Follow(
            new OfflineStretch(outage.From, at, outage.From, OfflineCause.Device, Counts: false, OnlineState.Online, Whole: true), TimeSpan.Zero, TimeSpan.Zero, World.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
