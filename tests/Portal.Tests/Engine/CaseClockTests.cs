using Bunit;
using Portal.Engine;
using Portal.Tests.Shell;
using Workflows.Engine.Shell;

namespace Portal.Tests.Engine;

public sealed class CaseClockTests : IDisposable
{
    private readonly FaceContext _face = new();

    [Theory]
    [InlineData(1, 10, false, "active")]
    [InlineData(8, 10, false, "active")]
    [InlineData(9, 10, false, "warning")]
    [InlineData(10, 10, false, "warning")]
    [InlineData(11, 10, true, "danger")]
    public void Tone_ByDaysUsed_WarnsOnTheLastTwoDaysAndAfter(int elapsed, int allowance, bool overdue, string tone) =>
        Show(new ClockFacts(elapsed, allowance, new DateOnly(2026, 11, 25), _face.Clock.GetUtcNow(), Stopped: false, overdue))
            .Find(".clock").ClassList.ShouldContain("tone-" + tone);

    [Fact]
    public void Text_Running_SaysTheDayOfTheTermAndItsLast() =>
        Show(new ClockFacts(2, 3, new DateOnly(2026, 11, 25), _face.Clock.GetUtcNow(), Stopped: false, Overdue: false))
            .Markup.ShouldContain("2 of 3 working days, due 11-25");

    [Fact]
    public void Text_Stopped_SaysThatItStandsStillAndNamesNoDay()
    {
        var shown = Show(new ClockFacts(2, 3, null, null, Stopped: true, Overdue: false));

        shown.Find(".clock").ClassList.ShouldContain("tone-neutral");
        shown.Markup.ShouldContain("2 of 3");
        shown.Markup.ShouldNotContain("due");
    }

    public void Dispose() => _face.Dispose();

    private IRenderedComponent<CaseClock> Show(ClockFacts facts) => _face.Render<CaseClock>(p => p.Add(c => c.Facts, facts));
}
