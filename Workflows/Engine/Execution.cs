using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>
/// The working copy of a state during one step. It moves tokens until every one rests; the state it came from is never touched, so a
/// refusal in the middle costs nothing.
/// </summary>
internal sealed partial class Execution
{
    /// <summary>Moves in one step. A definition where tokens go round without resting is stopped here.</summary>
    private const int MaximumMoves = 10_000;

    private readonly ProcessDefinition _definition;
    private readonly ProcessState _before;
    private readonly DateTimeOffset _now;
    private readonly List<Token> _tokens;
    private readonly List<PendingTimer> _timers;
    private readonly ImmutableSortedDictionary<string, ProcessValue>.Builder _variables;
    private readonly ImmutableSortedDictionary<string, int>.Builder _trace;
    private readonly Queue<Arrival> _moving = new();
    private long _next;
    private ProcessStatus _status = ProcessStatus.Running;
    private string? _endNode;
    private (long Token, CloseReason Why)? _closing;

    public Execution(ProcessDefinition definition, ProcessState state, DateTimeOffset now)
    {
        _definition = definition;
        _before = state;
        _now = now;
        _tokens = [.. state.Tokens];
        _timers = [.. state.Timers];
        _variables = state.Variables.ToBuilder();
        _trace = state.Trace.ToBuilder();
        _next = state.Next;
    }

    private readonly record struct Arrival(Node Node, long Scope, Flow? Via);

    public void Set(ImmutableSortedDictionary<string, ProcessValue> variables)
    {
        foreach (var (name, value) in variables) Set(name, value);
    }

    public void Set(string name, ProcessValue value)
    {
        if (value.IsNull) _variables.Remove(name);
        else _variables[name] = value;
    }

    public void Enter(Node node, long scope) => _moving.Enqueue(new Arrival(node, scope, Via: null));

    public void Closing(Token token, CloseReason why) => _closing = (token.Id, why);

    /// <summary>The token, if it rests at such a node.</summary>
    public (Token Token, T Node)? At<T>(long id) where T : Node
    {
        var token = _tokens.Find(token => token.Id == id);
        return token is not null && _definition.Node(token.Node) is T node ? (token, node) : null;
    }

    public (Token Token, MessageCatch Node)? Awaiting(string message)
    {
        foreach (var token in _tokens)
        {
            if (_definition.Node(token.Node) is MessageCatch node && string.Equals(node.Message, message, StringComparison.Ordinal)) return (token, node);
        }

        return null;
    }

    public PendingTimer? TakeTimer(long id)
    {
        var index = _timers.FindIndex(timer => timer.Id == id);
        if (index < 0) return null;
        var timer = _timers[index];
        _timers.RemoveAt(index);
        return timer;
    }

    public void Fire(PendingTimer timer)
    {
        var token = _tokens.Find(token => token.Id == timer.Token)!;
        if (_definition.Node(timer.Node) is not BoundaryTimer boundary)
        {
            Leave(token, _definition.Node(timer.Node));
            return;
        }

        if (boundary.Interrupting) Remove(token);
        Enter(boundary, token.Scope);
    }

    /// <summary>The token is done here: it and what hangs on it goes, and a token moves on every outgoing flow.</summary>
    public void Leave(Token token, Node node)
    {
        Remove(token);
        TakeAll(node, token.Scope);
    }

    public void EndAll(ProcessStatus how, string? node)
    {
        _tokens.Clear();
        _timers.Clear();
        _moving.Clear();
        _status = how;
        _endNode = node;
    }

    public Refused? Run()
    {
        for (var moves = 0; _moving.TryDequeue(out var arrival); moves++)
        {
            if (moves == MaximumMoves) return Stepper.Refuse(RefusalCodes.EndlessLoop, arrival.Node.Id);
            if (Arrive(arrival) is { } refusal) return refusal;
        }

        return ReckonClocks();
    }

    private Refused? Arrive(Arrival arrival)
    {
        var (node, scope, _) = arrival;
        if (node is not ParallelGateway) Count(node.Id);
        switch (node)
        {
            case StartEvent or BoundaryTimer:
                TakeAll(node, scope);
                break;
            case EndEvent end:
                End(end, scope);
                break;
            case ExclusiveGateway gateway:
                if (Choose(gateway) is not { } flow) return Stepper.Refuse(RefusalCodes.NoFlowHolds, gateway.Id);
                Take(flow, scope);
                break;
            case ParallelGateway gateway:
                Join(gateway, arrival);
                break;
            default:
                return Rest(node, scope);
        }

        return null;
    }

