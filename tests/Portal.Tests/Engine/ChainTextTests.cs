using System.Reflection;
using Portal.Tests.Terms;
using Workflows.Engine;
using Workflows.Engine.Bpmn;
using Workflows.Engine.Shell;

namespace Portal.Tests.Engine;

public sealed class ChainTextTests
{
    /// <summary>An administrator whose file is refused must be able to read why.</summary>
    [Theory]
    [InlineData(typeof(BpmnProblemCodes))]
    [InlineData(typeof(SoundnessCodes))]
    [InlineData(typeof(UploadProblemCodes))]
    public void Codes_OfProblems_HaveAText(Type codes)
    {
        var all = codes.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToList();

        all.ShouldNotBeEmpty();
        all.Except(PortalTexts.Chinese(Path.Combine(PortalTexts.Folder, "Engine", "ChainTexts")).Keys).ShouldBeEmpty();
    }
}
