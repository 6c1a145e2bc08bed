using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>The ways back: returning a case to an earlier task, and taking back the last completion.</summary>
internal sealed partial class Execution
{
    /// <summary>Named clocks of the tasks that a return took away.</summary>
    private readonly HashSet<string> _returned = new(StringComparer.Ordinal);

    /// <summary>Takes everything that came after the target, and puts a token there.</summary>
    /// <param name="from">The token that is given back.</param>
    /// <param name="target">One of the <see cref="ReturnTargets"/> of its task.</param>
    /// <param name="straightBack">Whether the target hands over to the task that returned.</param>
    public Refused? Return(Token from, UserTask target, bool straightBack)
    {
        // What counts in the target's scope is the task as a whole, or the subprocess that the task lies in.
        var place = from.Signing is null ? from : Host(from);
        var own = place;
        while (_definition.Node(place.Node).Scope != target.Scope) place = Host(place);

        var after = _definition.Returns.After(target);
        var taken = _tokens.FindAll(token => token.Scope == place.Scope && after.Holds(token, _definition));
        if (straightBack && (place != own || taken.Count > 1)) return Stepper.Refuse(RefusalCodes.NotStraightBack, from.Node, target.Id);
        foreach (var token in taken)
        {
            // Giving a case back must not renew the days that the law allows.
            if (ProcessDefinition.WorkOf(_definition.Node(token.Node))?.Clock is { } clock) _returned.Add(clock);
            Remove(token);
        }

        Count(target.Id);
        return Rest(target, place.Scope, straightBack ? own.Node : null);
    }

    /// <summary>
    /// Back to an earlier state. What still rests keeps its number; what comes again gets a new one, with the instants it had, so that its
    /// clock and timers go on as if they had never been gone.
    /// </summary>
    public void Restore(ProcessState before)
    {
        var numbers = new Dictionary<long, long> { [0] = 0 };
        foreach (var token in before.Tokens) numbers[token.Id] = _tokens.Exists(here => here.Id == token.Id) ? token.Id : _next++;
        var timers = before.Timers.Select(timer => timer with
        {
            Id = _timers.Exists(here => here.Id == timer.Id) ? timer.Id : _next++,
            Token = numbers[timer.Token],
        }).OrderBy(timer => timer.Id).ToList();

        _tokens.Clear();
        _tokens.AddRange(before.Tokens.Select(token => token with { Id = numbers[token.Id], Scope = numbers[token.Scope] }).OrderBy(token => token.Id));
        _timers.Clear();
        _timers.AddRange(timers);
        _variables.Clear();
        _variables.AddRange(before.Variables);
        _trace.Clear();
        _trace.AddRange(before.Trace);
        RestoreClocks(before, numbers);
    }

    private void RestoreClocks(ProcessState before, Dictionary<long, long> numbers)
    {
        var owners = before.Tokens.ToDictionary(token => ProcessClock.OwnOf(token.Id), token => ProcessClock.OwnOf(numbers[token.Id]), StringComparer.Ordinal);
        _clocks = [.. before.Clocks.Select(clock => clock with { Id = owners.GetValueOrDefault(clock.Id, clock.Id) })];
        var gone = _before.Clocks.ToDictionary(clock => clock.Id, StringComparer.Ordinal);
        foreach (var clock in _clocks)
        {
            if (!gone.Remove(clock.Id, out var now)) Changed(clock, ClockChange.Started);
            else if (now.Time.IsRunning != clock.Time.IsRunning) Changed(clock, clock.Time.IsRunning ? ClockChange.Resumed : ClockChange.Stopped);
        }

        foreach (var clock in gone.Values) Changed(clock, ClockChange.Closed);
    }

    private Token Host(Token token) => _tokens.Find(other => other.Id == token.Scope)!;
}
