using Domain.Access;
using Portal.Access.Editing;

namespace Portal.Tests.Access.Editing;

public sealed class FormStepTests
{
    [Theory]
    [InlineData("projectManagerName", FormStep.Site)]
    [InlineData("supplierId", FormStep.Site)]
    [InlineData("liaisonEmail", FormStep.Site)]
    [InlineData("positions", FormStep.Positions)]
    [InlineData("positions[2].model", FormStep.Positions)]
    [InlineData("bandwidthUp", FormStep.Network)]
    [InlineData("siteSituation", FormStep.Network)]
    [InlineData("attachments.LayoutPlan", FormStep.Attachments)]
    [InlineData("opinion", FormStep.Sign)]
    public void Of_PathOfAProblem_IsTheStepOfItsField(string path, FormStep step) => FormSteps.Of(path).ShouldBe(step);

    [Fact]
    public void Of_EveryProblemOfAnEmptyForm_IsOnAStepThatIsFilledIn()
    {
        var problems = AccessFormRules.Check(new AccessForm());

        var bySteps = problems.ToLookup(p => FormSteps.Of(p.Field));

        bySteps.Select(g => g.Key).ShouldBe([FormStep.Site, FormStep.Network, FormStep.Positions], ignoreOrder: true);
        bySteps[FormStep.Site].Count().ShouldBe(8);
        bySteps[FormStep.Network].Count().ShouldBe(4);
    }

    [Fact]
    public void Parse_NameOfAnyStep_IsThatStep() => FormSteps.All.Select(step => FormSteps.Parse(FormSteps.Name(step))).ShouldBe(FormSteps.All);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public void Parse_Unknown_IsTheFirstStep(string? name) => FormSteps.Parse(name).ShouldBe(FormStep.Site);
}
