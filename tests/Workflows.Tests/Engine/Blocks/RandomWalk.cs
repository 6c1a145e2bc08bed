using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>Drives one instance by numbers, with a shell that only follows effects, and the model beside it.</summary>
internal sealed class RandomWalk(ProcessDefinition definition, Func<BlockModel> fresh, Dictionary<string, HashSet<string>> returns)
{
    private readonly List<Action<BlockModel>> _followed = [];
    private BlockModel _model = fresh();
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
            Accept(new Start { Variables = V(v) }, model => model.Start(v));
            return;
        }

        if (_state.HasEnded) return;
        if (pick % 211 == 210)
        {
            Accept(new Cancel("enough") { Variables = V(v) }, follow: null);
            return;
        }

        if (pick % 6 == 5 && Backwards(pick / 6)) return;
        var options = Options(v);
        var (command, follow) = options[pick % options.Count];
        Accept(command, follow);
    }

    /// <summary>Takes the last completion back, or gives the case back to an earlier task; what the engine offers must be what the structure allows.</summary>
    private bool Backwards(int pick)
    {
        if (pick % 2 == 0 && _history is [.., { Command: Complete last }])
        {
            Accept(new Recall(last.Token), follow: null);
            // As if it had never been: the model has no way back, so it begins anew without the last event.
            _followed.RemoveAt(_followed.Count - 1);
            _model = fresh();
            foreach (var earlier in _followed) earlier(_model);
            Compare("the recall");
            return true;
        }

        var options = new List<(Token From, string Target)>();
        foreach (var token in _state.Tokens.Where(token => definition.Node(token.Node) is UserTask && !token.IsCountersigned))
        {
            var offered = definition.Returns.Of((UserTask)definition.Node(token.Node)).Select(target => target.Id).ToHashSet();
            var allowed = returns[token.Node];
            if (!offered.SetEquals(allowed)) throw new ShouldAssertException($"From {token.Node} back to {string.Join(",", offered)} is offered, and should be to {string.Join(",", allowed)}.");
            // Of a subprocess that runs twice at once the model does not say which of the two is meant.
            if (Hosts(token).Any(host => _state.Tokens.Count(other => other.Node == host.Node && !other.IsCountersigned && other.Signing is null) > 1)) continue;
            options.AddRange(offered.Order(StringComparer.Ordinal).Select(target => (token, target)));
        }

        if (options.Count == 0) return false;
        var (from, to) = options[pick / 2 % options.Count];
        StraightBackLeadsBack(from, (UserTask)definition.Node(to));
        Accept(new Return(from.Id, to), model => model.Return(to));
        Returned++;
        return true;
    }

    /// <summary>Tried aside: the same decision as before, and everything stands where it stood.</summary>
    private void StraightBackLeadsBack(Token from, UserTask to)
    {
        if (to.Work.Countersign is not null || Stepper.Step(definition, _state, new Return(from.Id, to.Id, StraightBack: true), _now) is not Accepted back) return;
        var token = back.State.Tokens.Single(token => token.Back is not null && token.Id >= _state.Next);
        var outcome = back.State.Variables.TryGetValue(to.Id + ".outcome", out var last) ? last.Text : null;
        var again = Stepper.Step(definition, back.State, new Complete(token.Id, outcome), _now) as Accepted;
        Require(again is not null, "the target can be completed as before");
        Require(Places(again!.State).SequenceEqual(Places(_state)), "straight back leads to where it was returned from");
        WentStraight++;
    }

    private static IEnumerable<string> Places(ProcessState state) =>
        state.Tokens.Where(token => token.Signing?.Signer is null).Select(token => token.Node).Order(StringComparer.Ordinal);

    /// <summary>How often going straight back was tried.</summary>
    public int WentStraight { get; private set; }

    private IEnumerable<Token> Hosts(Token token)
    {
        while (_state.Find(token.Scope) is { } host)
        {
            yield return host;
            token = host;
        }
    }

    /// <summary>How often a case was given back.</summary>
    public int Returned { get; private set; }

    private List<(ProcessCommand Command, Action<BlockModel> Follow)> Options(int v)
    {
        var options = new List<(ProcessCommand, Action<BlockModel>)>();
        foreach (var token in _state.Tokens)
        {
            void Leave(BlockModel model) => model.Leave(token.Node, v);
            switch (definition.Node(token.Node))
            {
                case UserTask when token.IsCountersigned:
                    break;
                case UserTask task:
                    options.Add((new Complete(token.Id, task.Work.Outcomes.IsEmpty ? null : task.Work.Outcomes[v % 2]) { Variables = V(v) }, Leave));
                    break;
                case CallActivity:
                    options.Add((new CaseEnded(token.Id, "over") { Variables = V(v) }, Leave));
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
            options.Add((new FireTimer(timer.Id) { Variables = V(v) }, model =>
            {
                if (catches) model.Leave(node, v);
                else model.Interrupt(node, v);
            }
            ));
        }

        return options;
    }

    private void Accept(ProcessCommand command, Action<BlockModel>? follow)
    {
        var result = command is Recall recall ? History.Recall(definition, _history, recall, _now) : Stepper.Step(definition, _state, command, _now);
        if (result is not Accepted step) throw new ShouldAssertException($"{command} is refused.");
        Invariants.Hold(definition, _state, step);
        _history.Add(new HistoryStep(command, _now));
        _state = step.State;
        if (follow is null) return;
        follow(_model);
        _followed.Add(follow);
        Compare(command);
    }

    private void Compare(object what)
    {
        var waiting = _state.Tokens.Where(token => !token.IsCountersigned && definition.Node(token.Node) is not ParallelGateway)
            .Select(token => token.Node).Order(StringComparer.Ordinal);
        if (!waiting.SequenceEqual(_model.Waiting)) throw new ShouldAssertException($"After {what} {string.Join(",", waiting)} wait, and should {string.Join(",", _model.Waiting)}.");
        Require(_state.HasEnded == _model.IsDone, "it ends when the model does");
    }

    private void Invalid(int pick)
    {
        var id = pick % 60;
        ProcessCommand command = (pick % 7) switch
        {
            0 => new Complete(id, "maybe"),
            1 => new Complete(_state.Next + id),
            2 => new FireTimer(_state.Next + id),
            3 when id % 2 == 0 => new CaseEnded(_state.Next + id, "over"),
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
