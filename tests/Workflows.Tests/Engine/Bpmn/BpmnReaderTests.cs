using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine.Bpmn;

public sealed class BpmnReaderTests
{
    private const string Chain = """<startEvent id="start"/><endEvent id="end"/><sequenceFlow id="f" sourceRef="start" targetRef="end"/>""";

    private static string[] Problems(string xml, string? process = null) =>
        [.. BpmnReader.Read(xml, process).Problems.Select(problem => $"{problem.Code} {problem.Element} {problem.Id}")];

    private static string Task(string attributes) => BpmnText.Process($"""<startEvent id="start"/><endEvent id="end"/><userTask id="t" {attributes}/>""", "start > t > end");

    [Fact]
    public void Read_FileOfAnotherTool_KeepsNamesDocumentationAndLines()
    {
        const string File = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:tool="http://tool">
              <bpmn2:collaboration id="c"><bpmn2:participant id="p" processRef="chain"/></bpmn2:collaboration>
              <bpmn2:process id="chain" name="接入" isExecutable="true" tool:version="3">
                <bpmn2:documentation>Whole chain.</bpmn2:documentation>
                <bpmn2:extensionElements><tool:anything/></bpmn2:extensionElements>
                <bpmn2:laneSet id="l"><bpmn2:lane id="l1"><bpmn2:flowNodeRef>t</bpmn2:flowNodeRef></bpmn2:lane></bpmn2:laneSet>
                <bpmn2:startEvent id="start"><bpmn2:outgoing>f1</bpmn2:outgoing></bpmn2:startEvent>
                <bpmn2:userTask id="t" name="Review" tool:form="x"><bpmn2:documentation>Looks at it.</bpmn2:documentation><bpmn2:incoming>f1</bpmn2:incoming></bpmn2:userTask>
                <bpmn2:endEvent id="end"/>
                <bpmn2:sequenceFlow id="f1" sourceRef="start" targetRef="t"/>
                <bpmn2:sequenceFlow id="f2" name="on" sourceRef="t" targetRef="end"/>
                <bpmn2:textAnnotation id="note"><bpmn2:text>note</bpmn2:text></bpmn2:textAnnotation>
              </bpmn2:process>
              <bpmndi:BPMNDiagram id="d"/>
            </bpmn2:definitions>
            """;

        var definition = BpmnText.LoadFile(File);

        (definition.Id, definition.Name, definition.Documentation).ShouldBe(("chain", "接入", "Whole chain."));
        var task = definition.Node("t").ShouldBeOfType<UserTask>();
        (task.Name, task.Documentation, task.Line).ShouldBe(("Review", "Looks at it.", 9));
        definition.Flows[1].Name.ShouldBe("on");
        definition.Flows[1].Target.ShouldBe(definition.Node("end"));
    }

    [Fact]
    public void Read_PortalAttributes_AreOnTheTask()
    {
        var definition = BpmnText.LoadFile(BpmnText.Process("""
            <startEvent id="start"/><endEvent id="end"/>
            <userTask id="t" portal:role="Operator" portal:party="operator" portal:outcomes=" approve  refuse " portal:dueWorkingDays="3" portal:clock="c" portal:escalateTo="CityRegulator" portal:escalateParty="city"/>
            <userTask id="u" portal:stopsClock="c" portal:dueWorkingDays="=days"/>
            """, "start > t > u > end"));

        var work = definition.Node("t").ShouldBeOfType<UserTask>().Work;
        (work.Role, work.Party, work.Clock, work.EscalateTo, work.EscalateParty).ShouldBe(("Operator", "operator", "c", "CityRegulator", "city"));
        work.Outcomes.ShouldBe(["approve", "refuse"]);
        work.DueWorkingDays!.Source.ShouldBe("3");
        var other = definition.Node("u").ShouldBeOfType<UserTask>().Work;
        (other.StopsClock, other.DueWorkingDays!.Source, other.IsVisible).ShouldBe(("c", "days", false));
    }

    [Theory]
    [InlineData("inclusiveGateway")]
    [InlineData("eventBasedGateway")]
    [InlineData("complexGateway")]
    [InlineData("task")]
    [InlineData("manualTask")]
    [InlineData("scriptTask")]
    [InlineData("sendTask")]
    [InlineData("receiveTask")]
    [InlineData("businessRuleTask")]
    [InlineData("transaction")]
    [InlineData("adHocSubProcess")]
    [InlineData("intermediateThrowEvent")]
    [InlineData("implicitThrowEvent")]
    [InlineData("notOfBpmn")]
    public void Read_UnsupportedElement_IsRefusedByNameAndLine(string element)
    {
        var result = BpmnReader.Read($"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <process id="chain">
                {Chain}
                <{element} id="x" name="y"/>
              </process>
            </definitions>
            """);

