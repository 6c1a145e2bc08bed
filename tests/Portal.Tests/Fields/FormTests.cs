using Bunit;
using Domain;
using Portal.Tests.Shell;

namespace Portal.Tests.Fields;

public sealed class FormTests : IDisposable
{
    private readonly FaceContext _face = new();
    private readonly SampleModel _model = new();
    private int _submissions;

    public void Dispose() => _face.Dispose();

    [Fact]
    public void Submit_WithProblems_ShowsThemBesideTheFieldsAndAboveThem()
    {
        var form = Render(() => Task.CompletedTask);

        form.Find("form").Submit();

        _submissions.ShouldBe(0);
        form.FindAll(".error-summary li").Select(line => line.TextContent.Trim()).ShouldBe(["Liaison: This is required.", "Row 1 · Position: This is required."]);
        form.FindAll(".field-message").Count.ShouldBe(2);
    }

    [Fact]
    public void Submit_WithUnreadableInput_IsNotSent()
    {
        Fill();
        var form = Render(() => Task.CompletedTask);
        form.Find("[name=bandwidthUp]").Change("many");

        form.Find("form").Submit();

        _submissions.ShouldBe(0);
        form.Find(".error-summary").TextContent.ShouldContain("Enter a number.");
    }

    [Fact]
    public async Task Submit_ClickedAgainWhileItRuns_RunsOnce()
    {
        Fill();
        var running = new TaskCompletionSource();
        var form = Render(() => running.Task);

        var first = form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();
        form.Find("button[type=submit]").HasAttribute("disabled").ShouldBeTrue();
        running.SetResult();
        await first;

        _submissions.ShouldBe(1);
        form.Find("button[type=submit]").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public async Task Submit_ThatGoesWell_DrawsThePageAgain()
    {
        Fill();
        var form = Render(async () => await Task.Yield());

        await form.Find("form").SubmitAsync();

        form.Find("#sent").TextContent.ShouldBe("1");
    }

    [Fact]
    public void Submit_AgainstARule_SaysWhichInTheReadersLanguage()
    {
        Fill();
        var form = Render(() => throw new DomainException("access.not-editable"));

        form.Find("form").Submit();

        form.Find("[role=alert]").TextContent.ShouldContain("cannot be changed at this stage");
    }

    [Fact]
    public void Submit_AgainstARuleThatThePageKnowsOnlyNow_SaysItBesideTheField()
    {
        Fill();
        var form = Render(() =>
        {
            _model.LiaisonName = null;
            throw new DomainException("field.required");
        });

        form.Find("form").Submit();

        form.FindAll(".field-message").ShouldHaveSingleItem().TextContent.ShouldContain("This is required.");
        form.FindAll("[role=alert]").ShouldHaveSingleItem().ClassList.ShouldContain("error-summary");
    }

    [Fact]
    public void Submit_ThatFailsUnexpectedly_TellsANumberAndNothingElse()
    {
        Fill();
        var form = Render(() => throw new InvalidOperationException("connection string is secret"));

        form.Find("form").Submit();

        var alert = form.Find("[role=alert]").TextContent;
        alert.ShouldMatch("number [2-9A-Z]{8}");
        alert.ShouldNotContain("secret");
    }

    private void Fill()
    {
        _model.LiaisonName = "Chen";
        _model.Positions[0].Position = "West gate";
    }

    private IRenderedComponent<SampleForm> Render(Func<Task> submit) => _face.Render<SampleForm>(parameters => parameters
        .Add(form => form.Model, _model)
        .Add(form => form.OnSubmit, () =>
        {
            _submissions++;
            return submit();
        }));
}
