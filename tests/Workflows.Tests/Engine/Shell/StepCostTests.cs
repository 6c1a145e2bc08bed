using System.Data.Common;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Testing;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>A step costs one read and one batch of writes, however many cases are stored.</summary>
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
        var commands = new Commands();

        for (var i = 0; i < 20; i++)
        {
            await test.StartAsync($"cost:{i}");
            var item = await test.ItemAsync("first", $"cost:{i}");
            commands.Texts.Clear();

            await using var db = Open(world, commands);
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

    private static PostgreSqlPortalDbContext Open(PortalWorld world, IInterceptor interceptor)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlPortalDbContext>();
        PortalDatabase.Configure(options, world.Database.Provider, world.Database.ConnectionString);
        return new PostgreSqlPortalDbContext(options.AddInterceptors(interceptor).Options);
    }

    private sealed class Commands : DbCommandInterceptor
    {
        public List<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return new(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return new(result);
        }
    }
}
