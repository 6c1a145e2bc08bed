using Testing;
using Workflows.Insights;

namespace Workflows.Tests.Insights;

public sealed class KeptAnswersTests
{
    private readonly TestClock _clock = new();
    private int _asked;

    [Fact]
    public async Task Get_WithinItsTime_AsksOnce_AndThenWaitsForANewOne()
    {
        var answers = new KeptAnswers<int>(_clock, TimeSpan.FromMinutes(1));

        (await Task.WhenAll(Get(answers), Get(answers))).ShouldBe([1, 1]);
        _clock.Advance(TimeSpan.FromSeconds(59));
        (await Get(answers)).ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await Get(answers)).ShouldBe(2);
    }

    [Fact]
    public async Task Get_OfWhatMayBeGivenLonger_GivesTheOldOneUntilTheNewOneIsThere()
    {
        var answers = new KeptAnswers<int>(_clock, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
        var slow = new TaskCompletionSource<int>();
        await Get(answers);
        _clock.Advance(TimeSpan.FromMinutes(30));

        (await answers.GetAsync("key", () => slow.Task)).ShouldBe(1);
        (await Get(answers)).ShouldBe(1, "one is on its way already");
        slow.SetResult(7);
        await ShouldBecomeAsync(answers, 7);
        _clock.Advance(TimeSpan.FromHours(2));

        (await Get(answers)).ShouldBe(2, "what is too old is waited for");
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task Get_AfterAFailure_AsksAgain()
    {
        var answers = new KeptAnswers<int>(_clock, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
        await Should.ThrowAsync<TimeoutException>(() => answers.GetAsync("key", () => throw new TimeoutException()));

        (await Get(answers)).ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(30));
        (await answers.GetAsync("key", () => throw new TimeoutException())).ShouldBe(1, "the old one is better than none");

        await ShouldBecomeAsync(answers, 2);
    }

    private async Task ShouldBecomeAsync(KeptAnswers<int> answers, int expected)
    {
        for (var i = 0; i < 500 && await Get(answers) != expected; i++) await Task.Delay(10);
        (await Get(answers)).ShouldBe(expected);
    }

    private Task<int> Get(KeptAnswers<int> answers) => answers.GetAsync("key", () => Task.FromResult(Interlocked.Increment(ref _asked)));
}