    /// <summary>A token comes to rest, and what its node brings along starts: timers, the inside of a subprocess, those who sign.</summary>
    private Refused? Rest(Node node, long scope, string? back = null)
    {
        var token = new Token(_next++, node.Id, scope, _now, Back: back);
        if (node is UserTask { Work.Countersign: { } countersign } && TryConvene(token, countersign, out token) is { } refusal) return refusal;
        _tokens.Add(token);
        if (token.IsCountersigned) Invite(token, countersign: ((UserTask)node).Work.Countersign!);
        if (node is TimerCatch timer && TryStart(timer, timer.Timer, token) is { } noDay) return noDay;
        if (node is Activity activity)
        {
            foreach (var boundary in activity.Boundaries)
            {
                if (TryStart(boundary, boundary.Timer, token) is { } noDate) return noDate;
            }
        }

        if (node is SubProcess inner) Enter(inner.Start, token.Id);
        return null;
    }

    private Refused? TryStart(Node node, TimerStart timer, Token token)
    {
        if (!timer.TryBegin(_variables, _now, out var since))
        {
            var (code, told) = timer.WorkingDays is { } days ? (RefusalCodes.AllowanceNotANumber, days) : (RefusalCodes.DayNotADate, timer.Day!);
            return Stepper.Refuse(code, node.Id, told.Source, told.Evaluate(_variables).ToString());
        }


        _timers.Add(new PendingTimer(_next++, node.Id, token.Id, since));
        return null;
    }

    private Flow? Choose(ExclusiveGateway gateway)
    {
        if (gateway.Outgoing is [var only] && only.Condition is null) return only;
        foreach (var flow in gateway.Outgoing)
        {
            if (flow.Condition?.Evaluate(_variables).IsTrue == true) return flow;
        }

        return gateway.Default;
    }

    /// <summary>Waits for one token on every incoming flow, takes them together, and goes on with one on every outgoing flow.</summary>
    private void Join(ParallelGateway gateway, Arrival arrival)
    {
        if (gateway.Incoming.Length > 1)
        {
            _tokens.Add(new Token(_next++, gateway.Id, arrival.Scope, _now, arrival.Via!.Id));
            Span<int> waiting = stackalloc int[gateway.Incoming.Length];
            for (var i = 0; i < waiting.Length; i++)
            {
                var via = gateway.Incoming[i].Id;
                waiting[i] = _tokens.FindIndex(token => token.Scope == arrival.Scope && string.Equals(token.Via, via, StringComparison.Ordinal));
                if (waiting[i] < 0) return;
            }

            waiting.Sort();
            for (var i = waiting.Length - 1; i >= 0; i--) _tokens.RemoveAt(waiting[i]);
        }

        Count(gateway.Id);
        TakeAll(gateway, arrival.Scope);
    }

    private void End(EndEvent end, long scope)
    {
        if (end.Terminate)
        {
            if (scope == 0)
            {
                EndAll(ProcessStatus.Terminated, end.Id);
                return;
            }

            RemoveInside(scope);
        }

        foreach (var token in _tokens)
        {
            if (token.Scope == scope) return;
        }

        foreach (var arrival in _moving)
        {
            if (arrival.Scope == scope) return;
        }

        if (scope == 0)
        {
            EndAll(ProcessStatus.Completed, end.Id);
            return;
        }

        var host = _tokens.Find(token => token.Id == scope)!;
        Leave(host, _definition.Node(host.Node));
    }

    private void TakeAll(Node node, long scope)
    {
        foreach (var flow in node.Outgoing) Take(flow, scope);
    }

    private void Take(Flow flow, long scope)
    {
        Count(flow.Id);
        _moving.Enqueue(new Arrival(flow.Target, scope, flow));
    }

    private void Count(string id) => _trace[id] = _trace.TryGetValue(id, out var count) ? count + 1 : 1;

    private void Remove(Token token)
    {
        _tokens.Remove(token);
        _timers.RemoveAll(timer => timer.Token == token.Id);
        if (_definition.Node(token.Node) is SubProcess || token.IsCountersigned) RemoveInside(token.Id);
    }

    private void RemoveInside(long scope)
    {
        foreach (var inner in _tokens.FindAll(token => token.Scope == scope)) Remove(inner);
        if (_moving.Any(arrival => arrival.Scope == scope))
        {
            var others = _moving.Where(arrival => arrival.Scope != scope).ToList();
            _moving.Clear();
            foreach (var arrival in others) _moving.Enqueue(arrival);
        }
    }
}
