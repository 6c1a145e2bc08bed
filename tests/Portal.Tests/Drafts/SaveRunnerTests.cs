using Portal.Drafts;

namespace Portal.Tests.Drafts;

public sealed class SaveRunnerTests
{
    private readonly List<TaskCompletionSource> _saves = [];
    private readonly List<string> _stored = [];
    private readonly SaveRunner _runner;
    private string _typed = "";

    public SaveRunnerTests() => _runner = new SaveRunner(async () =>
    {
        var save = new TaskCompletionSource();
        _saves.Add(save);
        var value = _typed;
        await save.Task;
        _stored.Add(value);
    });

    [Fact]
    public async Task Run_WhileOneRuns_WaitsAndStoresTheLatestOnce()
    {
        _typed = "a";
        var first = _runner.RunAsync();
        _typed = "ab";
        var second = _runner.RunAsync();
        _typed = "abc";
        var third = _runner.RunAsync();

        _saves.Count.ShouldBe(1, "two saves at once");
        _saves[0].SetResult();
        await first;
        await UntilAsync(() => _saves.Count == 2);
        second.IsCompleted.ShouldBeFalse();
        _saves[1].SetResult();
        await Task.WhenAll(second, third);

        _stored.ShouldBe(["a", "abc"]);
    }

    [Fact]
    public async Task Run_AfterAFailure_SavesAgain()
    {
        var failing = _runner.RunAsync();
        var waiting = _runner.RunAsync();

        _saves[0].SetException(new InvalidOperationException("away"));
        await Should.ThrowAsync<InvalidOperationException>(() => failing);
        await UntilAsync(() => _saves.Count == 2);
        _saves[1].SetResult();
        await waiting;

        _stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_WhenNothingRuns_SavesAtOnce()
    {
        foreach (var value in new[] { "a", "b" })
        {
            _typed = value;
            var run = _runner.RunAsync();
            _saves[^1].SetResult();
            await run;
        }

        _stored.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Ended_WithOneRunningAndOneWaiting_IsAfterBothAndHidesFailures()
    {
        _runner.EndedAsync().IsCompleted.ShouldBeTrue();
        var (first, second, ended) = (_runner.RunAsync(), _runner.RunAsync(), _runner.EndedAsync());

        _saves[0].SetResult();
        await first;
        await UntilAsync(() => _saves.Count == 2);
        ended.IsCompleted.ShouldBeFalse();
        _saves[1].SetException(new InvalidOperationException("away"));

        await Should.ThrowAsync<InvalidOperationException>(() => second);
        await ended;
    }

    private static async Task UntilAsync(Func<bool> there)
    {
        for (var i = 0; i < 5_000 && !there(); i++) await Task.Delay(2);
        there().ShouldBeTrue();
    }
}
