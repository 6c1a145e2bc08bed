using AngleSharp.Dom;
using Bunit;
using Domain.Devices;
using Portal.Tests.Shell;

namespace Portal.Tests.Fields;

public sealed class FieldTests : IDisposable
{
    private readonly FaceContext _face = new();
    private readonly SampleModel _model = new();
    private readonly IRenderedComponent<SampleForm> _form;

    public FieldTests() => _form = _face.Render<SampleForm>(parameters => parameters.Add(form => form.Model, _model));

    public void Dispose() => _face.Dispose();

    [Fact]
    public void Control_InItsField_IsNamedDescribedAndRequired()
    {
        var control = Control("liaisonName");

        _form.Find($"label[for={control.Id}]").TextContent.ShouldStartWith("Liaison");
        _form.Find($"#{control.GetAttribute("aria-describedby")}").TextContent.ShouldBe("Who answers the phone");
        control.GetAttribute("aria-required").ShouldBe("true");
        control.HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public void Control_ThatIsDisabled_SaysWhy() =>
        _form.Find($"#{Control("fixed").GetAttribute("aria-describedby")}").TextContent.ShouldBe("Comes from the site");

    [Fact]
    public void Control_WithAProblem_CarriesItsMessageOnceTouched()
    {
        Control("liaisonName").Change("Chen");
        _form.FindAll(".field-message").ShouldBeEmpty("untouched fields are not blamed before submission");

        Control("liaisonName").Change("");

        var control = Control("liaisonName");
        control.GetAttribute("aria-invalid").ShouldBe("true");
        var described = control.GetAttribute("aria-describedby")!.Split(' ').Select(id => _form.Find("#" + id).TextContent.Trim());
        described.ShouldContain(text => text.Contains("This is required."));
    }

    [Fact]
    public void Text_LongerThanAllowed_IsCutOnTheServerToo()
    {
        Control("liaisonName").Change(new string('a', 5000));

        _model.LiaisonName.ShouldBe(new string('a', 10));
    }

    [Theory]
    [InlineData("25.5", 25.5)]
    [InlineData("1,000", 1000)]
    [InlineData(" 20 ", 20)]
    public void Number_AsPeopleTypeIt_IsRead(string typed, double expected)
    {
        Control("bandwidthUp").Change(typed);

        _model.BandwidthUp.ShouldBe((decimal)expected);
    }

    [Theory]
    [InlineData("bandwidthUp", "twenty", "Enter a number.")]
    [InlineData("videoInstallationDate", "2026-02-30", "Enter a valid date, like 2026-11-25.")]
    [InlineData("firstOnlineAt", "2026-11-25", "Enter a valid time, like 2026-11-25 14:05.")]
    public void Input_ThatCannotBeRead_StaysAndIsAnsweredBesideTheField(string path, string typed, string message)
    {
        Control(path).Change(typed);

        Control(path).GetAttribute("value").ShouldBe(typed);
        _form.Find($"#{Control(path).Id}-message").TextContent.ShouldContain(message);
    }

    [Theory]
    [InlineData("2026-11-25")]
    [InlineData("2026/11/25")]
    [InlineData("20261125")]
    public void Date_InAnyUsualForm_IsReadAndShownInOne(string typed)
    {
        Control("videoInstallationDate").Change(typed);

        _model.VideoInstallationDate.ShouldBe(new DateOnly(2026, 11, 25));
        Control("videoInstallationDate").GetAttribute("value").ShouldBe("2026-11-25");
    }

    [Fact]
    public void Moment_TypedAsShanghaiTime_IsKeptAsUtc()
    {
        Control("firstOnlineAt").Change("2026-11-25 02:05");

        _model.FirstOnlineAt.ShouldBe(new DateTimeOffset(2026, 11, 24, 18, 5, 0, TimeSpan.Zero));
        _model.FirstOnlineAt!.Value.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("GateDome", DeviceKind.GateDome)]
    [InlineData("CraneDome", null)]
    [InlineData("SiteDome", null)]
    [InlineData("", null)]
    public void Choice_FromTheBrowser_CountsOnlyIfItWasOfferedAndEnabled(string sent, DeviceKind? kept)
    {
        Control("kind").Change(sent);

        _model.Kind.ShouldBe(kept);
    }

    private IElement Control(string path) => _form.Find($"[name='{path}']");
}
