using Bunit;
using Portal.Engine;
using Portal.Tests.Shell;

namespace Portal.Tests.Engine;

public sealed class DueTextTests : IDisposable
{
    private readonly FaceContext _face = new();

    [Theory]
    [InlineData(3, false, "3 working days left, due 11-25", "neutral")]
    [InlineData(2, false, "2 working days left, due 11-25", "neutral")]
    [InlineData(1, false, "1 working day left, due 11-25", "warning")]
    [InlineData(0, false, "Due today", "warning")]
    [InlineData(-1, true, "1 working day overdue (was due 11-25)", "danger")]
    [InlineData(-4, true, "4 working days overdue (was due 11-25)", "danger")]
    public void Text_ByWorkingDaysLeft_SaysThemAndTheDay(int remaining, bool past, string text, string tone)
    {
        var shown = Show(new DateOnly(2026, 11, 25), remaining, past);

        shown.Find("span > span:last-child").TextContent.ShouldBe(text);
        shown.Find(".clock").ClassList.ShouldContain("tone-" + tone);
    }

    /// <summary>Due on Friday, seen on Saturday: no working day has gone by since, and yet it is late.</summary>
    [Fact]
    public void Text_PastTheDayWithoutAWorkingDaySince_IsOverdue()
    {
        var shown = Show(new DateOnly(2026, 11, 20), 0, past: true);

        shown.Find("span > span:last-child").TextContent.ShouldBe("Overdue (was due 11-20)");
        shown.Find(".clock").ClassList.ShouldContain("tone-danger");
    }

    [Fact]
    public void Text_WithoutDeadline_SaysSo() => Show(null, null, past: false).Find("span > span:last-child").TextContent.ShouldBe("No deadline");

    public void Dispose() => _face.Dispose();

    private IRenderedComponent<DueText> Show(DateOnly? due, int? remaining, bool past) =>
        _face.Render<DueText>(p => p.Add(d => d.Due, due).Add(d => d.Remaining, remaining).Add(d => d.Past, past));
}
