using System.Globalization;
using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class EngineJsonTests
{
    [Fact]
    public void State_WrittenAndRead_IsTheSameDocumentAndGoesOnAlike()
    {
        var definition = BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><userTask id="复核" portal:dueWorkingDays="3"/><userTask id="b"/>""", "start > 复核 > b > end");
        var run = new Run(definition).Start(("text", "工地"), ("number", 1.50m), ("yes", true), ("Upper", "x"), ("lower", "y"));

        var json = EngineJson.Write(run.State);
        var read = EngineJson.ReadState(json);

        EngineJson.Write(read).ShouldBe(json);
        json.ShouldContain("工地");
        var complete = new Complete(read.Tokens[0].Id);
        EngineJson.Write(Step(definition, read, complete)).ShouldBe(EngineJson.Write(Step(definition, run.State, complete)));
    }

    [Fact]
    public void State_OrderOfVariables_DoesNotDependOnTheCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><userTask id="a"/>""", "start > a > end")).Start(("b", 1), ("A", 2), ("_", 3), ("a", 4));
            var json = EngineJson.Write(run.State);

            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");

            EngineJson.Write(EngineJson.ReadState(json)).ShouldBe(json);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Command_EveryKind_SurvivesStorage()
    {
        var variables = Run.Variables(("a", 1), ("b", ProcessValue.Null));
        ProcessCommand[] commands =
        [
            new Start { Variables = variables }, new Complete(3, "approve") { Variables = variables }, new Complete(3), new Complete(3, "submit", "hash"), new FireTimer(4),
            new Deliver("arrived"), new ServiceCompleted(5), new Cancel("why"), new Cancel(),
        ];

        foreach (var command in commands)
        {
            var json = EngineJson.Write(command);
            var read = EngineJson.ReadCommand(json);

            read.GetType().ShouldBe(command.GetType());
            EngineJson.Write(read).ShouldBe(json);
        }
    }

    [Fact]
    public void ReadState_DocumentOfAnOlderRelease_MissingPartsAreEmpty()
    {
        var state = EngineJson.ReadState("""{"status":"Running","next":2,"tokens":[{"id":1,"node":"a","scope":0,"since":"2026-03-02T04:00:00+00:00"}]}""");

        state.Timers.IsDefault.ShouldBeFalse();
        state.Variables.ShouldBeEmpty();
        state.Trace.ShouldBeEmpty();
    }

    /// <summary>A case that goes round for years keeps a document of the same size: only counters get more digits.</summary>
    [Fact]
    public void State_AfterAThousandRounds_HasNotGrown()
    {
        var run = new Run(BpmnText.Load("""
            <startEvent id="start"/><endEvent id="end"/><exclusiveGateway id="x" default="x-end"/>
            <userTask id="a" portal:outcomes="again on" portal:dueWorkingDays="3"/>
            <boundaryEvent id="t" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
            """, "start > a > x > end", "x > a if outcome = \"again\"", "t > end")).Start();
        run.Complete("a", "again").Complete("a", "again");
        var size = EngineJson.Write(run.State).Length;

        for (var round = 0; round < 1000; round++) run.Complete("a", "again");

        EngineJson.Write(run.State).Length.ShouldBeLessThan(size + 40);
    }

    [Fact]
    public void ReadCommand_WithoutVariables_HasNone() => EngineJson.ReadCommand("""{"do":"fire","timer":4}""").Variables.ShouldBeEmpty();

    private static ProcessState Step(ProcessDefinition definition, ProcessState state, ProcessCommand command) =>
        Stepper.Step(definition, state, command, Run.Noon).ShouldBeOfType<Accepted>().State;
}
