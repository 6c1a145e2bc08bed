using System.Globalization;
using System.Xml.Linq;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Engine;
using Workflows.Engine.Shell;

namespace Portal.Tests.Engine;

public sealed class ProcessDiagramTests : BunitContext
{
    private static readonly string Xml = Shipped("access.bpmn");

    public ProcessDiagramTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddSingleton<ProcessLabels>();
    }

    [Fact]
    public void Words_OfACaseInTheMiddle_SayWhatIsDoneNowAheadAndPassedBy()
    {
        var shown = Render<ProcessDiagram>(parameters => parameters.Add(d => d.Case, Diagram(
            new() { ["start"] = 1, ["supervisorReview"] = 1, ["operatorReview"] = 1, ["countyReview"] = 1, ["fixTrack"] = 1, ["debugApplication"] = 1, ["slotAssignment"] = 1, ["delivery"] = 2, ["debugging"] = 2 },
            ["debugging"])));
        var words = Words(shown);

        words.ShouldContain("Supervisor's opinion (done)");
        words.ShouldContain("Check the delivery (done 2 times)");
        words.ShouldContain("Debug the devices (now; done before: 1)");
        words.ShouldContain("Solve the technical difficulty (ahead)");
        words.ShouldContain("All devices online (ahead)");
        words.ShouldContain("5 working days passed (ahead)");
        words.ShouldContain("Connected (ahead)");
        words.ShouldContain("Correct the application (not taken)");
        words.ShouldContain("Refused (not taken)");
        words.IndexOf("Supervisor's opinion (done)").ShouldBeLessThan(words.IndexOf("Connected (ahead)"));
        shown.FindAll("li[aria-current=step]").Single().TextContent.ShouldContain("Debug the devices");
        shown.Find(".diagram-frame").GetAttribute("data-label").ShouldBe("Diagram of the process: Site access. Now: Debug the devices");
    }

    [Fact]
    public void Words_OfARefusedCase_HaveNothingAhead()
    {
        var words = Words(Render<ProcessDiagram>(parameters => parameters.Add(d => d.Case, Diagram(new() { ["start"] = 1, ["countyReview"] = 1, ["refused"] = 1 }, []))));

        words.ShouldContain("Refused (done)");
        words.ShouldContain("Debug the devices (not taken)");
        words.ShouldAllBe(word => !word.Contains("(ahead)") && !word.Contains("(now"));
    }

    [Fact]
    public void Words_OfAChainWithoutACase_AreNamesOnly()
    {
        var shown = Render<ProcessDiagram>(parameters => parameters.Add(d => d.Xml, Xml).Add(d => d.DefinitionKey, "access"));

        Words(shown).ShouldContain("Supervisor's opinion");
        shown.FindAll(".diagram-legend").ShouldBeEmpty();
    }

    [Fact]
    public void Words_InChinese_AreChinese()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");

        var words = Words(Render<ProcessDiagram>(parameters => parameters.Add(d => d.Case, Diagram(new() { ["start"] = 1, ["supervisorReview"] = 1 }, ["supervisorReview"]))));

        words.ShouldContain("提交接入申请（已办）");
        words.ShouldContain("监理单位意见（当前）");
        words.ShouldContain("已接入（未到）");
    }

    [Fact]
    public void Tools_AllOfThem_HaveANameAndStandForAnAction()
    {
        var shown = Render<ProcessDiagram>(parameters => parameters.Add(d => d.Case, Diagram(new() { ["start"] = 1 }, ["supervisorReview"])));

        var tools = shown.FindAll("button[data-diagram]");

        tools.Select(tool => tool.GetAttribute("data-diagram")).ShouldBe(["now", "out", "in", "fit"]);
        tools.ShouldAllBe(tool => (tool.GetAttribute("aria-label") ?? tool.TextContent).Trim().Length > 0);
    }

    [Fact]
    public void Localize_ShippedChain_ReplacesNamesAndNothingElse()
    {
        var before = XDocument.Parse(Xml);
        var after = XDocument.Parse(DiagramXml.Localize(Xml, Services.GetRequiredService<ProcessLabels>()));

        Named(after, "supervisorReview").ShouldBe("Supervisor's opinion");
        Named(after, "toCorrection").ShouldBe("Correct");
        foreach (var name in before.Descendants().Concat(after.Descendants()).Select(e => e.Attribute("name")).OfType<XAttribute>().ToList()) name.Remove();
        XNode.DeepEquals(before, after).ShouldBeTrue();
    }

    [Fact]
    public void Localize_UnknownChain_KeepsItsNames()
    {
        var other = Xml.Replace("process id=\"access\"", "process id=\"other\"", StringComparison.Ordinal);

        Named(XDocument.Parse(DiagramXml.Localize(other, Services.GetRequiredService<ProcessLabels>())), "supervisorReview").ShouldBe("监理单位意见");
    }

    private static CaseDiagram Diagram(Dictionary<string, int> taken, IReadOnlyList<string> current) => new("access", 1, Xml, taken, current);

    private static List<string> Words(IRenderedComponent<ProcessDiagram> shown) =>
        [.. shown.FindAll(".diagram-words li").Select(li => string.Join(' ', li.TextContent.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)))];

    private static string? Named(XDocument document, string id) => (string?)document.Descendants().Single(e => (string?)e.Attribute("id") == id).Attribute("name");

    private static string Shipped(string file)
    {
        using var reader = new StreamReader(typeof(ProcessDefinitions).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