        result.Definition.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().ShouldBe(new BpmnProblem(BpmnProblemCodes.UnsupportedElement, element, "x", 4));
    }

    [Theory]
    [InlineData("startEvent", "messageEventDefinition")]
    [InlineData("startEvent", "timerEventDefinition")]
    [InlineData("endEvent", "errorEventDefinition")]
    [InlineData("endEvent", "messageEventDefinition")]
    [InlineData("intermediateCatchEvent", "signalEventDefinition")]
    [InlineData("intermediateCatchEvent", "conditionalEventDefinition")]
    [InlineData("intermediateCatchEvent", "linkEventDefinition")]
    [InlineData("boundaryEvent", "messageEventDefinition")]
    [InlineData("boundaryEvent", "escalationEventDefinition")]
    public void Read_UnsupportedEvent_IsRefusedByItsDefinition(string element, string definition)
    {
        var xml = BpmnText.Process($"""<startEvent id="start"/><endEvent id="end"/><userTask id="t"/><{element} id="x" attachedToRef="t"><{definition}/></{element}>""", "start > t > end");

        Problems(xml).ShouldContain($"{BpmnProblemCodes.UnsupportedElement} {definition} x");
    }

    [Theory]
    [InlineData("serviceTask", "multiInstanceLoopCharacteristics")]
    [InlineData("userTask", "standardLoopCharacteristics")]
    [InlineData("subProcess", "multiInstanceLoopCharacteristics")]
    [InlineData("userTask", "potentialOwner")]
    [InlineData("userTask", "humanPerformer")]
    public void Read_UnsupportedChild_IsRefused(string element, string child) =>
        Problems(BpmnText.File($"""<process id="c">{Chain}<{element} id="x"><{child}/></{element}></process>"""))
            .ShouldContain(problem => problem.StartsWith($"{BpmnProblemCodes.UnsupportedElement} {child}", StringComparison.Ordinal));

    [Fact]
    public void Read_SeveralMistakes_AllAreNamedInTheOrderOfTheFile()
    {
        var result = BpmnReader.Read("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <process id="chain">
                <startEvent id="start"/>
                <inclusiveGateway id="g"/>
                <serviceTask id="s"/>
                <endEvent id="end"/>
                <sequenceFlow id="a" sourceRef="start" targetRef="g"/>
                <sequenceFlow id="b" sourceRef="g" targetRef="nowhere"/>
                <sequenceFlow id="c" sourceRef="s" targetRef="end"><conditionExpression>${x}</conditionExpression></sequenceFlow>
              </process>
            </definitions>
            """);

        result.Problems.Select(problem => (problem.Line, problem.Code)).ShouldBe(
        [
            (4, BpmnProblemCodes.UnsupportedElement),
            (5, BpmnProblemCodes.MissingAttribute),
            (8, BpmnProblemCodes.UnknownReference),
            (9, BpmnProblemCodes.BadExpression),
        ]);
    }

    [Fact]
    public void Read_WhatIsNoBpmn_IsRefused()
    {
        Problems("no xml at all").ShouldHaveSingleItem().ShouldStartWith(BpmnProblemCodes.NotXml);
        Problems("<definitions/>").ShouldHaveSingleItem().ShouldStartWith(BpmnProblemCodes.NotBpmn);
        Problems(BpmnText.File("")).ShouldHaveSingleItem().ShouldStartWith(BpmnProblemCodes.NoProcess);
    }

    [Fact]
    public void Read_DocumentTypeOrOversize_IsRefused()
    {
        Problems("""<!DOCTYPE x [<!ENTITY a "aaaa">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&a;</definitions>""").ShouldHaveSingleItem().ShouldStartWith(BpmnProblemCodes.NotXml);
        Problems(BpmnText.File($"""<process id="c"><documentation>{new string('x', BpmnReader.MaximumCharacters)}</documentation>{Chain}</process>""")).ShouldHaveSingleItem().ShouldStartWith(BpmnProblemCodes.NotXml);
    }

    [Fact]
    public void Read_SubProcessesWithoutEnd_AreRefusedInsteadOfOverflowing()
    {
        var deep = string.Concat(Enumerable.Range(0, 3000).Select(i => $"""<subProcess id="s{i}">""")) + string.Concat(Enumerable.Repeat("</subProcess>", 3000));

        Problems(BpmnText.File($"""<process id="c">{deep}</process>""")).ShouldContain($"{BpmnProblemCodes.TooLarge} subProcess s20");
    }

    [Fact]
    public void Read_ChoosesTheExecutableProcess()
    {
        var other = Chain.Replace("\"start\"", "\"start2\"", StringComparison.Ordinal).Replace("\"end\"", "\"end2\"", StringComparison.Ordinal);
        string File(string first, string second) => BpmnText.File($"""<process id="a" {first}>{Chain}</process><process id="b" {second}>{other}</process>""");

        BpmnReader.Read(File("isExecutable='false'", "isExecutable='true'")).Definition!.Id.ShouldBe("b");
        BpmnReader.Read(File("", "isExecutable='true'")).Definition!.Id.ShouldBe("b");
        BpmnReader.Read(File("", "isExecutable='false'")).Definition!.Id.ShouldBe("a");
        BpmnReader.Read(File("isExecutable='true'", "isExecutable='true'"), "a").Definition!.Id.ShouldBe("a");
        Problems(File("", "")).ShouldBe([$"{BpmnProblemCodes.SeveralProcesses} process a", $"{BpmnProblemCodes.SeveralProcesses} process b"]);
        Problems(File("isExecutable='false'", "isExecutable='false'"), "b").ShouldBe([$"{BpmnProblemCodes.NotExecutable} process b"]);
        Problems(File("", ""), "z").ShouldHaveSingleItem().ShouldStartWith(BpmnProblemCodes.NoProcess);
    }

    [Theory]
    [InlineData("portal:rolle=\"x\"", BpmnProblemCodes.UnsupportedAttribute)]
    [InlineData("portal:handler=\"x\"", BpmnProblemCodes.UnsupportedAttribute)]
    [InlineData("portal:role=\"\"", BpmnProblemCodes.BadAttribute)]
    [InlineData("portal:outcomes=\"a b a\"", BpmnProblemCodes.BadAttribute)]
    [InlineData("portal:outcomes=\"longerThanTheColumnThatWillStoreIt\"", BpmnProblemCodes.BadAttribute)]
    [InlineData("portal:dueWorkingDays=\"0\"", BpmnProblemCodes.BadAttribute)]
    [InlineData("portal:dueWorkingDays=\"-1\"", BpmnProblemCodes.BadAttribute)]
    [InlineData("portal:dueWorkingDays=\"P3D\"", BpmnProblemCodes.BadAttribute)]
    [InlineData("portal:dueWorkingDays=\"=a +\"", BpmnProblemCodes.BadExpression)]
    [InlineData("portal:clock=\"c\"", BpmnProblemCodes.BadClock)]
    [InlineData("portal:clock=\"c\" portal:stopsClock=\"c\" portal:dueWorkingDays=\"1\"", BpmnProblemCodes.BadClock)]
    [InlineData("portal:stopsClock=\"c\"", BpmnProblemCodes.UnknownReference)]
    [InlineData("isForCompensation=\"true\"", BpmnProblemCodes.UnsupportedAttribute)]
    [InlineData("startQuantity=\"2\"", BpmnProblemCodes.UnsupportedAttribute)]
    [InlineData("default=\"t-end\"", BpmnProblemCodes.MisplacedCondition)]
    public void Read_WrongAttribute_IsRefused(string attributes, string code) => Problems(Task(attributes)).ShouldBe([$"{code} userTask t"]);

    [Theory]
    [InlineData("<timeDate>2026-01-01T08:00:00Z</timeDate>", BpmnProblemCodes.BadDuration, "timeDate")]
    [InlineData("<timeCycle>R3/PT1H</timeCycle>", BpmnProblemCodes.UnsupportedElement, "timeCycle")]
    [InlineData("<timeDuration>soon</timeDuration>", BpmnProblemCodes.BadDuration, "timeDuration")]
    [InlineData("", BpmnProblemCodes.BadDuration, "timerEventDefinition")]
    public void Read_WrongTimer_IsRefused(string content, string code, string element) =>
        Problems(BpmnText.Process($"""<startEvent id="start"/><endEvent id="end"/><intermediateCatchEvent id="t"><timerEventDefinition>{content}</timerEventDefinition></intermediateCatchEvent>""", "start > t > end"))
            .ShouldHaveSingleItem().ShouldStartWith($"{code} {element}");

    [Fact]
    public void Read_WrongFlows_AreRefused()
    {
        const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";
        const string Task = """<userTask id="t"/>""";

        Problems(BpmnText.Process(Ends + Task, "start > end", "t > end")).ShouldBe([$"{BpmnProblemCodes.NoIncoming} userTask t"]);
        Problems(BpmnText.Process(Ends + Task, "start > t", "start > end")).ShouldBe([$"{BpmnProblemCodes.NoOutgoing} userTask t"]);
        Problems(BpmnText.Process(Ends + Task, "start > t > end", "t > start")).ShouldBe([$"{BpmnProblemCodes.MisplacedFlow} startEvent start"]);
        Problems(BpmnText.Process(Ends + Task, "start > t > end > t")).ShouldBe([$"{BpmnProblemCodes.MisplacedFlow} endEvent end"]);
        Problems(BpmnText.Process(Ends + Task, "start > t", "t > end if true")).ShouldBe([$"{BpmnProblemCodes.MisplacedCondition} sequenceFlow t-end"]);
        Problems(BpmnText.Process(Ends + """<exclusiveGateway id="x"/>""" + Task, "start > x > end", "x > t if a = 1", "t > end")).ShouldBe([$"{BpmnProblemCodes.MissingCondition} sequenceFlow x-end"]);
        Problems(BpmnText.Process(Ends + """<exclusiveGateway id="x" default="z"/>""" + Task, "start > x", "x > end if b", "x > t if a = 1", "t > end")).ShouldBe([$"{BpmnProblemCodes.UnknownReference} exclusiveGateway x"]);
        Problems(BpmnText.Process(Ends + """<startEvent id="start2"/>""", "start > end", "start2 > end")).ShouldBe([$"{BpmnProblemCodes.OneStart} process chain"]);
        Problems(BpmnText.Process(Ends + Task + Task, "start > t > end")).ShouldBe([$"{BpmnProblemCodes.DuplicateId} userTask t"]);
        Problems(BpmnText.Process(Ends + $"""<subProcess id="s"><startEvent id="i"/>{Task}<endEvent id="o"/>{BpmnText.Flows("i > t > o")}</subProcess>""", "start > s > end", "start > t"))
            .ShouldBe([$"{BpmnProblemCodes.UnknownReference} sequenceFlow start-t"]);
    }
}
