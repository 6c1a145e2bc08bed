using System.Collections.Concurrent;
using System.Threading.Channels;
using Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Testing.Database;

namespace Infrastructure.Tests.Scheduling;

public sealed class SchedulerTests
{
    [Fact]
    public async Task OneFiring_WithTwoNodesOnAnEmptyDatabase_HappensOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var firings = new Firings();
        using var first = Node(database, "node-1", firings, services => services.AddRecurringJob<CountingJob>(TimeSpan.FromHours(1)));
        using var second = Node(database, "node-2", firings, services => services.AddRecurringJob<CountingJob>(TimeSpan.FromHours(1)));

        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        var scheduler = await first.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        for (var number = 0; number < 10; number++) await scheduler.TriggerJob(new JobKey(nameof(CountingJob)));
        await firings.AtLeast(10);
        await Task.WhenAll(first.StopAsync(), second.StopAsync());

        firings.Ids.Distinct().Count().ShouldBe(firings.Ids.Count);
        // Each declares the job as it starts. When both do so in the same moment, the trigger's own first firing may come twice, or an interval later.
        firings.Ids.Count.ShouldBeInRange(10, 12);
    }

    [Fact]
    public async Task Schedule_InTheStore_KeepsShanghaiTime()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var node = Node(database, "node-1", new Firings(), services => services.AddRecurringJob<CountingJob>("0 0 2 ? * MON"));

        await node.StartAsync();
        var scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var trigger = (await scheduler.GetTrigger(new TriggerKey(nameof(CountingJob)))).ShouldNotBeNull();
        await node.StopAsync();

        var next = trigger.NextFireTimeUtc.ShouldNotBeNull().ToOffset(TimeSpan.FromHours(8));
        next.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        next.TimeOfDay.ShouldBe(TimeSpan.FromHours(2));
    }

    /// <summary>Weekly and monthly jobs: what no node was there for is done once, as soon as there is one, whether the job has ever run before or not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Firing_MissedWhileNoNodeRan_IsMadeUpForOnceByTheFirstToStart(bool hasRun)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (monday, before, firings) = (new DateTimeOffset(2026, 11, 30, 2, 0, 0, TimeSpan.FromHours(8)), new Firings(), new Firings());
        using (var early = Weekly("node-1", hasRun ? monday.AddDays(-7).AddSeconds(-2) : monday.AddDays(-3), before))
        {
            await early.StartAsync();
            if (hasRun) await before.AtLeast(1);
            await early.StopAsync();
        }

        using var second = Weekly("node-2", monday.AddHours(7), firings);
        using var third = Weekly("node-3", monday.AddHours(7), firings);
        // One after the other: of two that start in the same moment the later may declare the trigger as it was before the first one's firing, which
        // comes twice then; jobs are idempotent.
        await second.StartAsync();
        await firings.AtLeast(1);
        await third.StartAsync();
        var scheduler = await second.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var next = (await scheduler.GetTrigger(new TriggerKey(nameof(CountingJob)))).ShouldNotBeNull().NextFireTimeUtc;
        await Task.WhenAll(second.StopAsync(), third.StopAsync());

        next.ShouldBe(monday.AddDays(7), "nothing is left of the one that was missed");
        firings.Ids.ShouldHaveSingleItem();

        IHost Weekly(string name, DateTimeOffset now, Firings firings) =>
            Node(database, name, firings, services => services.AddRecurringJob<CountingJob>("0 0 2 ? * MON"), new ShiftedTime(now - TimeProvider.System.GetUtcNow()));
    }

    private static IHost Node(TestDatabase database, string name, Firings firings, Action<IServiceCollection> jobs, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddSingleton(firings).AddPortalScheduler(database.Provider, database.ConnectionString, name);
        jobs(builder.Services);
        return builder.Build();
    }

    /// <summary>A clock on another day that runs as fast as any.</summary>
    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }

    public sealed class Firings
    {
        private readonly Channel<string> _happened = Channel.CreateUnbounded<string>();

        public ConcurrentBag<string> Ids { get; } = [];

        public void Add(string id)
        {
            Ids.Add(id);
            _happened.Writer.TryWrite(id);
        }

        public async Task AtLeast(int count)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            for (var seen = 0; seen < count; seen++) await _happened.Reader.ReadAsync(limit.Token);
        }
    }

    [DisallowConcurrentExecution]
    public sealed class CountingJob(Firings firings) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            firings.Add(context.FireInstanceId);
            return ValueTask.CompletedTask;
        }
    }
}
