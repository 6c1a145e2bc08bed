using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>Drives one instance by numbers, with a shell that only follows effects, and the model beside it.</summary>
internal sealed class RandomWalk(ProcessDefinition definition, BlockModel model)
{
    private readonly List<HistoryStep> _history = [];
    private ProcessState _state = ProcessState.Initial;
    private DateTimeOffset _now = Run.Noon;

    /// <returns>Whether the instance came to its own end within the walk.</returns>
    public bool Go(int[] picks)
    {
        foreach (var pick in picks)
        {
            _now += TimeSpan.FromMinutes((pick % 5000) - 10);
            if (pick % 11 < 8) Valid(pick / 11);
            else Invalid(pick / 11);
        }

        var ended = _state.HasEnded;
        for (var i = 0; !_state.HasEnded && i < 400; i++) Valid(pick: 3);
        Require(_state.HasEnded, "a sound chain comes to its end when people do their work");
        Require(EngineJson.Write(History.Replay(definition, _history)) == EngineJson.Write(_state), "replaying the history gives the same state");
        return ended;
    }

    /// <summary>Something that can happen now. The last digit sets v, on which every choice depends.</summary>
    private void Valid(int pick)
    {
        var v = pick % 4;
        pick /= 4;
        if (_state.Status == ProcessStatus.New)
        {
            Accept(new Start { Variables = V(v) }, () => model.Start(v));
            return;
        }

        if (_state.HasEnded) return;
        if (pick % 211 == 210)
        {
            Accept(new Cancel("enough") { Variables = V(v) }, follow: null);
            return;
        }

        var options = Options(v);
        var (command, follow) = options[pick % options.Count];
        Accept(command, follow);
    }

    private List<(ProcessCommand Command, Action Follow)> Options(int v)
    {
        var options = new List<(ProcessCommand, Action)>();
        foreach (var token in _state.Tokens)
        {
            void Leave() => model.Leave(token.Node, v);
            switch (definition.Node(token.Node))
            {
                case UserTask task:
                    options.Add((new Complete(token.Id, task.Work.Outcomes.IsEmpty ? null : task.Work.Outcomes[v % 2]) { Variables = V(v) }, Leave));
                    break;
                case ServiceTask:
                    options.Add((new ServiceCompleted(token.Id) { Variables = V(v) }, Leave));
                    break;
                case MessageCatch when !options.Exists(option => option.Item1 is Deliver):
                    options.Add((new Deliver("arrived") { Variables = V(v) }, Leave));
                    break;
            }
        }

        foreach (var timer in _state.Timers)
        {
            var node = _state.Find(timer.Token)!.Node;
            var catches = definition.Node(timer.Node) is TimerCatch;
            options.Add((new FireTimer(timer.Id) { Variables = V(v) }, () =>
            {
                if (catches) model.Leave(node, v);
                else model.Interrupt(node, v);
            }
            ));
        }

        return options;
    }

    private void Accept(ProcessCommand command, Action? follow)
    {
        if (Stepper.Step(definition, _state, command, _now) is not Accepted step) throw new ShouldAssertException($"{command} is refused.");
        Invariants.Hold(definition, _state, step);
        _history.Add(new HistoryStep(command, _now));
        _state = step.State;
        if (follow is null) return;
        follow();
        var waiting = _state.Tokens.Select(token => token.Node).Where(node => definition.Node(node) is not ParallelGateway).Order(StringComparer.Ordinal);
        if (!waiting.SequenceEqual(model.Waiting)) throw new ShouldAssertException($"After {command} {string.Join(",", waiting)} wait, and should {string.Join(",", model.Waiting)}.");
        Require(_state.HasEnded == model.IsDone, "it ends when the model does");
    }

    private void Invalid(int pick)
    {
        var id = pick % 60;
        ProcessCommand command = (pick % 7) switch
        {
            0 => new Complete(id, "maybe"),
            1 => new Complete(_state.Next + id),
            2 => new FireTimer(_state.Next + id),
            3 => new ServiceCompleted(_state.Next + id),
            4 => new Deliver("nobody waits for this"),
            5 when _state.Status != ProcessStatus.New => new Start(),
            _ => _state.Tokens.FirstOrDefault(token => definition.Node(token.Node) is not UserTask) is { } token ? new Complete(token.Id) : new Deliver(""),
        };
        var before = EngineJson.Write(_state);
        Require(Stepper.Step(definition, _state, command, _now) is Refused, $"{command} is refused");
        Require(EngineJson.Write(_state) == before, "a refusal leaves the state as it was");
    }

    private static ImmutableSortedDictionary<string, ProcessValue> V(int v) => Run.Variables(("v", v));

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new ShouldAssertException("Not so: " + what);
    }
}
