using System.Text.Json.Serialization;

namespace Workflows.Engine;

public enum WorkKind
{
    /// <summary>Somebody can complete it.</summary>
    Task,

    /// <summary>People see it, and only a message ends it.</summary>
    Wait,
}

public enum CloseReason
{
    Completed,

    /// <summary>What it waited for has come: a message, or the end of a called case.</summary>
    Delivered,

    /// <summary>Who held it gave the case back.</summary>
    Returned,

    /// <summary>A timer, a terminating end or a withdrawal took it away.</summary>
    Cancelled,
}

public enum ClockChange
{
    Started,
    Stopped,
    Resumed,
    Closed,
}

/// <summary>
/// What the shell must do after a step, in this order. Effects are the difference between the state before and after, so what
/// came and went within one step leaves none.
/// </summary>
public abstract record ProcessEffect;

public sealed record CloseWorkItem(long Token, string Node, CloseReason Why) : ProcessEffect;

public sealed record CancelTimer(long Timer) : ProcessEffect;

/// <param name="Token">Number of the resting token: the item's identity within the instance.</param>
/// <param name="Node">The task or the message event.</param>
/// <param name="Kind">Whether people can complete it.</param>
/// <param name="Work">Role, party, outcomes, escalation.</param>
/// <param name="Clock">Id of the clock that says until when, if there is one.</param>
public sealed record OpenWorkItem(long Token, string Node, WorkKind Kind, [property: JsonIgnore] WorkSpec Work, string? Clock) : ProcessEffect;

public sealed record ScheduleTimer(long Timer, string Node, TimerSpan Duration, DateTimeOffset Since) : ProcessEffect;

/// <summary>Run the handler in the same transaction, then feed back <see cref="ServiceCompleted"/>.</summary>
public sealed record CallService(long Token, string Node, string Handler) : ProcessEffect;

/// <summary>Prepare a case of another chain, and feed back <see cref="CaseEnded"/> when it ends.</summary>
public sealed record CallCase(long Token, string Node, string Called) : ProcessEffect;

/// <summary>Nothing waits any more for the case that was called here: a timer, a return, a recall or an end took the token away.</summary>
public sealed record DropCase(long Token, string Node) : ProcessEffect;

/// <param name="Clock">As it is now; when closed, as it was last.</param>
/// <param name="Change">What happened to it.</param>
public sealed record ClockChanged(ProcessClock Clock, ClockChange Change) : ProcessEffect;

/// <param name="How">Completed, terminated or cancelled.</param>
/// <param name="Node">The end event that was reached last, null when cancelled.</param>
public sealed record ProcessEnded(ProcessStatus How, string? Node) : ProcessEffect;
