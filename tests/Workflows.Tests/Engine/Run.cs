using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Tests.Engine;

/// <summary>An instance in memory, with its history. Every accepted step is held against <see cref="Invariants"/>.</summary>
internal sealed class Run(ProcessDefinition definition)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    public ProcessState State { get; private set; } = ProcessState.Initial;

    public DateTimeOffset Now { get; set; } = Noon;

    public ImmutableArray<ProcessEffect> Effects { get; private set; } = [];

    public List<HistoryStep> History { get; } = [];

    public IEnumerable<string> Resting => State.Tokens.Select(token => token.Node);

    public StepResult Try(ProcessCommand command)
    {
        var before = EngineJson.Write(State);
        var result = command is Recall recall
            ? Workflows.Engine.History.Recall(definition, History, recall, Now)
            : Stepper.Step(definition, State, command, Now);
        EngineJson.Write(State).ShouldBe(before);
        if (result is Accepted accepted)
        {
            Invariants.Hold(definition, State, accepted);
            History.Add(new HistoryStep(command, Now));
            State = accepted.State;
            Effects = accepted.Effects;
        }

        return result;
    }

    public Run Do(ProcessCommand command)
    {
        Try(command).ShouldBeOfType<Accepted>();
        return this;
    }

    public string Refusal(ProcessCommand command) => Try(command).ShouldBeOfType<Refused>().Code;

    public Run Start(params ReadOnlySpan<(string Name, ProcessValue Value)> variables) => Do(new Start { Variables = Variables(variables) });

    public Run Complete(string node, string? outcome = null, params ReadOnlySpan<(string Name, ProcessValue Value)> variables) =>
        Do(new Complete(Token(node), outcome) { Variables = Variables(variables) });

    /// <summary>One of several signs a countersigned task.</summary>
    public Run Sign(string node, string party, string? outcome = null) => Do(new Complete(Signature(node, party), outcome));

    public long Signature(string node, string party) =>
        State.Tokens.Single(token => token.Node == node && token.Signing?.Signer?.EndsWith("@" + party, StringComparison.Ordinal) == true).Id;

    public Run Return(string node, string target, bool straightBack = false) => Do(new Return(Token(node), target, straightBack));

    public Run Fire(string timer) => Do(new FireTimer(State.Timers.First(pending => pending.Node == timer).Id));

    public Run Deliver(string message = "arrived") => Do(new Deliver(message));

    public Run Serve(string node, params ReadOnlySpan<(string Name, ProcessValue Value)> variables) =>
        Do(new ServiceCompleted(Token(node)) { Variables = Variables(variables) });

    public long Token(string node) => State.Tokens.First(token => token.Node == node).Id;

    public T Effect<T>() where T : ProcessEffect => Effects.OfType<T>().ShouldHaveSingleItem();

    public static ImmutableSortedDictionary<string, ProcessValue> Variables(params ReadOnlySpan<(string Name, ProcessValue Value)> variables)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, ProcessValue>(StringComparer.Ordinal);
        foreach (var (name, value) in variables) map[name] = value;
        return map.ToImmutable();
    }
}
