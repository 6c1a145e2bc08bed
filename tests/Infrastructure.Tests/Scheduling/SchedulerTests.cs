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
        await firings.AtLeast(11);
        await Task.WhenAll(first.StopAsync(), second.StopAsync());

        firings.Ids.Distinct().Count().ShouldBe(firings.Ids.Count);
        // Each declares the job as it starts, so the first firing comes once or, when the other replaced the trigger afterwards, twice.
        firings.Ids.Count.ShouldBeInRange(11, 12);
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

    private static IHost Node(TestDatabase database, string name, Firings firings, Action<IServiceCollection> jobs)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(firings).AddPortalScheduler(database.Provider, database.ConnectionString, name);
        jobs(builder.Services);
        return builder.Build();
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
