using System.Collections.Immutable;
using Domain.Calendar;

namespace Workflows.Engine;

/// <summary>What is settled once all tokens rest: clocks, the new state, and the effects as the difference to the old one.</summary>
internal sealed partial class Execution
{
    private const int MaximumAllowance = 1000;

    private ImmutableArray<ProcessClock> _clocks;
    private List<ProcessEffect>? _clockEffects;

    public Accepted Conclude()
    {
        var state = new ProcessState
        {
            Status = _status,
            Next = _next,
            Tokens = [.. _tokens],
            Timers = [.. _timers],
            Clocks = _clocks,
            Variables = _variables.ToImmutable(),
            Trace = _trace.ToImmutable(),
        };
        return new Accepted(state, Difference());
    }

    private ImmutableArray<ProcessEffect> Difference()
    {
        var effects = ImmutableArray.CreateBuilder<ProcessEffect>();
        foreach (var token in _before.Tokens)
        {
            if (_definition.ItemOf(token) is not null && !_tokens.Exists(other => other.Id == token.Id))
                effects.Add(new CloseWorkItem(token.Id, token.Node, _closing is var (id, why) && id == token.Id ? why : CloseReason.Cancelled));
        }

        foreach (var timer in _before.Timers)
        {
            // The timer that fired is gone too: the shell deletes its row just the same.
            if (!_timers.Exists(other => other.Id == timer.Id)) effects.Add(new CancelTimer(timer.Id));
        }

        foreach (var token in _before.Tokens)
        {
            // A case that has ended itself is not to be dropped.
            if (_definition.Node(token.Node) is CallActivity && _closing?.Token != token.Id && !_tokens.Exists(other => other.Id == token.Id))
                effects.Add(new DropCase(token.Id, token.Node));
        }

        foreach (var token in _tokens)
        {
            if (token.Id < _before.Next) continue;
            if (Opening(token) is { } opening) effects.Add(opening);
            if (_definition.Node(token.Node) is CallActivity call) effects.Add(new CallCase(token.Id, token.Node, call.Called));
        }

        foreach (var timer in _timers)
        {
            if (timer.Id >= _before.Next) effects.Add(new ScheduleTimer(timer.Id, timer.Node, DurationOf(timer), timer.Since));
        }

        if (_clockEffects is not null) effects.AddRange(_clockEffects);
        if (_status != ProcessStatus.Running) effects.Add(new ProcessEnded(_status, _endNode));
        return effects.ToImmutable();
    }

    private TimerSpan DurationOf(PendingTimer timer) =>
        (_definition.Node(timer.Node) is BoundaryTimer boundary ? boundary.Timer : ((TimerCatch)_definition.Node(timer.Node)).Timer).DurationOf(_variables);

    private ProcessEffect? Opening(Token token) => _definition.Node(token.Node) switch
    {
        ServiceTask service => new CallService(token.Id, token.Node, service.Handler),
        var node when _definition.ItemOf(token) is { } work => new OpenWorkItem(
            token.Id, token.Node, node is UserTask ? WorkKind.Task : WorkKind.Wait, work, ProcessDefinition.ClockIdOf(token, work)),
        _ => null,
    };

    /// <summary>
    /// Starts, stops, resumes and closes clocks by where tokens rest. A clock starts at once, so that an item that opens finds its own.
    /// The rest waits while a service task is pending: a clock must not be closed and started anew only because a handler runs
    /// between two tasks that carry it.
    /// </summary>
    private Refused? ReckonClocks()
    {
        _clocks = _before.Clocks;
        if (!_definition.HasClocks) return null;
        HashSet<string> held = [];
        HashSet<string> stopped = [];
        foreach (var token in _tokens)
        {
            if (ProcessDefinition.WorkOf(_definition.Node(token.Node)) is not { } work) continue;
            if (ProcessDefinition.ClockIdOf(token, work) is { } id)
            {
                held.Add(id);
                if (StartIfNew(id, token, work) is { } refusal) return refusal;
            }

            if (work.StopsClock is not null) stopped.Add(work.StopsClock);
        }

        if (_tokens.Exists(token => _definition.Node(token.Node) is ServiceTask)) return null;
        held.UnionWith(stopped);
        for (var i = _clocks.Length - 1; i >= 0; i--) Reckon(i, held, stopped.Contains(_clocks[i].Id));
        return null;
    }

    private Refused? StartIfNew(string id, Token token, WorkSpec work)
    {
        if (_clocks.Any(clock => string.Equals(clock.Id, id, StringComparison.Ordinal))) return null;
        var allowance = work.DueWorkingDays!.Evaluate(_variables);
        if (allowance.Number is not { } days || days < 1 || days > MaximumAllowance || decimal.Truncate(days) != days)
            return Stepper.Refuse(RefusalCodes.AllowanceNotANumber, token.Node, work.DueWorkingDays.Source, allowance.ToString());
        var clock = new ProcessClock(id, WorkingClock.Start(_now, (int)days));
        _clocks = _clocks.Add(clock);
        Changed(clock, ClockChange.Started);
        return null;
    }

    private void Reckon(int index, HashSet<string> held, bool stop)
    {
        var clock = _clocks[index];
        if (!held.Contains(clock.Id) && (clock.Kept || _returned.Contains(clock.Id)) && _status == ProcessStatus.Running)
        {
            if (clock.Kept) return;
            _clocks = _clocks.SetItem(index, (clock.Time.IsRunning ? clock.Stop(_now) : clock) with { Kept = true });
            Changed(_clocks[index], ClockChange.Stopped);
        }
        else if (!held.Contains(clock.Id))
        {
            _clocks = _clocks.RemoveAt(index);
            Changed(clock, ClockChange.Closed);
        }
        else if (stop && clock.Time.IsRunning)
        {
            _clocks = _clocks.SetItem(index, clock.Stop(_now));
            Changed(_clocks[index], ClockChange.Stopped);
        }
        else if (!stop && !clock.Time.IsRunning)
        {
            _clocks = _clocks.SetItem(index, clock.Resume(_now) with { Kept = false });
            Changed(_clocks[index], ClockChange.Resumed);
        }
    }

    private void Changed(ProcessClock clock, ClockChange change) => (_clockEffects ??= []).Add(new ClockChanged(clock, change));
}
