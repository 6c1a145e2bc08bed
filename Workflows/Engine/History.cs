namespace Workflows.Engine;

/// <summary>A command and when it was given (UTC): what history keeps of a step.</summary>
public sealed record HistoryStep(ProcessCommand Command, DateTimeOffset At);

public static class History
{
    /// <summary>The state that a history leads to, which is the stored one or the history is not true.</summary>
    /// <exception cref="InvalidOperationException">A stored command is refused: the history belongs to another definition.</exception>
    public static ProcessState Replay(ProcessDefinition definition, IEnumerable<HistoryStep> steps)
    {
        return Follow(definition, steps).State;
    }

    /// <summary>Takes back the last step of a history, if that is what <paramref name="recall"/> says.</summary>
    /// <exception cref="InvalidOperationException">As with <see cref="Replay"/>.</exception>
    public static StepResult Recall(ProcessDefinition definition, IEnumerable<HistoryStep> steps, Recall recall, DateTimeOffset now)
    {
        return Apply(definition, Follow(definition, steps), recall, now);
    }

    private static Last Follow(ProcessDefinition definition, IEnumerable<HistoryStep> steps) =>
        steps.Aggregate(new Last(ProcessState.Initial, Command: null, ProcessState.Initial), (history, step) => Next(definition, history, step));

    private static Last Next(ProcessDefinition definition, Last history, HistoryStep step) =>
        Apply(definition, history, step.Command, step.At) switch
        {
            Accepted accepted => new Last(history.State, step.Command, accepted.State),
            Refused refused => throw new InvalidOperationException($"{step.Command.GetType().Name} at {step.At:O} is refused: {refused.Code}."),
            _ => throw new InvalidOperationException("A step is accepted or refused."),
        };

    private static StepResult Apply(ProcessDefinition definition, Last history, ProcessCommand command, DateTimeOffset now) =>
        command is Recall recall && history.Command is { } last
            ? Stepper.Step(definition, history.Before, last, history.State, recall, now)
            : Stepper.Step(definition, history.State, command, now);

    /// <summary>A state, with the command that led to it and the state before: what a recall takes back.</summary>
    private sealed record Last(ProcessState Before, ProcessCommand? Command, ProcessState State);
}
