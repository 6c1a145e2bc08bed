using Bunit;
using Domain.Access;
using Domain.Devices;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access.Editing;
using Portal.Fields;
using Portal.Shell;
using Portal.Tests.Shell;

namespace Portal.Tests.Access.Editing;

public sealed class PositionsStepTests : IDisposable
{
    private readonly FaceContext _face = new();
    private readonly FormModel _model = new();
    private int _changes;

    public PositionsStepTests() => _model.Read(new AccessForm
    {
        Positions =
        [
            new InstallPosition { Position = "North gate", Kind = DeviceKind.GateDome, Brand = "Hik", Model = "D1", SimNumber = "13800000001", IpAddress = "10.0.0.1" },
            new InstallPosition { Position = "Pit", Kind = DeviceKind.PitDome, Brand = "Dahua", Model = "P2", SimNumber = "13800000002", IpAddress = "10.0.0.2" },
            new InstallPosition { Position = "Crane 1", Kind = DeviceKind.CraneDome, Brand = "Hik", Model = "C3", SimNumber = "13800000003", IpAddress = "10.0.0.3" },
        ],
    });

    public void Dispose() => _face.Dispose();

    [Fact]
    public void Add_AtTheEnd_LeavesTheOthersAsTheyAre()
    {
        var page = Render();

        page.Find("#positions-add").Click();

        Column(page, "position").ShouldBe(["North gate", "Pit", "Crane 1", ""]);
        Column(page, "ipAddress").ShouldBe(["10.0.0.1", "10.0.0.2", "10.0.0.3", ""]);
        _changes.ShouldBe(1);
    }

    [Fact]
    public void Copy_OfARow_ComesAfterItWithoutCardAndAddress()
    {
        var page = Render();

        page.Find("button[aria-label='Copy: Position 2']").Click();

        Column(page, "position").ShouldBe(["North gate", "Pit", "Pit", "Crane 1"]);
        Column(page, "model").ShouldBe(["D1", "P2", "P2", "C3"]);
        Column(page, "simNumber").ShouldBe(["13800000001", "13800000002", "", "13800000003"]);
        Column(page, "ipAddress").ShouldBe(["10.0.0.1", "10.0.0.2", "", "10.0.0.3"]);
    }

    [Fact]
    public void Copy_ThenTyped_LeavesTheOriginal()
    {
        var page = Render();

        page.Find("button[aria-label='Copy: Position 2']").Click();
        page.Find("[name='positions[2].model']").Change("P9");

        Column(page, "model").ShouldBe(["D1", "P2", "P9", "C3"]);
        _model.Positions.Select(p => p.Model).ShouldBe(["D1", "P2", "P9", "C3"]);
    }

    [Fact]
    public async Task Remove_OfARow_AsksAndKeepsTheOthers()
    {
        var page = Render();
        var confirmations = _face.Services.GetRequiredService<Confirmations>();

        var removing = page.Find("button[aria-label='Remove: Position 1']").ClickAsync(new());
        _model.Positions.Count.ShouldBe(3, "not before the answer");
        await page.InvokeAsync(() => Answer(confirmations, agreed: true));
        await removing;

        Column(page, "position").ShouldBe(["Pit", "Crane 1"]);
        Column(page, "simNumber").ShouldBe(["13800000002", "13800000003"]);
        page.Find("[name='positions[0].model']").Change("P7");
        _model.Positions.Select(p => p.Model).ShouldBe(["P7", "C3"]);
    }

    [Fact]
    public void Move_Down_TakesAllItsValuesAlong()
    {
        var page = Render();

        page.Find("button[aria-label='Move down: Position 1']").Click();

        Column(page, "position").ShouldBe(["Pit", "North gate", "Crane 1"]);
        Column(page, "kind").ShouldBe(["PitDome", "GateDome", "CraneDome"]);
        Column(page, "ipAddress").ShouldBe(["10.0.0.2", "10.0.0.1", "10.0.0.3"]);
    }

    [Fact]
    public void Problem_OfALaterRow_StandsBesideItsField()
    {
        var page = Render();

        page.Find("[name='positions[1].simNumber']").Change("13800000001");

        page.FindAll(".field-message").Count.ShouldBe(1);
        page.Find("#field-positions-1-simNumber-message").TextContent.ShouldContain("1");
    }

    private static void Answer(Confirmations confirmations, bool agreed) => confirmations.Answer(agreed);

    private static IEnumerable<string> Column(IRenderedComponent<IComponent> page, string member) =>
        Enumerable.Range(0, page.FindAll(".row-card").Count)
            .Select(i => page.Find($"[name='positions[{i}].{member}']").GetAttribute("value") ?? "");

    private IRenderedComponent<IComponent> Render() => _face.Render(builder =>
    {
        builder.OpenComponent<Form<FormModel>>(0);
        builder.AddComponentParameter(1, nameof(Form<FormModel>.Model), _model);
        builder.AddComponentParameter(2, nameof(Form<FormModel>.Check), (Func<IReadOnlyList<FormProblem>>)(() => AccessFormRules.Check(_model.ToForm())));
        builder.AddComponentParameter(3, nameof(Form<FormModel>.OnSubmit), EventCallback.Empty);
        builder.AddComponentParameter(4, nameof(Form<FormModel>.ChildContent), (RenderFragment)(inner =>
        {
            inner.OpenComponent<PositionsStep>(0);
            inner.AddComponentParameter(1, nameof(PositionsStep.Positions), _model.Positions);
            inner.AddComponentParameter(2, nameof(PositionsStep.OnChanged), (Func<Task>)(() =>
            {
                _changes++;
                return Task.CompletedTask;
            }));
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    });
}
