using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>The answer to a command: taken, or refused with the state as it was.</summary>
public abstract record StepResult;

public sealed record Accepted(ProcessState State, ImmutableArray<ProcessEffect> Effects) : StepResult;

/// <param name="Code">One of <see cref="RefusalCodes"/>.</param>
/// <param name="Args">What the message names: node, outcome, message.</param>
public sealed record Refused(string Code, ImmutableArray<string> Args) : StepResult;

/// <summary>Why a step is refused. The shell raises them as broken rules with the same code.</summary>
public static class RefusalCodes
{
    public const string AlreadyStarted = "engine.already-started";
    public const string NotStarted = "engine.not-started";
    public const string AlreadyEnded = "engine.already-ended";

    /// <summary>The token is not, or no longer, at a user task: somebody or something was faster.</summary>
    public const string TaskNotOpen = "engine.task-not-open";

    /// <summary>Args: node, outcome given.</summary>
    public const string OutcomeNotAllowed = "engine.outcome-not-allowed";
    public const string TimerNotPending = "engine.timer-not-pending";

    /// <summary>Args: message.</summary>
    public const string MessageNotAwaited = "engine.message-not-awaited";
    public const string ServiceNotPending = "engine.service-not-pending";

    /// <summary>The token does not, or no longer, wait for a called case.</summary>
    public const string CallNotPending = "engine.call-not-pending";

    /// <summary>No condition of an exclusive gateway holds and it has no default. Args: node.</summary>
    public const string NoFlowHolds = "engine.no-flow-holds";

    /// <summary>The working days of a task are not a whole number from 1 to 1000. Args: node, expression, value.</summary>
    public const string AllowanceNotANumber = "engine.allowance-not-a-number";

    /// <summary>The day of a timer is no ISO date. Args: node, expression, value.</summary>
    public const string DayNotADate = "engine.day-not-a-date";

    /// <summary>Who countersigns is not said, not well written, or too many. Args: node, expression, value.</summary>
    public const string NoSigners = "engine.no-signers";

    /// <summary>The task cannot be returned to from here. Args: node that returns, target.</summary>
    public const string ReturnNotPossible = "engine.return-not-possible";

    /// <summary>More than the returning task would be taken along, so there is no going straight back. Args: node that returns, target.</summary>
    public const string NotStraightBack = "engine.not-straight-back";

    /// <summary>Something happened since: what was completed can no longer be recalled.</summary>
    public const string RecallTooLate = "engine.recall-too-late";

    /// <summary>Tokens went round without ever coming to rest. Args: node.</summary>
    public const string EndlessLoop = "engine.endless-loop";
}
