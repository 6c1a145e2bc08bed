using System.Globalization;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Portal.Engine;
using Workflows.Engine.Shell;

namespace Portal.Tests.Engine;

public sealed class ProcessLabelsTests
{
    private readonly ProcessLabels _labels = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<ProcessLabels>()
        .BuildServiceProvider().GetRequiredService<ProcessLabels>();

    public static TheoryData<string, string> ShippedChains
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in typeof(ProcessDefinitions).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".bpmn", StringComparison.Ordinal)))
            {
                data.Add(file, "zh-CN");
                data.Add(file, "en");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ShippedChains))]
    public void FindNode_EveryNamedElementOfAShippedChain_HasWordsInTheLanguage(string file, string language)
    {
        using var stream = typeof(ProcessDefinitions).Assembly.GetManifestResourceStream(file)!;
        XNamespace bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
        var process = XDocument.Load(stream).Descendants(bpmn + "process").Single();
        var key = (string)process.Attribute("id")!;
        var named = process.Descendants().Where(e => e.Attribute("name") is not null && e.Attribute("id") is not null).Select(e => (string)e.Attribute("id")!).ToList();

        var missing = In(language, () => named.Where(id => _labels.FindNode(key, id) is not { } words || HasHan(words) != (language == "zh-CN")).ToList());

        named.ShouldNotBeEmpty();
        missing.ShouldBeEmpty();
        In(language, () => _labels.Chain(key)).ShouldNotBe(key);
    }

    [Fact]
    public void Node_WithoutWords_IsTheId()
    {
        _labels.Node("access", "somethingElse").ShouldBe("somethingElse");
        _labels.FindNode("access", "somethingElse").ShouldBeNull();
    }

    private static bool HasHan(string words) => words.Any(c => c is >= '\u4e00' and <= '\u9fff');

    private static T In<T>(string language, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
