using System.Diagnostics;
using Infrastructure.Database;
using Npgsql;
using Testing;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>A step costs one read and one batch of writes, however many cases are stored, and the batch commits itself.</summary>
public sealed class StepCostTests
{
    [Fact]
    public async Task CompleteAsync_APlainStep_IsOneReadAndOneBatchOfWrites()
    {
        await using var world = await PortalWorld.CreateAsync();
        var test = new ShellCase(world);
        await test.PublishAsync(
            ShellCase.Task("first", "supervisor", """portal:outcomes="agree disagree" portal:dueWorkingDays="2" """)
            + ShellCase.Task("second", "contractor", """portal:dueWorkingDays="2" """),
            "start > first > second > end");
        using var commands = new SentCommands(new NpgsqlConnectionStringBuilder(world.Database.ConnectionString).Database!);

        for (var i = 0; i < 20; i++)
        {
            await test.StartAsync($"cost:{i}");
            var item = await test.ItemAsync("first", $"cost:{i}");
            commands.Texts.Clear();

            await using var db = world.Open();
            var held = await ProcessEngine.HoldAsync(db, item.Id, world.Supervisor);
            await test.Engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "agree" });
            await ProcessEngine.SaveAsync(db, held);

            // Now and then a block of a hundred keys is drawn.
            var own = commands.Texts.Where(text => !text.Contains(PortalDbContext.KeySequence, StringComparison.Ordinal)).ToList();
            own.Count.ShouldBe(2, string.Join("\n---\n", own));
            own[0].ShouldStartWith("SELECT");
            foreach (var written in new[] { "UPDATE \"ProcessInstance\"", "UPDATE \"WorkItem\"", "INSERT INTO \"WorkItem\"", "INSERT INTO \"ProcessHistory\"", "INSERT INTO \"OutboxMessage\"" })
                own[1].ShouldContain(written);
        }
    }

    /// <summary>What the driver sends to one database, as it tells those who trace it.</summary>
    private sealed class SentCommands : IDisposable
    {
        private readonly ActivityListener _listener;

        public SentCommands(string database)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.GetTagItem("db.namespace") as string == database) Texts.Add(activity.GetTagItem("db.query.text") as string ?? "");
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public List<string> Texts { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
