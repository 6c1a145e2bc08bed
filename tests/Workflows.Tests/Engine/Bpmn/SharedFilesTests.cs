using Testing.SharedData;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine.Bpmn;

/// <summary>Files of other tools: each is read, or refused for something that really stands on the line that is named.</summary>
public sealed class SharedFilesTests
{
    private static readonly string[] Loads =
    [
        "flowable_BoundaryTimerEventTest.testInterruptingTimerDuration.bpmn20.xml",
        "flowable_BoundaryTimerNonInterruptingEventTest.testJoin.bpmn20.xml",
        "camunda_reviewInvoice.bpmn",
    ];

    [SharedTheory]
    [InlineData("approval_files.csv", "approval", 12)]
    [InlineData("miwg_reference_files.csv", "miwg-reference", 11)]
    public void Read_FileOfAnotherTool_LoadsOrIsRefusedByElementAndLine(string list, string folder, int atLeast)
    {
        var files = SharedFolder.Csv("bpmn", list).Select(row => row["file"]).Where(file => File.Exists(SharedFolder.File("bpmn", folder, file))).ToList();

        files.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        foreach (var file in files)
        {
            using var stream = File.OpenRead(SharedFolder.File("bpmn", folder, file));
            var result = BpmnReader.Read(stream);
            (result.Definition is not null).ShouldBe(result.Problems.IsEmpty, file);
            (result.Definition is not null).ShouldBe(Loads.Contains(file), $"{file}: {string.Join("; ", result.Problems)}");
            var lines = File.ReadAllLines(SharedFolder.File("bpmn", folder, file));
            foreach (var problem in result.Problems)
                lines[problem.Line - 1].ShouldContain(problem.Element, Case.Sensitive, $"{file} {problem}");
        }
    }

    /// <summary>What the lists count in each file is found again: nothing unsupported slips through, and all of it is named.</summary>
    [SharedTheory]
    [InlineData("approval_files.csv", "approval")]
    [InlineData("miwg_reference_files.csv", "miwg-reference")]
    public void Read_UnsupportedElementsOfTheList_AreAllNamed(string list, string folder)
    {
        foreach (var row in SharedFolder.Csv("bpmn", list))
        {
            var path = SharedFolder.File("bpmn", folder, row["file"]);
            if (!File.Exists(path) || row["processes"] != "1") continue;
            using var stream = File.OpenRead(path);
            var problems = BpmnReader.Read(stream).Problems;
            foreach (var element in (string[])["inclusiveGateway", "eventBasedGateway"])
                problems.Count(problem => problem.Element == element && problem.Code == BpmnProblemCodes.UnsupportedElement).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(row[element], $"{row["file"]} {element}");
        }
    }

    [SharedFact]
    public void Read_FlowableInvalidProcess_IsRefusedForItsManyFaults()
    {
        using var stream = File.OpenRead(SharedFolder.File("bpmn", "approval", "flowable_invalidProcess.bpmn20.xml"));

        var problems = BpmnReader.Read(stream).Problems;

        problems.ShouldContain(problem => problem.Code == BpmnProblemCodes.NotExecutable && problem.Id == "invalidProcess");
        problems.ShouldContain(problem => problem.Code == BpmnProblemCodes.OneStart);
        problems.ShouldContain(problem => problem.Element == "cancelEventDefinition" && problem.Id == "theStart3");
        problems.ShouldContain(problem => problem.Element == "sendTask" && problem.Id == "sendTask1");
        problems.ShouldContain(problem => problem.Element == "messageEventDefinition" && problem.Id == "messageEvent1" && problem.Code == BpmnProblemCodes.MissingAttribute);
        problems.ShouldContain(problem => problem.Element == "messageEventDefinition" && problem.Id == "messageEvent2" && problem.Code == BpmnProblemCodes.UnknownReference);
        problems.Select(problem => problem.Line).Distinct().Count().ShouldBeGreaterThan(20);
    }
}
