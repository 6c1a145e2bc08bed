namespace Workflows.Engine;

/// <summary>A command and when it was given (UTC): what history keeps of a step.</summary>
public sealed record HistoryStep(ProcessCommand Command, DateTimeOffset At);

public static class History
{
    /// <summary>The state that a history leads to, which is the stored one or the history is not true.</summary>
    /// <exception cref="InvalidOperationException">A stored command is refused: the history belongs to another definition.</exception>
    public static ProcessState Replay(ProcessDefinition definition, IEnumerable<HistoryStep> steps)
    {
        var state = ProcessState.Initial;
        foreach (var (command, at) in steps)
        {
            state = Stepper.Step(definition, state, command, at) switch
            {
                Accepted accepted => accepted.State,
                Refused refused => throw new InvalidOperationException($"{command.GetType().Name} at {at:O} is refused: {refused.Code}."),
                _ => throw new InvalidOperationException("A step is accepted or refused."),
            };
        }

        return state;
    }
}
