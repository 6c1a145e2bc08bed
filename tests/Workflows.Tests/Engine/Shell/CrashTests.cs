using System.Diagnostics;
using System.Globalization;
using Domain;
using Domain.Notifications;
using Infrastructure.Accounts;
using Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Engine.Shell;
using Workflows.Notifications;

namespace Workflows.Tests.Engine.Shell;

/// <summary>
/// A process of the portal's services dies by SIGKILL at a named point; whatever the point, nothing is lost and nothing is done twice.
/// Many more kills at length.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int SigKill = 137;

    /// <summary>Hours, not days: however many rounds there are, the working calendar of their year is known.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(9);

    private static readonly int Rounds = LongRun.Count(usual: 1, atLength: 20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-crash-");
    private PortalWorld _world = null!;
    private ShellCase _case = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world);
        await using var db = _world.Open();
        await db.Set<Account>().ExecuteUpdateAsync(a => a.SetProperty(x => x.PhoneNumber, "13700000001"));
        await _case.PublishAsync(
            ShellCase.Task("review", "supervisor", """portal:outcomes="agree disagree" portal:dueWorkingDays="2" """)
            + $"""<boundaryEvent id="late" attachedToRef="review">{ShellCase.Timer("PT9H")}</boundaryEvent>"""
            + ShellCase.Task("answer", "contractor", """portal:dueWorkingDays="2" """),
            "start > review > answer > end", "late > answer");
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("before-save", false)]
    [InlineData("after-save", true)]
    public async Task Complete_KilledAtAPoint_IsDoneOnceOrNotAtAll(string point, bool done)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var key = $"crash:{round}";
            await _case.StartAsync(key);
            var item = await _case.ItemAsync("review", key);

            await KilledAsync(point, "complete", item.Id, _world.Supervisor.MembershipId, "agree");
            var standing = (await _case.OpenAsync(key)).ShouldHaveSingleItem();
            var again = await Record.ExceptionAsync(() => _case.CompleteAsync(item.Id, _world.Supervisor, "agree"));

            standing.ShouldBe(done ? "answer" : "review");
            (again as DomainException)?.Code.ShouldBe("work-item.already-handled");
            (again is null).ShouldBe(!done);
            (await _case.OpenAsync(key)).ShouldBe(["answer"]);
            (await _case.HistoryAsync(key)).Count.ShouldBe(2);
            (await MessagesAsync("work-item.new", key)).Count(m => m.Role == _world.ProjectManager.Role).ShouldBe(2);
            await ShellCase.ShouldReplayAsync(_world, key);
        }
    }

    /// <summary>A save is one message to the server, which writes it as a whole even when the sender is gone by then.</summary>
    [Fact]
    public async Task Complete_KilledWhileTheServerWrites_IsDoneOnce()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var key = $"crash:{round}";
            await _case.StartAsync(key);
            var item = await _case.ItemAsync("review", key);

            await using (var db = _world.Open())
            {
                await using var held = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlAsync($"""UPDATE "ProcessInstance" SET "EndedAt" = NULL WHERE "Id" = {item.InstanceId}""");
                await KilledAsync("while-saving", "complete", item.Id, _world.Supervisor.MembershipId, "agree");
                await held.CommitAsync();
            }

            var again = await Record.ExceptionAsync(() => Contention.RetryAsync(() => _case.CompleteAsync(item.Id, _world.Supervisor, "agree"), CancellationToken.None));

            (again as DomainException)?.Code.ShouldBe("work-item.already-handled");
            (await _case.OpenAsync(key)).ShouldBe(["answer"]);
            (await _case.HistoryAsync(key)).Count.ShouldBe(2);
            (await MessagesAsync("work-item.new", key)).Count(m => m.Role == _world.ProjectManager.Role).ShouldBe(2);
            await ShellCase.ShouldReplayAsync(_world, key);
        }
    }

    [Theory]
    [InlineData("before-save")]
    [InlineData("after-save")]
    public async Task Timer_KilledWhileFiring_FiresOnce(string point)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var key = $"crash:{round}";
            await _case.StartAsync(key);
            _world.Clock.Advance(Late);

            await KilledAsync(point, "timers");
            await _world.Get<ProcessTimers>().FireDueAsync();

            (await _case.OpenAsync(key)).ShouldBe(["answer"]);
            (await _case.HistoryAsync(key)).Count(h => h.Action == "timer").ShouldBe(1);
            await ShellCase.ShouldReplayAsync(_world, key);
        }
    }

    [Theory]
    [InlineData("before-save")]
    [InlineData("after-save")]
    public async Task Notice_KilledWhileReminding_IsSaidOnce(string point)
    {
        await _case.StartAsync("crash:1");
        _world.Clock.MoveTo((await _case.ItemAsync("review", "crash:1")).NextNoticeAt!.Value);

        await KilledAsync(point, "notices");
        await _world.Get<DeadlineNotices>().SendDueAsync();

        (await MessagesAsync(DeadlineNoticeMessages.DayBefore, "crash:1")).Select(m => m.Channel).ShouldBe([MessageChannel.Portal, MessageChannel.Sms], ignoreOrder: true);
    }

    [Theory]
    [InlineData("before-save")]
    [InlineData("after-save")]
    [InlineData("before-send")]
    [InlineData("after-send")]
    public async Task Outbox_KilledAtAPoint_DeliversEverythingOnce(string point)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await _case.StartAsync($"crash:{round}");
            await KilledAsync(point, "outbox");
            // What the dead process had claimed is free again after a while.
            for (var i = 0; i < 2; i++)
            {
                await new OutboxDelivery(_world.Database.Contexts, new FileSmsGateway(_folder.FullName, _world.Clock), _world.Clock).DeliverDueAsync();
                _world.Clock.Advance(TimeSpan.FromMinutes(6));
            }

            await using var db = _world.Open();
            (await db.Set<OutboxMessage>().CountAsync(m => m.DeliveredAt == null)).ShouldBe(0);
            (await db.Set<Notification>().CountAsync()).ShouldBe(round + 1);
            (await db.Set<OutboxMessage>().CountAsync(m => m.Channel == MessageChannel.Sms && m.AccountId != null)).ShouldBe(round + 1);
            _folder.GetFiles("sms-*.json").Length.ShouldBe(round + 1);
        }
    }

    [Fact]
    public async Task Host_WithoutACrash_Answers()
    {
        await _case.StartAsync("crash:1");
        var item = await _case.ItemAsync("review", "crash:1");

        var (code, output) = await RunAsync("none", "complete", item.Id, _world.Supervisor.MembershipId, "agree");

        (code, output).ShouldBe((0, "answered\n"));
        (await _case.OpenAsync("crash:1")).ShouldBe(["answer"]);
    }

    private async Task<List<OutboxMessage>> MessagesAsync(string template, string key)
    {
        await using var db = _world.Open();
        return await db.Set<OutboxMessage>().Where(m => m.Template == template && m.Link == "/cases/" + key).ToListAsync();
    }

    private async Task KilledAsync(string point, params object[] action)
    {
        var (code, output) = await RunAsync(point, action);
        (code, output).ShouldBe((SigKill, ""), $"it should have died at {point}");
    }

    private async Task<(int Code, string Output)> RunAsync(string point, params object[] action)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var host = Path.Combine(Repository.Root, "tests", "CrashHost", "bin", built.Parent!.Name, built.Name, "CrashHost.dll");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PORTAL_CRASH_DATABASE"] = _world.Database.ConnectionString;
        foreach (var argument in (object[])[host, point, _world.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), _folder.FullName, .. action])
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBeOneOf([0, SigKill], await error);
        return (process.ExitCode, output);
    }
}
